import { type Command, runCommand } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { lockStaff } from '../staff/staff-store.ts'
import { entryOf, parseChallengeToken, writeChallengeToken } from './answer-second-factor.ts'
import { endChallenge, lockChallenge, makeChallenge } from './challenge-store.ts'
import { lockPasskey, savePasskeyUse } from './factor-store.ts'
import type { SignedIn, Visitor } from './open-session.ts'
import { assertionOptions, type OwnOrigin, verifyAssertion } from './passkeys.ts'
import { resolveOrStandIn } from './resolve-merchant.ts'
import { admit, doorActor, signInRefused, tellFailure } from './sign-in.ts'

type Assertion = Parameters<typeof verifyAssertion>[0]

/** Asks for a passkey of the merchant's staff; of a merchant that is not there, for one that nobody has. */
export async function askForPasskey(
  runtime: Runtime,
  { merchant }: { merchant?: string | undefined },
  { origin, ownOrigin }: Visitor & { ownOrigin: OwnOrigin },
) {
  const { merchant: found, isNamed } = await resolveOrStandIn(runtime, merchant)
  if (found === undefined) throw signInRefused()
  const request = { merchantId: found.id, actor: doorActor, origin }
  const made = await runCommand(runtime, request, ({ tx, now }) =>
    makeChallenge({ tx, now }, { kind: 'passkey_sign_in', staffId: null }),
  )
  const options = await assertionOptions({ ownOrigin, challenge: made.challenge })
  const nobody = { ...made, id: newId(runtime.clock()) }
  const challenge = isNamed ? writeChallengeToken(found.id, made) : writeChallengeToken(newId(runtime.clock()), nobody)
  return { challenge, options }
}

/** Lets a person in by their passkey. @throws DomainError `sign_in_failed` */
export async function signInWithPasskey(
  runtime: Runtime,
  { challenge: token, response }: { challenge: string; response: Assertion },
  visitor: Visitor & { ownOrigin: OwnOrigin },
): Promise<SignedIn & { deviceCookie: string }> {
  const given = parseChallengeToken(token)
  if (given === undefined) throw signInRefused()
  const request = { merchantId: given.merchantId, actor: doorActor, origin: visitor.origin }
  const admitted = await runCommand(runtime, request, (command) => answer(command, { id: given.id, response }, visitor))
  if (admitted === undefined) throw signInRefused()
  return admitted
}

async function answer(
  command: Command,
  { id, response }: { id: string; response: Assertion },
  visitor: Visitor & { ownOrigin: OwnOrigin },
) {
  const { tx, now } = command
  const challenge = await lockChallenge(tx, { id, kind: 'passkey_sign_in', now })
  if (challenge === undefined) return undefined
  // Once, whatever comes of it.
  await endChallenge(tx, challenge.id)
  const passkey = await lockPasskey(tx, Buffer.from(response.id, 'base64url'))
  const about = { ownOrigin: visitor.ownOrigin, challenge: challenge.challenge }
  const signCount = passkey && (await verifyAssertion(response, { ...about, passkey }))
  const staff = passkey && (await lockStaff(tx, passkey.staffId))
  if (passkey === undefined || signCount === undefined || staff?.status !== 'active') {
    await tellFailure(command, staff?.id ?? null, 'passkey')
    return undefined
  }
  await savePasskeyUse(tx, passkey.id, signCount, now)
  return admit(command, staff, entryOf(command, staff, { method: 'passkey', visitor }))
}
