import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** How many more of an item a place may promise, its oversell limit included; negative when it promised too many. */
export type SellableStock = { itemId: string; locationId: string; sellable: number }

/** How a shortage of an item is met, and how many may be sold beyond what is there. */
export type ItemPolicy = { id: string; shortagePolicy: ShortagePolicy; oversellLimit: number }

const sellable = sql`(
  l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock + l.oversell_limit)`

/** Refuse the order, hold it for a decision, or let the rest wait for goods. */
export type ShortagePolicy = 'refuse' | 'hold' | 'backorder'

/**
 * What may still be promised of items, at every place. With `lock` the levels are locked in sorted order; without, the
 * change that follows must check its condition itself (`promiseStock` does).
 */
export function sellableStock(tx: Transaction, itemIds: readonly string[], lock: boolean): Query<SellableStock> {
  return sql<SellableStock>`
    select l.item_id, l.location_id, ${sellable} as sellable
    from inventory_levels l
    where l.merchant_id = ${tx.merchantId} and l.item_id = any(${uuidList(itemIds)})
    ${lock ? sql`order by l.item_id, l.location_id for no key update` : sql``}`
}

/** Those of the items of which a place that sends goods to customers can still promise some. */
export async function findFreeItems(tx: Transaction, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ itemId: string }>(sql`
    select distinct l.item_id from inventory_levels l
    join locations p
      on p.merchant_id = ${tx.merchantId} and p.id = l.location_id and p.status = 'active' and p.fulfils
    where l.merchant_id = ${tx.merchantId} and l.item_id = any(${uuidList(itemIds)}) and ${sellable} > 0`)
  return rows.map(({ itemId }) => itemId)
}

/**
 * What is on hand where allocations of orders may have been promised ahead of goods. Read without a lock: the change that
 * follows must check its condition itself (`shipAllocations` does).
 */
export function findScarceShelves(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<{ itemId: string; locationId: string; onHand: number }[]> {
  return tx.rows(sql`
    select distinct l.item_id, l.location_id, l.on_hand from allocations a
    join inventory_levels l
      on l.merchant_id = ${tx.merchantId} and l.item_id = a.item_id and l.location_id = a.location_id
    where a.merchant_id = ${tx.merchantId} and a.order_id = any(${uuidList(orderIds)}) and a.status = 'allocated'
      and l.oversell_limit > 0`)
}

/** Policies of the items that have one of their own. */
export function findItemPolicies(tx: Transaction, itemIds: readonly string[]): Promise<ItemPolicy[]> {
  return tx.rows(sql`
    select id, shortage_policy, oversell_limit from inventory_items
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(itemIds)})`)
}
