import type { z } from 'zod'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { parseChallengeToken, writeChallengeToken } from '../sign-in/answer-second-factor.ts'
import { endChallenge, lockChallenge, makeChallenge } from '../sign-in/challenge-store.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { findPasskeys, insertPasskey, type Passkey, removePasskeys } from '../sign-in/factor-store.ts'
import { type OwnOrigin, type registrationInput, registrationOptions, verifyRegistration } from '../sign-in/passkeys.ts'
import { staffEvent } from '../staff/events.ts'
import { openStaff } from '../staff/sealed-staff.ts'
import { lockStaff, saveStaff } from '../staff/staff-store.ts'
import type { OwnSession } from './own-authenticator.ts'

const mostPasskeys = 20

/** Begins to add a passkey: what the browser needs. @throws DomainError `too_many_passkeys` */
export async function beginPasskey(command: Command, staffId: string, ownOrigin: OwnOrigin) {
  const { tx, now, keys } = command
  const staff = await lockStaff(tx, staffId)
  if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
  const existing = await findPasskeys(tx, staffId)
  if (existing.length >= mostPasskeys)
    throw new DomainError('refused', 'too_many_passkeys', { facts: { mostPasskeys } })
  const made = await makeChallenge({ tx, now }, { kind: 'passkey_registration', staffId })
  const { email, name } = openStaff(keys, staff)
  const userName = email === '' ? name : email
  const options = await registrationOptions({ ownOrigin, challenge: made.challenge, staffId, userName, existing })
  return { challenge: writeChallengeToken(tx.merchantId, made), options }
}

/** Adds the passkey that a browser made. @throws DomainError `passkey_invalid` */
export async function addPasskey(
  command: Command,
  staffId: string,
  {
    challenge: token,
    response,
    name,
  }: { challenge: string; response: z.output<typeof registrationInput>; name: string },
  ownOrigin: OwnOrigin,
): Promise<Passkey> {
  const { tx, now, actor } = command
  const id = parseChallengeToken(token)?.id
  const challenge = id && (await lockChallenge(tx, { id, kind: 'passkey_registration', now }))
  if (!challenge || challenge.staffId !== staffId) throw passkeyInvalid()
  const made = await verifyRegistration(response, { ownOrigin, challenge: challenge.challenge })
  const staff = await lockStaff(tx, staffId)
  if (made === undefined || staff === undefined) throw passkeyInvalid()
  await endChallenge(tx, challenge.id)
  const passkey: Passkey = { ...made, id: newId(now), staffId, name, createdAt: now, lastUsedAt: null }
  await insertPasskey(tx, passkey)
  const after = { ...staff, version: staff.version + 1 }
  await saveStaff(tx, after)
  await publish(tx, [staffEvent('staff.passkey_added', after, { at: now, actor }, { passkeyId: passkey.id })])
  return passkey
}

/** Takes a passkey away. Every other session ends: one may have been begun with it. @throws DomainError `passkey_not_found` */
export async function removePasskey(
  { tx, now, actor }: Command,
  { staffId, id: sessionId }: OwnSession,
  passkeyId: string,
): Promise<void> {
  const staff = await lockStaff(tx, staffId)
  if (staff === undefined || (await removePasskeys(tx, staffId, passkeyId, now)) === 0) {
    throw new DomainError('not_found', 'passkey_not_found')
  }
  const after = { ...staff, version: staff.version + 1 }
  await saveStaff(tx, after)
  await publish(tx, [staffEvent('staff.passkey_removed', after, { at: now, actor }, { passkeyId })])
  await endSessions({ tx, now, actor }, staffId, { but: sessionId })
}

function passkeyInvalid(): DomainError {
  return new DomainError('refused', 'passkey_invalid', { field: 'response' })
}
