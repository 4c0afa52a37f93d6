import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { replaceRecoveryCodes } from '../sign-in/factor-store.ts'
import type { RecoveryCodes } from '../sign-in/recovery-codes.ts'
import { newTotpSecret, stepOfCode, totpUri } from '../sign-in/totp.ts'
import { staffEvent } from '../staff/events.ts'
import { openStaff, openTotp, sealTotp } from '../staff/sealed-staff.ts'
import { type LockedStaff, lockStaff, saveTotp } from '../staff/staff-store.ts'

/**
 * Begins to set up an authenticator: its secret, which counts once a code of it was given (`confirmAuthenticator`).
 * @throws DomainError `authenticator_exists`
 */
export async function beginAuthenticator(command: Command, staffId: string): Promise<{ secret: string; uri: string }> {
  const { tx, keys } = command
  const staff = await lockOwn(command, staffId)
  if (staff.totpConfirmedAt !== null) throw new DomainError('conflict', 'authenticator_exists')
  const secret = newTotpSecret()
  await saveTotp(tx, staff, { sealedTotp: sealTotp(keys, staff, secret), confirmedAt: null, lastStep: null })
  const { email, name } = openStaff(keys, staff)
  return { secret, uri: totpUri(secret, { issuer: 'Yidan 一单', label: email === '' ? name : email }) }
}

/** Whose authenticator it is, and in which session they are. */
export type OwnSession = { staffId: string; id: string }

/**
 * Takes the first code, from which on every sign-in by password needs one, and keeps recovery codes. Every other session ends.
 * @throws DomainError `authenticator_exists`, `authenticator_not_begun`, `code_wrong`
 */
export async function confirmAuthenticator(
  command: Command,
  { staffId, id: sessionId }: OwnSession,
  { code, recovery }: { code: string; recovery: RecoveryCodes },
): Promise<void> {
  const { tx, now, actor, keys } = command
  const staff = await lockOwn(command, staffId)
  if (staff.totpConfirmedAt !== null) throw new DomainError('conflict', 'authenticator_exists')
  const secret = openTotp(keys, staff)
  if (secret === undefined) throw new DomainError('conflict', 'authenticator_not_begun')
  const lastStep = stepOfCode(secret, code, now, null)
  if (lastStep === undefined) throw new DomainError('refused', 'code_wrong', { field: 'code' })
  const after = { ...staff, version: staff.version + 1 }
  await saveTotp(tx, after, { sealedTotp: staff.sealedTotp, confirmedAt: now, lastStep })
  await publish(tx, [staffEvent('staff.second_factor_set', after, { at: now, actor })])
  await giveCodes(command, { ...after, totpConfirmedAt: now, totpLastStep: lastStep }, recovery)
  await endSessions(command, staffId, { but: sessionId })
}

/**
 * Keeps new recovery codes; those before open nothing any more.
 * @throws DomainError `authenticator_not_begun`
 */
export async function renewRecoveryCodes(command: Command, staffId: string, recovery: RecoveryCodes): Promise<void> {
  const staff = await lockOwn(command, staffId)
  if (staff.totpConfirmedAt === null) throw new DomainError('conflict', 'authenticator_not_begun')
  await giveCodes(command, staff, recovery)
}

/** Takes one's authenticator and recovery codes away. Every other session ends. */
export async function removeAuthenticator(command: Command, { staffId, id: sessionId }: OwnSession): Promise<void> {
  const { tx, now, actor } = command
  const staff = await lockOwn(command, staffId)
  const after = { ...staff, version: staff.version + 1 }
  await saveTotp(tx, after, { sealedTotp: null, confirmedAt: null, lastStep: null })
  await replaceRecoveryCodes(tx, staffId, [], now)
  await publish(tx, [staffEvent('staff.second_factor_removed', after, { at: now, actor })])
  await endSessions(command, staffId, { but: sessionId })
}

async function giveCodes({ tx, now, actor }: Command, staff: LockedStaff, { hashes }: RecoveryCodes): Promise<void> {
  const after = { ...staff, version: staff.version + 1 }
  await saveTotp(tx, after, {
    ...{ sealedTotp: staff.sealedTotp, confirmedAt: staff.totpConfirmedAt, lastStep: staff.totpLastStep },
  })
  await replaceRecoveryCodes(tx, staff.id, hashes, now)
  await publish(tx, [staffEvent('staff.recovery_codes_made', after, { at: now, actor })])
}

async function lockOwn({ tx }: Command, staffId: string): Promise<LockedStaff> {
  const staff = await lockStaff(tx, staffId)
  if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
  return staff
}
