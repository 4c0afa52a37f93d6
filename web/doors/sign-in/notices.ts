import { make } from '../page/element.ts'

/** Says why nobody can sign in at an address without TLS: a browser keeps our cookies with it or on the machine itself only. */
export function makeInsecureNotice(): Node[] {
  const near = nearAddress()
  return [
    make('h1', { say: 'insecure_title' }),
    make(
      'div',
      { class: 'notice', role: 'alert' },
      make('p', { say: 'insecure', facts: { address: location.origin } }),
    ),
    make('p', { class: 'hint', say: 'insecure_near', facts: { near } }),
  ]
}

/** Leads from an address of numbers on the machine itself to its name, where passkeys work; nothing at other addresses. */
export function makeNumberNotice(): Node[] {
  if (!/^127\.|^\[::1\]$/.test(location.hostname)) return []
  const link = make('a', { href: `${nearAddress()}/sign-in` }, nearAddress())
  return [make('p', { class: 'hint' }, make('span', { say: 'near_name' }), ' ', link)]
}

function nearAddress(): string {
  return `http://localhost${location.port === '' ? '' : `:${location.port}`}`
}
