import { sql } from 'kysely'
import { findFreeItems } from '../../inventory/level-queries.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** Goods are to come, or somebody is to decide about them: what comes first is given to the line either way. */
const lacks = sql`(l.backordered > 0 or l.unallocated > 0)`
/** While its payment is awaited, an order does not yet wait for goods. */
const waits = sql`o.status in ('submitted', 'confirmed') and not exists (
  select 1 from order_holds h
  where h.merchant_id = o.merchant_id and h.order_id = o.id and h.kind = 'payment' and h.released_at is null)`

/** Those of the items (of all when left out) that orders wait for and some place can give: of a large receipt mostly few. */
export async function findFillableItems(tx: Transaction, itemIds: readonly string[] | undefined): Promise<string[]> {
  const awaited = itemIds === undefined ? await findAwaitedItems(tx) : await findAwaitedAmong(tx, itemIds)
  return awaited.length === 0 ? [] : findFreeItems(tx, awaited)
}

/** The first orders of the queue for any of the items: the first promised first, then the oldest. */
export async function findWaiting(
  tx: Transaction,
  { itemIds, limit }: { itemIds: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select o.id from order_lines l join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
    where l.merchant_id = ${tx.merchantId} and l.variant_id = any(${uuidList(itemIds)}) and ${lacks} and ${waits}
    group by o.id, o.requested_delivery_on
    order by coalesce(o.requested_delivery_on, 'infinity'::date), o.id limit ${limit}`)
  return rows.map(({ id }) => id)
}

async function findAwaitedAmong(tx: Transaction, itemIds: readonly string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await tx.rows<{ itemId: string }>(sql`
    select i.id as item_id from unnest(${uuidList(itemIds)}) as i(id)
    where exists (
      select 1 from order_lines l join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
      where l.merchant_id = ${tx.merchantId} and l.variant_id = i.id and ${lacks} and ${waits} offset 0)`)
  return rows.map(({ itemId }) => itemId)
}

async function findAwaitedItems(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ itemId: string }>(sql`
    select distinct l.variant_id as item_id
    from order_lines l join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
    where l.merchant_id = ${tx.merchantId} and ${lacks} and ${waits}`)
  return rows.map(({ itemId }) => itemId)
}
