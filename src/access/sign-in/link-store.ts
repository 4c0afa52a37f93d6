import { sql } from 'kysely'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { AccessLink, LinkKind } from './access-link.ts'

const columns = ['id', 'kind', 'staffId', 'createdBy', 'createdAt', 'expiresAt', 'usedAt'] as const
const selected = sql`id, kind, staff_id, created_by, created_at, expires_at, used_at`

/** Adds a link. */
export async function insertLink(tx: Transaction, link: AccessLink): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'access_links', columns, [link]))
}

/** Locks a link. */
export function lockLink(tx: Transaction, linkId: string): Promise<AccessLink | undefined> {
  return tx.row<AccessLink>(sql`
    select ${selected} from access_links where merchant_id = ${tx.merchantId} and id = ${linkId} for update`)
}

/** A link, to be looked at. */
export function findLink(tx: Transaction, linkId: string): Promise<AccessLink | undefined> {
  return tx.row<AccessLink>(sql`
    select ${selected} from access_links where merchant_id = ${tx.merchantId} and id = ${linkId}`)
}

/** Uses up somebody's open links of some kinds: one that was used, or those that it replaces. */
export async function useUpLinks(
  tx: Transaction,
  staffId: string,
  kinds: readonly LinkKind[],
  at: Date,
): Promise<AccessLink[]> {
  return tx.rows<AccessLink>(sql`
    update access_links set used_at = ${at}
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and used_at is null
      and kind in (${sql.join(kinds)})
    returning ${selected}`)
}

/** How many links of a kind somebody was given since a moment. */
export async function findRecentLinks(tx: Transaction, staffId: string, kind: LinkKind, since: Date): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from access_links
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and kind = ${kind} and created_at > ${since}`)
  return row?.count ?? 0
}
