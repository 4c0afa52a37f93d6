import { randomBytes } from 'node:crypto'
import { type Command, runCommand } from '../../platform/command.ts'
import { read } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { Principal } from '../../platform/http/app.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { hashSecret, secretBytes } from '../secret-token.ts'
import { methodOf, type ReadCode, readCode } from '../sign-in/answer-second-factor.ts'
import { forgetFailures } from '../sign-in/attempt-store.ts'
import { type Bucket, bucketsOf } from '../sign-in/attempts.ts'
import { sessionEvent } from '../sign-in/events.ts'
import type { SignedIn } from '../sign-in/open-session.ts'
import { verifyPassword } from '../sign-in/password.ts'
import { writeSessionToken } from '../sign-in/session.ts'
import { lockLiveSessions, saveProof } from '../sign-in/session-store.ts'
import { requireTurn, tellFailure } from '../sign-in/sign-in.ts'
import { findPasswordHash } from '../staff/staff-queries.ts'
import { lockStaff } from '../staff/staff-store.ts'

/** What somebody proves again with: the password, and the code where there is an authenticator. */
export type Proof = { password: string; code?: string | undefined }

/** A signed-in person's principal. */
export type Person = Principal & { session: NonNullable<Principal['session']> }

/**
 * Takes the proof of somebody who is signed in that it is still them, for what may not be done by who finds the screen open. The
 * session has a new secret from then on: one that was stolen before is worth nothing.
 * @throws DomainError `proof_failed`, `sign_in_blocked`
 */
export async function proveAgain(runtime: Runtime, person: Person, { password, code }: Proof): Promise<SignedIn> {
  const buckets = bucketsOfPerson(person)
  await runCommand(runtime, person, (command) => requireTurn(command, buckets))
  const isRight = await isPassword(runtime, person, password)
  const read = isRight && code !== undefined ? await readCode(person.session.staffId, code) : undefined
  const signedIn = await runCommand(runtime, person, async (command) => {
    const proven = isRight && (await hasFactor(command, person, read)) ? await prove(command, person) : undefined
    if (proven === undefined) await tellFailure(command, person.session.staffId, 'password')
    else await forgetFailures(command.tx, buckets)
    return proven
  })
  if (signedIn === undefined) throw new DomainError('refused', 'proof_failed', { field: 'password' })
  return signedIn
}

/** Whether this is the password of who is signed in. */
export async function isPassword(runtime: Runtime, person: Person, password: string): Promise<boolean> {
  const stored = await read(runtime.database, person.merchantId, (tx) => findPasswordHash(tx, person.session.staffId))
  return verifyPassword(password, stored)
}

/** Guesses at an open session are counted apart: they close no door to anybody else. */
export function bucketsOfPerson({ session, origin }: Person): Bucket[] {
  return bucketsOf({ login: Buffer.from(session.staffId), origin, device: session.id })
}

async function hasFactor(command: Command, { session }: Person, code: ReadCode | undefined): Promise<boolean> {
  const staff = await lockStaff(command.tx, session.staffId)
  if (staff === undefined) return false
  return staff.totpConfirmedAt === null || (code !== undefined && (await methodOf(command, staff, code)) !== undefined)
}

async function prove({ tx, now, actor }: Command, { session }: Person): Promise<SignedIn | undefined> {
  const [live] = await lockLiveSessions(tx, session.staffId, { only: session.id })
  if (live === undefined) return undefined
  const secret = randomBytes(secretBytes).toString('base64url')
  const proven = { ...live, provenAt: now, version: live.version + 1 }
  await saveProof(tx, proven, hashSecret(secret))
  await publish(tx, [sessionEvent('session.proven', proven, { at: now, actor })])
  const lifeSeconds = Math.ceil((live.expiresAt.getTime() - now.getTime()) / 1000)
  return { session: proven, token: writeSessionToken(tx.merchantId, secret), lifeSeconds }
}
