import { sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { type Scoped, withinScope } from '../platform/scope.ts'
import { isArchivedEmpty } from './stock-queries.ts'

/** How many levels, of the places of the caller, have less than their buffer, but goods that are gone for good; counted up to `most`. */
export async function countLowLevels({ tx, scope }: Scoped, most: number): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*) as count from (
      select 1 from inventory_levels l
      where l.merchant_id = ${tx.merchantId} and l.safety_stock > 0
        and l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock < 0
        and not ${isArchivedEmpty}
        ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}
      limit ${most}) low`)
  return row?.count ?? 0
}
