import type { z } from 'zod'
import type {
  endOtherSessionsContract,
  endOwnSessionContract,
  listOwnSessionsContract,
} from '../../../src/access/account/contract.ts'
import type { sessionView } from '../../../src/access/sign-in/contract.ts'
import { deviceName } from '../page/device-name.ts'
import { isConfirmed } from '../page/dialog.ts'
import { make, makeButton, makeTime } from '../page/element.ts'
import { type AccountPage, ask, makeSection } from './page.ts'

type Session = z.output<typeof sessionView>

/** Where somebody is signed in. */
export function makeSessionsPart(page: AccountPage): Node[] {
  const list = make('ul', { class: 'rows' })
  const endOthers = makeButton('end_others', () => page.attempt(() => endOtherSessions(page, fill)), {
    class: 'danger',
  })
  const actions = make('div', { class: 'actions', hidden: true }, endOthers)
  const fill = async () => {
    const sessions = (await findOpenSessions()).sort((a, b) => Number(isThis(b)) - Number(isThis(a)))
    list.replaceChildren(...sessions.map((session) => makeRow(page, { session, isCurrent: isThis(session), fill })))
    actions.hidden = sessions.length < 2
  }
  const isThis = ({ id }: Session) => id === page.account().sessionId
  void page.attempt(fill)
  return [makeSection('sessions', { title: 'sessions', says: 'sessions_says' }, list, actions)]
}

/** Those that were not ended and are not too old, newest first. */
async function findOpenSessions(): Promise<Session[]> {
  const now = performance.timeOrigin + performance.now()
  const { items } = await ask<typeof listOwnSessionsContract>('GET', '/account/sessions?limit=100')
  return items.filter(({ endedAt, expiresAt }) => endedAt === null && new Date(expiresAt).getTime() > now)
}

function makeRow(
  page: AccountPage,
  { session, isCurrent, fill }: { session: Session; isCurrent: boolean; fill: () => Promise<void> },
): HTMLElement {
  const { id, method, origin, userAgent, createdAt, seenAt } = session
  const end = async () => {
    await ask<typeof endOwnSessionContract>('DELETE', `/account/sessions/${id}`)
    page.tell('session_ended_by_you')
    await fill()
  }
  const device = deviceName(userAgent)
  const button = makeButton('end', () => page.attempt(end), { class: 'danger' })
  button.setAttribute('aria-describedby', `session-${id}`)
  const what = make(
    'div',
    { class: 'what' },
    make('strong', { id: `session-${id}`, title: userAgent }, device),
    ...(isCurrent ? [make('span', { class: 'tag', say: 'this_device' })] : []),
    make('p', { class: 'hint' }, make('span', { say: `method_${method}` }), ` · ${origin}`),
    make(
      'p',
      { class: 'hint' },
      ...[
        make('span', { say: 'since' }),
        ' ',
        makeTime(createdAt),
        ' · ',
        make('span', { say: 'last_seen' }),
        ' ',
        makeTime(seenAt),
      ],
    ),
  )
  return make('li', {}, what, ...(isCurrent ? [] : [button]))
}

async function endOtherSessions(page: AccountPage, fill: () => Promise<void>): Promise<void> {
  if (!(await isConfirmed('end_others_title', { does: 'end_others' }))) return
  const { ended } = await ask<typeof endOtherSessionsContract>('DELETE', '/account/sessions')
  page.tell('others_ended', { count: ended })
  await fill()
}
