import type { Account } from './page.ts'

/** Whether somebody needs a second factor and has none: until then they may do nothing else. */
export function lacksFactor({
  secondFactor,
  hasAuthenticator,
  passkeys,
}: Pick<Account, 'secondFactor' | 'hasAuthenticator' | 'passkeys'>): boolean {
  return secondFactor === 'required' && !hasAuthenticator && passkeys.length === 0
}
