import { make } from '../page/element.ts'
import type { WordKey } from '../page/say.ts'
import { lacksFactor } from './lacks-factor.ts'
import type { AccountPage } from './page.ts'

/** What somebody should do first: without e-mail and password the next sign-in needs a new link. */
export function makeBeginning(page: AccountPage): Node[] {
  const { email, hasPassword, passkeys } = page.account()
  const needsFactor = lacksFactor(page.account())
  const isComplete = email !== '' && (hasPassword || passkeys.length > 0)
  if (isComplete && !needsFactor) return []
  const steps: [done: boolean, words: WordKey, target: string][] = [
    [email !== '', 'begin_email', '#profile'],
    [hasPassword, 'begin_password', '#password'],
    ...(needsFactor ? [[false, 'begin_factor', '#authenticator'] as [boolean, WordKey, string]] : []),
  ]
  const items = steps.map(([isDone, words, target]) =>
    make(
      'li',
      { class: isDone ? 'done' : '' },
      isDone ? make('span', { say: words }) : make('a', { href: target, say: words }),
      ...(isDone ? [make('span', { class: 'tag', say: 'done' })] : []),
    ),
  )
  return [
    make(
      'section',
      { class: 'beginning', 'aria-labelledby': 'beginning-title' },
      make('h2', { id: 'beginning-title', say: 'begin_title' }),
      make('p', { say: isComplete ? 'begin_factor_says' : 'begin_says' }),
      make('ol', {}, ...items),
    ),
  ]
}
