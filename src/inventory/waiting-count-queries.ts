import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Which of the items are of a count of a place that waits for approval; its lines name them by id, SKU or barcode. */
export async function findItemsOfWaitingCounts(
  tx: Transaction,
  locationId: string,
  itemIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    with waiting as materialized (
      select line from approvals a cross join lateral jsonb_array_elements(a.input -> 'lines') line
      where a.merchant_id = ${tx.merchantId} and a.status = 'requested' and a.location_id = ${locationId}
        and a.kind = 'write_off' and a.input ->> 'reason' = 'count')
    select v.id from variants v
    where v.merchant_id = ${tx.merchantId} and v.id = any(${uuidList(itemIds)}) and (
      v.id::text in (select line ->> 'itemId' from waiting) or v.sku in (select line ->> 'sku' from waiting)
      or v.barcode in (select line ->> 'barcode' from waiting))`)
  return new Set(rows.map(({ id }) => id))
}
