import type { getSignInFormContract, signInContract } from '../../../src/access/sign-in/contract.ts'
import { call, Refusal } from '../page/call.ts'
import type { Facts, WordKey } from '../page/say.ts'
import { takeNextPlace } from './next-place.ts'

/** The page at which somebody stands who is not in yet. */
export type Door = {
  /** Shows a step and focuses its first field. */
  show: (title: WordKey, content: Node[], facts?: Facts) => void
  needsMerchant: boolean
  /** The merchant's short name, as the address or the link says it. */
  merchant: string | undefined
  /** Shows the first step; `news`: why somebody stands here again. */
  askPassword: (door: Door, news?: WordKey, login?: string) => Promise<void>
  /** Shows the second step. */
  askCode: (door: Door, challenge: string) => void
}

/** Says where to, once somebody is in. */
export type FirstPlace = () => string | Promise<string>

/** What a sign-in answered. */
type Outcome = Awaited<ReturnType<typeof call<typeof signInContract>>>

/**
 * Goes on from what a sign-in answered: in, or to the second factor.
 * @throws Refusal `cookie_not_kept` when the browser did not keep the session's cookie
 */
export async function goOn(
  door: Door,
  { secondFactor }: Outcome,
  firstPlace: FirstPlace = takeNextPlace,
): Promise<void> {
  if (secondFactor !== null) return door.askCode(door, secondFactor.challenge)
  const { isSignedIn } = await call<typeof getSignInFormContract>('GET', '/sign-in-form')
  if (!isSignedIn) throw new Refusal(0, { code: 'cookie_not_kept' })
  location.assign(await firstPlace())
}
