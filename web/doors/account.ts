// The page of who is signed in: who they are, how they come in, where they are in. /account
import type { getSignInFormContract } from '../../src/access/sign-in/contract.ts'
import { makeAuthenticatorPart } from './account/authenticator.ts'
import { makeBeginning } from './account/beginning.ts'
import { type AccountPage, getAccount, leave, type Part } from './account/page.ts'
import { makePasskeysPart } from './account/passkeys.ts'
import { makePasswordPart } from './account/password.ts'
import { makeProfilePart } from './account/profile.ts'
import { askForProof } from './account/proof.ts'
import { makeSessionsPart } from './account/sessions.ts'
import { signOut } from './account/sign-out.ts'
import { call, Refusal } from './page/call.ts'
import { make, makeButton } from './page/element.ts'
import { GivenUp } from './page/form.ts'
import { layPage } from './page/masthead.ts'
import { wordsOf } from './page/refusals.ts'
import { beginLanguage, setWords } from './page/say.ts'

/** Each is made anew when what it shows has changed; what somebody types in another stays. */
const parts: readonly Part[] = [
  {
    shows: ({ email, hasPassword, secondFactor, hasAuthenticator, passkeys }) => [
      email,
      hasPassword,
      secondFactor,
      hasAuthenticator,
      passkeys.length,
    ],
    make: makeBeginning,
  },
  { shows: ({ name, email, locale, version }) => [name, email, locale, version], make: makeProfilePart },
  { shows: ({ email, hasPassword }) => [email, hasPassword], make: makePasswordPart },
  { shows: ({ hasAuthenticator, recoveryCodes }) => [hasAuthenticator, recoveryCodes], make: makeAuthenticatorPart },
  { shows: ({ passkeys }) => passkeys, make: makePasskeysPart },
  { shows: ({ sessionId }) => sessionId, make: makeSessionsPart },
]

beginLanguage()
const { main, tools } = layPage('title_account', 'account')
const news = make('p', { class: 'news', role: 'status' })
document.body.append(news)
watchOverSession()
void begin().catch(showFault)

async function begin(): Promise<void> {
  let account = await getAccount()
  const places = parts.map(() => make('div', { class: 'place' }))
  const shown = new Map<Part, string>()
  const page: AccountPage = {
    account: () => account,
    refresh: async () => {
      account = await getAccount()
      draw()
    },
    proven: (work) => proven(page, work),
    tell: (key, facts) => {
      setWords(news, key, facts)
      news.classList.remove('fresh')
      requestAnimationFrame(() => news.classList.add('fresh'))
    },
    attempt: async (work) => {
      try {
        await work()
      } catch (error) {
        if (error instanceof GivenUp) return
        const { key, facts } = wordsOf(error)
        page.tell(key, facts)
      }
    },
  }
  const draw = () => {
    for (const [index, part] of parts.entries()) {
      const now = JSON.stringify(part.shows(account))
      if (shown.get(part) === now) continue
      shown.set(part, now)
      fill(places[index], part.make(page))
    }
  }
  const office = make('a', { href: '/', say: 'to_office' })
  const docs = make('a', { href: '/docs', say: 'api_reference' })
  main.append(make('div', { class: 'title' }, make('h1', { say: 'account_title' }), office, docs), ...places)
  draw()
  tools.append(makeButton('sign_out', () => page.attempt(signOut)))
}

/** Puts what was made anew into its place; whoever was within it with the keyboard stays there. */
function fill(place: HTMLElement | undefined, content: Node[]): void {
  const wasWithin = place?.contains(document.activeElement) === true
  place?.replaceChildren(...content)
  if (wasWithin) place?.querySelector('h2')?.focus()
}

/** Does what may need a proof; when it does, asks for one and does it again. @throws GivenUp when none is given */
async function proven<T>(page: AccountPage, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'proof_required') throw error
    if (!(await askForProof(page.account()))) throw new GivenUp()
    return work()
  }
}

/** Whoever comes back to this page after their session ended elsewhere is led to the door. */
function watchOverSession(): void {
  const look = async () => {
    const { isSignedIn } = await call<typeof getSignInFormContract>('GET', '/sign-in-form')
    if (!isSignedIn) leave('ended')
  }
  const lookQuietly = () => void look().catch(() => undefined)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && lookQuietly())
  window.addEventListener('pageshow', ({ persisted }) => persisted && lookQuietly())
}

function showFault(error: unknown): void {
  const { key, facts } = wordsOf(error)
  main.replaceChildren(make('p', { class: 'alert', role: 'alert', say: key, facts }))
}
