// The page by which people come in: /sign-in, with `#token=…` for whoever comes by a link.
import type { getSignInFormContract } from '../../src/access/sign-in/contract.ts'
import { call } from './page/call.ts'
import { make } from './page/element.ts'
import { layPage } from './page/masthead.ts'
import { wordsOf } from './page/refusals.ts'
import { beginLanguage } from './page/say.ts'
import { showCodeStep } from './sign-in/code-step.ts'
import type { Door } from './sign-in/door.ts'
import { showLink } from './sign-in/link-step.ts'
import { keepNextPlace, takeNextPlace } from './sign-in/next-place.ts'
import { makeInsecureNotice, makeNumberNotice } from './sign-in/notices.ts'
import { showPasswordStep } from './sign-in/password-step.ts'

beginLanguage()
const { main } = layPage('title_sign_in', 'door')
const card = make('div', { class: 'card' })
main.append(card)

// Somebody may paste a link into a tab that already shows this page.
window.addEventListener('hashchange', () => {
  const fragment = takeFragment()
  if (fragment.token !== undefined) void begin(fragment)
})
window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
void begin(takeFragment())

async function begin({ token, hasEnded }: ReturnType<typeof takeFragment>): Promise<void> {
  if (!window.isSecureContext) return card.replaceChildren(...makeInsecureNotice())
  try {
    const { needsMerchant, isSignedIn } = await call<typeof getSignInFormContract>('GET', '/sign-in-form')
    if (isSignedIn && token === undefined) return location.replace(takeNextPlace())
    const merchant = new URLSearchParams(location.search).get('merchant') ?? undefined
    const door: Door = { show, needsMerchant, merchant, askPassword: showPasswordStep, askCode: showCodeStep }
    if (token === undefined) await showPasswordStep(door, hasEnded ? 'session_ended' : undefined)
    else await showLink(door, token)
  } catch (error) {
    const { key, facts } = wordsOf(error)
    show('sign_in_title', [make('p', { class: 'alert', role: 'alert', say: key, facts })])
  }
}

/** Takes what stands behind the # out of the address at once: neither the history nor who looks on is to have it. */
function takeFragment(): { token: string | undefined; hasEnded: boolean } {
  const fragment = new URLSearchParams(location.hash.slice(1))
  keepNextPlace(fragment.get('next'))
  if (fragment.has('token') || fragment.has('ended') || fragment.has('next'))
    history.replaceState(null, '', location.pathname + location.search)
  return { token: fragment.get('token') ?? undefined, hasEnded: fragment.has('ended') }
}

function show(...[title, content, facts]: Parameters<Door['show']>): void {
  const heading = make('h1', { say: title, facts, tabindex: -1 })
  card.replaceChildren(heading, ...content, ...makeNumberNotice())
  const first = card.querySelector<HTMLElement>('input:not(.unseen):not([readonly]), button.main')
  ;(first ?? heading).focus()
}
