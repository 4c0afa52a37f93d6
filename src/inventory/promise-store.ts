import { sql } from 'kysely'
import { rowSource } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Allocation, Reservation } from './allocation-store.ts'
import { byLevel } from './stock-level.ts'

/** A change of what is promised at one place; the sum of a statement's changes per place must be given. */
export type PromiseChange = { itemId: string; locationId: string; allocated: number; reserved: number }

/**
 * The statement that promises stock. Its condition is part of it: a place that no longer has enough makes the whole
 * transaction fail as lost to another, to be decided again. Levels are locked in sorted order.
 */
export function promiseStock(tx: Transaction, changes: readonly PromiseChange[]): Query<unknown> {
  const source = rowSource('d', { itemId: 'uuid', locationId: 'uuid', allocated: 'int4', reserved: 'int4' }, changes)
  return sql`
    with changed as (
      update inventory_levels l set allocated = l.allocated + d.allocated, reserved = l.reserved + d.reserved
      from (select * from ${source} order by item_id, location_id) d
      where l.merchant_id = ${tx.merchantId} and l.item_id = d.item_id and l.location_id = d.location_id
        and l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock + l.oversell_limit
          >= d.allocated + d.reserved
      returning 1
    )
    select expect_rows((select count(*) from changed), ${changes.length}::bigint)`
}

/** Sums promises per item and place, sorted: what `promiseStock` wants. */
export function sumPromises(
  allocations: readonly Allocation[],
  reservations: readonly Reservation[] = [],
): PromiseChange[] {
  const sums = new Map<string, PromiseChange>()
  for (const { itemId, locationId, quantity } of allocations) promiseAt(sums, itemId, locationId).allocated += quantity
  for (const { itemId, locationId, quantity } of reservations) promiseAt(sums, itemId, locationId).reserved += quantity
  return [...sums.values()].sort(byLevel)
}

function promiseAt(sums: Map<string, PromiseChange>, itemId: string, locationId: string): PromiseChange {
  const key = itemId + locationId
  let sum = sums.get(key)
  if (sum === undefined) {
    sum = { itemId, locationId, allocated: 0, reserved: 0 }
    sums.set(key, sum)
  }
  return sum
}
