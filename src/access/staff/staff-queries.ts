import { sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { SealedStaff } from './sealed-staff.ts'
import type { Staff, StaffStatus } from './staff.ts'

/** A member of staff as a list or a page shows them. */
export type StaffRow = Staff & SealedStaff & { hasTotp: boolean; passkeys: number; lastSeenAt: Date | null }

/** Every column of `Staff` and what is sealed of them. */
export const staffColumns = sql`
  id, roles, location_ids, channels, status, locale, version, created_at, wrapped_key, sealed, sealed_totp`

const shown = sql`${staffColumns}, totp_confirmed_at is not null as has_totp,
  (select count(*)::int from passkeys k
    where k.merchant_id = staff.merchant_id and k.staff_id = staff.id and k.removed_at is null) as passkeys,
  (select max(seen_at) from sessions s where s.merchant_id = staff.merchant_id and s.staff_id = staff.id) as last_seen_at`

/** Who works here, newest first. */
export function findStaff(
  tx: Transaction,
  { status }: { status?: StaffStatus | undefined },
  page: { limit: number; after?: string | undefined },
): Promise<StaffRow[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  return tx.rows<StaffRow>(sql`
    select ${shown} from staff where merchant_id = ${tx.merchantId} ${before} ${ofStatus}
    order by id desc limit ${page.limit}`)
}

/** One member of staff. */
export function findStaffById(tx: Transaction, staffId: string): Promise<StaffRow | undefined> {
  return tx.row<StaffRow>(sql`select ${shown} from staff where merchant_id = ${tx.merchantId} and id = ${staffId}`)
}

/** Who works here, or did, the newest first: no more than are named. */
export function findColleagues(tx: Transaction, most: number): Promise<(Staff & SealedStaff)[]> {
  return tx.rows<Staff & SealedStaff>(sql`
    select ${staffColumns} from staff where merchant_id = ${tx.merchantId} order by id desc limit ${most}`)
}

/** Several, to be named where they did something. */
export function findStaffByIds(tx: Transaction, staffIds: readonly string[]): Promise<(Staff & SealedStaff)[]> {
  return tx.rows<Staff & SealedStaff>(sql`
    select ${staffColumns} from staff where merchant_id = ${tx.merchantId} and id = any(${uuidList(staffIds)})`)
}

/** Whether anybody has a password or a passkey to come in with. */
export async function hasWayIn(tx: Transaction): Promise<boolean> {
  const found = await tx.row(sql`
    select 1 from staff s where s.merchant_id = ${tx.merchantId} and s.status = 'active' and (s.password_hash is not null
      or exists (
        select from passkeys k where k.merchant_id = s.merchant_id and k.staff_id = s.id and k.removed_at is null))
    limit 1`)
  return found !== undefined
}

/** How many active people have each set of roles, one person left out. */
export function findRoleSets(
  tx: Transaction,
  butStaffId: string | null,
): Promise<{ roles: string[]; people: number }[]> {
  return tx.rows(sql`
    select roles, count(*)::int as people from staff
    where merchant_id = ${tx.merchantId} and status = 'active' and id is distinct from ${butStaffId}::uuid
    group by roles order by roles`)
}

/** The owners who may come in, the first one first. */
export function findOwners(tx: Transaction): Promise<Staff[]> {
  return tx.rows<Staff>(sql`
    select ${staffColumns} from staff
    where merchant_id = ${tx.merchantId} and status = 'active' and 'owner' = any(roles) order by id`)
}

/** The stored hash of somebody's password; null where they have none. */
export async function findPasswordHash(tx: Transaction, staffId: string): Promise<string | null> {
  const row = await tx.row<{ passwordHash: string | null }>(sql`
    select password_hash from staff where merchant_id = ${tx.merchantId} and id = ${staffId}`)
  return row?.passwordHash ?? null
}
