import { timingSafeEqual } from 'node:crypto'
import { type Command, runCommand, runQuery } from '../../platform/command.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { readMerchant, writeMerchant } from '../secret-token.ts'
import { openStaff, openTotp } from '../staff/sealed-staff.ts'
import { loginKey } from '../staff/staff.ts'
import { type LockedStaff, lockStaff, saveTotpStep } from '../staff/staff-store.ts'
import { bucketsOf } from './attempts.ts'
import { type Challenge, countChallenge, endChallenge, findChallenge, lockChallenge } from './challenge-store.ts'
import { knownDevice } from './device-cookie.ts'
import { useRecoveryCode } from './factor-store.ts'
import type { SignedIn, Visitor } from './open-session.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import type { SignInMethod } from './session.ts'
import { admit, doorActor, signInRefused, tellFailure } from './sign-in.ts'
import { stepOfCode } from './totp.ts'

const mostAttempts = 5

/** Writes a challenge for the one who is to answer it: the merchant, the row, the secret. */
export function writeChallengeToken(merchantId: string, { id, challenge }: Challenge): string {
  return writeMerchant(merchantId) + writeMerchant(id) + challenge.toString('base64url')
}

/** The parts of a challenge as it comes back; none when it is no challenge. */
export function parseChallengeToken(text: string): { merchantId: string; id: string; secret: Buffer } | undefined {
  if (!/^[\w-]{87}$/.test(text)) return undefined
  const [merchantId, id] = [readMerchant(text.slice(0, 22)), readMerchant(text.slice(22, 44))]
  return { merchantId, id, secret: Buffer.from(text.slice(44), 'base64url') }
}

/**
 * Completes a sign-in by a code of the authenticator, or one that was written down. Five wrong ones end the challenge, and the
 * password has to be given again.
 * @throws DomainError `sign_in_failed`
 */
export async function answerSecondFactor(
  runtime: Runtime,
  { challenge: token, code }: { challenge: string; code: string },
  visitor: Visitor,
): Promise<SignedIn & { deviceCookie: string }> {
  const given = parseChallengeToken(token)
  if (given === undefined) throw signInRefused()
  const request = { merchantId: given.merchantId, actor: doorActor, origin: visitor.origin }
  const asked = await runQuery(runtime, request, ({ tx, now }) =>
    findChallenge(tx, { id: given.id, kind: 'second_factor', now }),
  )
  if (asked === undefined || asked.staffId === null || !isEqual(asked.challenge, given.secret)) throw signInRefused()
  const read = await readCode(asked.staffId, code)
  const admitted = await runCommand(runtime, request, async (command) => {
    const { tx, now } = command
    const challenge = await lockChallenge(tx, { id: given.id, kind: 'second_factor', now })
    const isGenuine = challenge !== undefined && isEqual(challenge.challenge, given.secret)
    if (!isGenuine || challenge.staffId === null) return undefined
    const staff = await lockStaff(tx, challenge.staffId)
    const method = staff?.status === 'active' ? await methodOf(command, staff, read) : undefined
    if (staff === undefined || method === undefined) {
      await (challenge.attempts + 1 >= mostAttempts ? endChallenge(tx, challenge.id) : countChallenge(tx, challenge.id))
      await tellFailure(command, challenge.staffId, 'second_factor')
      return undefined
    }
    await endChallenge(tx, challenge.id)
    return admit(command, staff, entryOf(command, staff, { method, visitor }))
  })
  if (admitted === undefined) throw signInRefused()
  return admitted
}

/** How somebody comes in, with the buckets that their coming in empties. */
export function entryOf(
  { keys }: Pick<Command, 'keys'>,
  staff: LockedStaff,
  { method, visitor }: { method: SignInMethod; visitor: Visitor },
) {
  const name = loginKey(keys, openStaff(keys, staff).email)
  const device = knownDevice(keys, visitor.deviceCookie, name)
  return { method, visitor, name, buckets: bucketsOf({ login: name, origin: visitor.origin, device }) }
}

/** A code as it was given; `hash` of one that is not the authenticator's. */
export type ReadCode = { code: string; hash: Buffer | undefined }

/** Reads somebody's code. Before a transaction: hashing one that was written down takes its time, and may wait for others. */
export async function readCode(staffId: string, code: string): Promise<ReadCode> {
  return { code, hash: /^\d{6}$/.test(code) ? undefined : await hashRecoveryCode(staffId, code) }
}

/** What a code is, and uses it up; none when it is wrong. */
export async function methodOf(
  { tx, now, keys }: Pick<Command, 'tx' | 'now' | 'keys'>,
  staff: LockedStaff,
  { code, hash }: ReadCode,
): Promise<'password_totp' | 'password_recovery' | undefined> {
  const secret = openTotp(keys, staff)
  if (secret === undefined) return undefined
  if (hash === undefined) {
    const step = stepOfCode(secret, code, now, staff.totpLastStep)
    if (step === undefined) return undefined
    await saveTotpStep(tx, staff.id, step)
    return 'password_totp'
  }
  return (await useRecoveryCode(tx, staff.id, hash, now)) ? 'password_recovery' : undefined
}

function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
