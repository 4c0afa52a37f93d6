import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Notes for each place of which orders goods were allocated there; what is noted already stays. */
export async function keepPlacesOf(tx: Transaction, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.run(sql`
    insert into order_places (merchant_id, location_id, order_id)
    select distinct ${tx.merchantId}::uuid, a.location_id, a.order_id from allocations a
    where a.merchant_id = ${tx.merchantId} and a.order_id = any(${uuidList(orderIds)})
    on conflict do nothing`)
}
