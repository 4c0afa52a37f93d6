import { sql } from 'kysely'
import { insertRows, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { mostCounted, type Notice } from './notice.ts'

const columns = ['id', 'staffId', 'kind', 'objectType', 'objectId', 'actor', 'at', 'readAt', 'version'] as const

/** Writes notices that nobody has read yet. */
export async function insertNotices(tx: Transaction, notices: readonly Notice[]): Promise<void> {
  const rows = notices.map((notice) => ({ ...notice, version: 1 }))
  await tx.run(insertRows(tx.merchantId, 'notices', columns, rows))
}

/** Somebody's notices, newest first. */
export function findNotices(
  tx: Transaction,
  staffId: string,
  page: { limit: number; after?: string | undefined },
): Promise<Notice[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  return tx.rows<Notice>(sql`
    select id, staff_id, kind, object_type, object_id, actor, at, read_at from notices
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} ${before} order by id desc limit ${page.limit}`)
}

/** How many somebody has not read, no further than is told. */
export async function countUnread(tx: Transaction, staffId: string): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from notices where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and read_at is null
      limit ${mostCounted + 1}) unread`)
  return row?.count ?? 0
}

/** Marks somebody's unread notices as read: these, or the newest `most`. Answers which they were. */
export async function saveRead(
  tx: Transaction,
  staffId: string,
  { ids, most, at }: { ids: readonly string[] | undefined; most: number; at: Date },
): Promise<string[]> {
  const these = ids === undefined ? sql`` : sql`and id = any(${uuidList(ids)})`
  const rows = await tx.rows<{ id: string }>(sql`
    update notices set read_at = ${at}, version = 2
    where merchant_id = ${tx.merchantId} and id in (
      select id from notices
      where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and read_at is null ${these}
      order by id desc limit ${most} for update)
    returning id`)
  return rows.map(({ id }) => id)
}

/** Whom each of these notices is for, as an actor. */
export async function findAddressees(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; staffId: string }>(sql`
    select id, staff_id from notices where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)})`)
  return new Map(rows.map(({ id, staffId }) => [id, `staff:${staffId}`]))
}
