import { type Command, runCommand } from '../../platform/command.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { loginKey } from '../staff/staff.ts'
import { type LockedStaff, lockStaffByLogin } from '../staff/staff-store.ts'
import { countAttempt, forgetFailures, saveFailure } from './attempt-store.ts'
import { type Bucket, bucketsOf, requireOpen } from './attempts.ts'
import { type Challenge, makeChallenge } from './challenge-store.ts'
import { knownDevice, markDevice } from './device-cookie.ts'
import { endReplaced } from './end-replaced.ts'
import { signInFailed } from './events.ts'
import { findPasskeys } from './factor-store.ts'
import { openSession, type SignedIn, type Visitor } from './open-session.ts'
import { verifyPassword } from './password.ts'
import { resolveOrStandIn } from './resolve-merchant.ts'
import type { SignInMethod } from './session.ts'
import { findSecuritySettings } from './session-queries.ts'

/** The first half of a sign-in. */
export type SignIn = { merchant?: string | undefined; login: string; password: string }

/** Somebody is in, or is asked for their second factor. */
export type SignInOutcome = (SignedIn & { deviceCookie: string }) | { merchantId: string; secondFactor: Challenge }

/** Turned away all the same: to be said once what was written of it is committed. */
export type TurnedAway = { refusal: DomainError }

/** Nothing is done by it: whoever knocks is nobody yet. */
export const doorActor = 'system:sign-in'

/**
 * Lets a person in by name and password. Everything takes the same steps for names that do not exist: the attempt is counted, a
 * password is hashed, the failure is told.
 * @throws DomainError `sign_in_failed`, `sign_in_blocked`, `too_many_sign_ins`, `passkey_required`
 */
export async function signIn(
  runtime: Runtime,
  { merchant, login, password }: SignIn,
  visitor: Visitor,
): Promise<SignInOutcome> {
  const { merchant: found, isNamed } = await resolveOrStandIn(runtime, merchant)
  if (found === undefined) throw signInRefused()
  const { id: merchantId } = found
  const keys = await runtime.keysOf(merchantId)
  // Nobody has a name of two lines: what is tried at a merchant that is not there is nobody's.
  const name = loginKey(keys, isNamed ? login : `${merchant}\n${login}`)
  const buckets = bucketsOf({
    login: name,
    origin: visitor.origin,
    device: knownDevice(keys, visitor.deviceCookie, name),
  })
  const request = { merchantId, actor: doorActor, origin: visitor.origin }
  const staff = await runCommand(runtime, request, async ({ tx, now }) => {
    await requireTurn({ tx, now }, buckets)
    return lockStaffByLogin(tx, name)
  })
  const isRight = await verifyPassword(password, staff?.passwordHash ?? null)
  const outcome = await runCommand(
    runtime,
    { ...request, actor: isRight && staff !== undefined ? `staff:${staff.id}` : doorActor },
    async (command) => {
      const found = await lockStaffByLogin(command.tx, name)
      const isStill = isRight && found?.status === 'active' && found.passwordHash === staff?.passwordHash
      if (found !== undefined && isStill) return enter(command, found, { method: 'password', visitor, buckets, name })
      await tellFailure(command, found?.id ?? null, 'password')
      return undefined
    },
  )
  if (outcome === undefined) throw signInRefused()
  if ('refusal' in outcome) throw outcome.refusal
  return outcome
}

/** What somebody has behind them who is about to come in; `isVouchedFor`: who runs Yidan gave them the link. */
export type Entry = {
  method: SignInMethod
  visitor: Visitor
  buckets: readonly Bucket[]
  name: Buffer
  isVouchedFor?: boolean
}

/** Opens a session, or asks for the second factor where there is one; only a whole sign-in makes failures forgotten. */
export async function enter(command: Command, staff: LockedStaff, entry: Entry): Promise<SignInOutcome | TurnedAway> {
  const { tx, now } = command
  if (staff.totpConfirmedAt !== null && (entry.method === 'password' || entry.method === 'link')) {
    const secondFactor = await makeChallenge({ tx, now }, { kind: 'second_factor', staffId: staff.id })
    return { merchantId: tx.merchantId, secondFactor }
  }
  if (entry.isVouchedFor !== true && (await needsPasskey(tx, staff.id))) {
    await tellFailure({ ...command, actor: doorActor }, staff.id, 'passkey')
    return { refusal: new DomainError('forbidden', 'passkey_required') }
  }
  return admit(command, staff, entry)
}

/** Where the merchant wants two factors, who has no authenticator and has a passkey comes by that: it is both. */
async function needsPasskey(tx: Transaction, staffId: string): Promise<boolean> {
  const { secondFactor } = await findSecuritySettings(tx)
  return secondFactor === 'required' && (await findPasskeys(tx, staffId)).length > 0
}

/** Opens a session in place of the browser's one before, and knows the device from now on. */
export async function admit(
  { tx, now, keys }: Pick<Command, 'tx' | 'now' | 'keys'>,
  { id }: Pick<LockedStaff, 'id'>,
  { method, visitor, buckets, name }: Entry,
): Promise<SignedIn & { deviceCookie: string }> {
  await forgetFailures(tx, buckets)
  // Who comes by a link has just been written to, or stands at the console.
  const isNewDevice = method !== 'link' && knownDevice(keys, visitor.deviceCookie, name) === undefined
  const signedIn = await openSession({ tx, now }, id, { method, visitor, isNewDevice })
  await endReplaced({ tx, now, actor: `staff:${id}` }, visitor.sessionCookie)
  return { ...signedIn, deviceCookie: markDevice(keys, visitor.deviceCookie, name) }
}

/** Counts an attempt against its buckets. @throws DomainError `sign_in_blocked` */
export async function requireTurn({ tx, now }: Pick<Command, 'tx' | 'now'>, buckets: readonly Bucket[]): Promise<void> {
  const counted = await countAttempt(tx, buckets, now)
  for (const { bucket, before } of counted) requireOpen(bucket, before, now)
  for (const { bucket, before } of counted) await saveFailure(tx, bucket, before, now)
}

/** Tells in the audit that somebody was not let in. */
export async function tellFailure(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  staffId: string | null,
  step: 'password' | 'second_factor' | 'passkey' | 'link',
): Promise<void> {
  await publish(tx, [signInFailed(newId(now), { staffId, step }, { at: now, actor })])
}

/** One refusal for whatever is wrong. */
export function signInRefused(): DomainError {
  return new DomainError('unauthorized', 'sign_in_failed')
}
