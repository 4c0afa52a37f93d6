import type { askForPasskeyContract, signInWithPasskeyContract } from '../../../src/access/sign-in/contract.ts'
import { call } from '../page/call.ts'
import { getPasskey, offersPasskeysInField } from '../page/passkey-browser.ts'
import { type Words, wordsOf } from '../page/refusals.ts'
import { type Door, goOn } from './door.ts'
import { merchantOf } from './merchant-field.ts'

/** A challenge is good for five minutes; the one that waits in the field is made anew before. */
const renewedEveryMs = 4 * 60_000

let waiting: AbortController | undefined

/** Asks for a passkey and signs in with it; answers what is to be said when that does not lead in. */
export async function signInWithPasskey(door: Door, merchant: { merchant?: string }): Promise<Words | undefined> {
  waiting?.abort()
  return answerWithPasskey(door, merchant, {}).catch((error: unknown) =>
    wordsOf(error, { sign_in_failed: 'passkey_failed' }),
  )
}

/** Lets the browser offer passkeys in the field of the name, as long as the form is shown. */
export async function offerPasskeyInField(door: Door, form: HTMLElement): Promise<void> {
  waiting?.abort()
  if (!(await offersPasskeysInField())) return
  while (form.isConnected) {
    const mine = new AbortController()
    waiting = mine
    const timer = setTimeout(() => mine.abort('renew'), renewedEveryMs)
    const request = { mediation: 'conditional', signal: mine.signal } as const
    await answerWithPasskey(door, merchantOf(door, {}), request).catch(() => undefined)
    clearTimeout(timer)
    if (mine.signal.reason !== 'renew') return
  }
}

async function answerWithPasskey(
  door: Door,
  merchant: { merchant?: string },
  request: Parameters<typeof getPasskey>[1],
): Promise<Words | undefined> {
  const asked = await call<typeof askForPasskeyContract>('POST', '/sessions/passkey-challenge', merchant)
  const response = await getPasskey(asked.options, request)
  if (response === undefined) return { key: 'passkey_not_given', facts: {} }
  const body = { challenge: asked.challenge, response }
  await goOn(door, await call<typeof signInWithPasskeyContract>('POST', '/sessions/passkey', body))
  return undefined
}
