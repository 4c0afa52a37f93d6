import { type RawBuilder, sql } from 'kysely'
import { insertRows, rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** What a place is to do for an order, before it is anything else. */
export type NewFulfillmentOrder = { id: string; orderId: string; locationId: string }

/** Locks orders in the order of their ids, without reading them: what a flood of new orders can afford. */
export async function lockOrderRows(tx: Transaction, orderIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    select id from orders where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)})
    order by id for no key update`)
}

/**
 * The places of orders that may be worked on and have open allocations without a fulfillment line. Its condition is the
 * orders' own `isReleasable` over a set; a test holds the two together.
 */
export function findUnreleased(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<{ orderId: string; locationId: string }[]> {
  return tx.rows(sql`
    select distinct a.order_id, a.location_id
    from orders o
    cross join lateral ${hasLines(tx, sql`o.id`)} w
    cross join lateral (
      select a.* from allocations a
      where a.merchant_id = ${tx.merchantId} and a.order_id = o.id and a.status = 'allocated' ${oneByOne}
    ) a
    where o.merchant_id = ${tx.merchantId} and o.id = any(${uuidList(orderIds)}) and o.status = 'confirmed'
      and not exists (
        select 1 from order_holds h
        where h.merchant_id = ${tx.merchantId} and h.order_id = o.id and h.released_at is null ${oneByOne})
      and not exists (
        select 1 from order_cancellations c
        where c.merchant_id = ${tx.merchantId} and c.order_id = o.id and c.status = 'requested' ${oneByOne})
      and (not w.has_lines or ${hasNoLine(tx)})
    order by a.order_id, a.location_id`)
}

/** The statements that write new, released fulfillment orders, each with a line for each open allocation at its place. */
export function insertFulfillmentOrders(
  tx: Transaction,
  fulfillmentOrders: readonly NewFulfillmentOrder[],
  now: Date,
): Query<unknown>[] {
  const rows = fulfillmentOrders.map((row) => ({
    ...row,
    status: 'released',
    version: 1,
    createdAt: now,
    updatedAt: now,
  }))
  const columns = ['id', 'orderId', 'locationId', 'status', 'version', 'createdAt', 'updatedAt'] as const
  const source = rowSource('f', { id: 'uuid', orderId: 'uuid', locationId: 'uuid' }, fulfillmentOrders)
  return [
    insertRows(tx.merchantId, 'fulfillment_orders', columns, rows),
    sql`
      insert into fulfillment_lines (merchant_id, order_id, line_number, allocation_number, fulfillment_order_id, item_id,
        quantity, picked, short, packed, shipped, cancelled)
      select a.merchant_id, a.order_id, a.line_number, a.allocation_number, f.id, a.item_id, a.quantity, 0, 0, 0, 0, 0
      from ${source}
      cross join lateral ${hasLines(tx, sql`f.order_id`)} w
      cross join lateral (
        select a.* from allocations a
        where a.merchant_id = ${tx.merchantId} and a.order_id = f.order_id and a.location_id = f.location_id
          and a.status = 'allocated' ${oneByOne}
      ) a
      where not w.has_lines or ${hasNoLine(tx)}`,
  ]
}

/** A fence for the planner: rows are looked up by their key, whatever it believes of a table that a flood just filled. */
const oneByOne = sql`offset 0`

/** Whether places have any work on an order yet: mostly not, and then its allocations need not be asked about one by one. */
function hasLines(tx: Transaction, orderId: RawBuilder<unknown>) {
  return sql`(
    select exists (
      select 1 from fulfillment_lines l where l.merchant_id = ${tx.merchantId} and l.order_id = ${orderId} ${oneByOne}
    ) as has_lines ${oneByOne})`
}

function hasNoLine(tx: Transaction) {
  return sql`not exists (
    select 1 from fulfillment_lines l
    where l.merchant_id = ${tx.merchantId} and l.order_id = a.order_id and l.line_number = a.line_number
      and l.allocation_number = a.allocation_number ${oneByOne})`
}
