import { sql } from 'kysely'
import { rowSource } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Adds to (or takes from) the number of orders that stand in stages. */
export async function addToStages(
  tx: Transaction,
  changes: readonly { stage: string; orders: number }[],
): Promise<void> {
  await tx.run(sql`
    insert into order_counts as c (merchant_id, stage, orders)
    select ${tx.merchantId}::uuid, r.stage, r.orders from ${rowSource('r', { stage: 'text', orders: 'int8' }, changes)}
    on conflict (merchant_id, stage) do update set orders = c.orders + excluded.orders`)
}
