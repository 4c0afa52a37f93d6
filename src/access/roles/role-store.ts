import { sql } from 'kysely'
import { textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** A role of the merchant's own. */
export type OwnRole = {
  id: string
  code: string
  name: string
  permissions: string[]
  version: number
  createdAt: Date
  archivedAt: Date | null
}

const selected = sql`id, code, name, permissions, version, created_at, archived_at`

/** Adds a role; false when its code is taken. */
export async function insertRole(tx: Transaction, role: OwnRole): Promise<boolean> {
  const { id, code, name, permissions, version, createdAt } = role
  const added = await tx.run(sql`
    insert into roles (merchant_id, id, code, name, permissions, version, created_at)
    values (${tx.merchantId}, ${id}, ${code}, ${name}, ${textList(permissions)}, ${version}, ${createdAt})
    on conflict do nothing`)
  return added === 1
}

/** Locks a role that is in use. */
export function lockRole(tx: Transaction, roleId: string): Promise<OwnRole | undefined> {
  return tx.row<OwnRole>(sql`
    select ${selected} from roles
    where merchant_id = ${tx.merchantId} and id = ${roleId} and archived_at is null for update`)
}

/** Keeps what a role is called and permits, or that it is no more. */
export async function saveRole(
  tx: Transaction,
  { id, name, permissions, version, archivedAt }: OwnRole,
): Promise<void> {
  await tx.run(sql`
    update roles set name = ${name}, permissions = ${textList(permissions)}, version = ${version}, archived_at = ${archivedAt}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** The merchant's roles that are in use, by code. */
export function findRoles(tx: Transaction): Promise<OwnRole[]> {
  return tx.rows<OwnRole>(sql`
    select ${selected} from roles where merchant_id = ${tx.merchantId} and archived_at is null order by code limit 1000`)
}

/** How many people have a role. */
export async function countHolders(tx: Transaction, code: string): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from staff
    where merchant_id = ${tx.merchantId} and status <> 'disabled' and ${code} = any(roles)`)
  return row?.count ?? 0
}
