import { sql } from 'kysely'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import { brokenUniqueConstraint } from '../../platform/db/failures.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import type { SealedStaff } from './sealed-staff.ts'
import type { Staff } from './staff.ts'
import { staffColumns } from './staff-queries.ts'

/** A member of staff with everything that opens a door, locked. */
export type LockedStaff = Staff &
  SealedStaff & {
    passwordHash: string | null
    totpConfirmedAt: Date | null
    /** The last time step whose code was taken: none opens twice. */
    totpLastStep: number | null
  }

const lockedColumns = sql`${staffColumns}, password_hash, totp_confirmed_at, totp_last_step`

/** Adds a member of staff. @throws DomainError conflict `login_taken` */
export async function insertStaff(
  tx: Transaction,
  staff: Staff & { keyId: number; wrappedKey: Buffer; sealed: Buffer; loginKey: Buffer | null },
): Promise<void> {
  const { id, keyId, wrappedKey, sealed, loginKey, roles, locationIds, channels, status, locale, version, createdAt } =
    staff
  await untaken(
    tx.run(sql`
      insert into staff (merchant_id, id, key_id, wrapped_key, sealed, login_key, roles, location_ids, channels, status, locale,
        version, created_at)
      values (${tx.merchantId}, ${id}, ${keyId}, ${wrappedKey}, ${sealed}, ${loginKey}, ${textList(roles)},
        ${locationIds && uuidList(locationIds)}, ${channels && textList(channels)}, ${status}, ${locale}, ${version},
        ${createdAt})`),
  )
}

/** Locks a member of staff. */
export function lockStaff(tx: Transaction, staffId: string): Promise<LockedStaff | undefined> {
  return tx.row<LockedStaff>(sql`
    select ${lockedColumns} from staff where merchant_id = ${tx.merchantId} and id = ${staffId} for update`)
}

/** Locks whoever signs in by this name. */
export function lockStaffByLogin(tx: Transaction, login: Buffer): Promise<LockedStaff | undefined> {
  return tx.row<LockedStaff>(sql`
    select ${lockedColumns} from staff where merchant_id = ${tx.merchantId} and login_key = ${login} for update`)
}

/** Locks every active owner, so that two of them cannot leave at the same moment; says who has a password or a passkey. */
export function lockOwners(tx: Transaction): Promise<{ id: string; hasWayIn: boolean }[]> {
  return tx.rows(sql`
    select id, password_hash is not null or exists (
      select from passkeys k where k.merchant_id = staff.merchant_id and k.staff_id = staff.id and k.removed_at is null
    ) as has_way_in
    from staff where merchant_id = ${tx.merchantId} and status = 'active' and 'owner' = any(roles)
    order by id for update`)
}

/** Keeps what somebody is and may. @throws DomainError conflict `login_taken` */
export async function saveStaff(
  tx: Transaction,
  { id, roles, locationIds, channels, status, locale, version }: Staff,
  sealed?: { sealed: Buffer; loginKey: Buffer },
): Promise<void> {
  const contact = sealed === undefined ? sql`` : sql`, sealed = ${sealed.sealed}, login_key = ${sealed.loginKey}`
  await untaken(
    tx.run(sql`
      update staff set roles = ${textList(roles)}, location_ids = ${locationIds && uuidList(locationIds)},
        channels = ${channels && textList(channels)}, status = ${status}, locale = ${locale}, version = ${version} ${contact}
      where merchant_id = ${tx.merchantId} and id = ${id}`),
  )
}

/** Keeps a new password. */
export async function savePassword(
  tx: Transaction,
  { id, version }: Pick<Staff, 'id' | 'version'>,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await tx.run(sql`
    update staff set password_hash = ${passwordHash}, password_set_at = ${at}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Keeps an authenticator's secret, confirmed or not yet; or takes it away. */
export async function saveTotp(
  tx: Transaction,
  { id, version }: Pick<Staff, 'id' | 'version'>,
  {
    sealedTotp,
    confirmedAt,
    lastStep,
  }: { sealedTotp: Buffer | null; confirmedAt: Date | null; lastStep: number | null },
): Promise<void> {
  await tx.run(sql`
    update staff set sealed_totp = ${sealedTotp}, totp_confirmed_at = ${confirmedAt}, totp_last_step = ${lastStep},
      version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Keeps the time step whose code was taken. */
export async function saveTotpStep(tx: Transaction, staffId: string, step: number): Promise<void> {
  await tx.run(sql`
    update staff set totp_last_step = ${step} where merchant_id = ${tx.merchantId} and id = ${staffId}`)
}

/** How many stand under a wrapping key. */
export async function countStaffUnder(tx: Transaction, keyId: number): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from staff where merchant_id = ${tx.merchantId} and key_id = ${keyId}`)
  return row?.count ?? 0
}

/** Locks the next of those under a wrapping key, behind an id. */
export function lockStaffUnder(
  tx: Transaction,
  keyId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ id: string; wrappedKey: Buffer | null }[]> {
  const behind = after === null ? sql`` : sql`and id > ${after}`
  return tx.rows(sql`
    select id, wrapped_key from staff
    where merchant_id = ${tx.merchantId} and key_id = ${keyId} ${behind} order by id limit ${limit} for no key update`)
}

/** Puts somebody under another wrapping key. */
export async function saveStaffUnder(
  tx: Transaction,
  keyId: number,
  { id, wrappedKey }: { id: string; wrappedKey: Buffer | null },
): Promise<void> {
  await tx.run(sql`
    update staff set key_id = ${keyId}, wrapped_key = ${wrappedKey} where merchant_id = ${tx.merchantId} and id = ${id}`)
}

async function untaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (brokenUniqueConstraint(error) !== 'staff_login_unique') throw error
    throw new DomainError('conflict', 'login_taken', { field: 'email' })
  }
}
