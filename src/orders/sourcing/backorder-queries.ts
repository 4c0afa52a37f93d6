import { sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** An order in the queue for an item, and the day it stands there for. */
export type Waiting = { id: string; promisedOn: string }

/** Those of the items that any line waits for: of a large receipt mostly few. */
export async function findAwaitedItems(tx: Transaction, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ itemId: string }>(sql`
    select i.id as item_id from unnest(${uuidList(itemIds)}) as i(id)
    where exists (
      select 1 from order_lines l
      where l.merchant_id = ${tx.merchantId} and l.variant_id = i.id and l.backordered > 0 offset 0)`)
  return rows.map(({ itemId }) => itemId)
}

/** The next orders that wait for an item, behind `last`: the first promised first, then the oldest. */
export function findWaiting(
  tx: Transaction,
  { itemId, last, limit }: { itemId: string; last: Waiting | undefined; limit: number },
): Promise<Waiting[]> {
  const promisedOn = sql`coalesce(o.requested_delivery_on, 'infinity'::date)`
  const beyond =
    last === undefined ? sql`` : sql`and (${promisedOn}, o.id) > (${last.promisedOn}::date, ${last.id}::uuid)`
  return tx.rows(sql`
    select o.id, ${promisedOn} as promised_on
    from order_lines l join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
    where l.merchant_id = ${tx.merchantId} and l.variant_id = ${itemId} and l.backordered > 0
      and o.status in ('submitted', 'confirmed') ${beyond}
    group by o.id, promised_on order by promised_on, o.id limit ${limit}`)
}
