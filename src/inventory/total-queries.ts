import { sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { uuidList } from '../platform/db/bulk.ts'
import { namesWithin, type Scoped, withinScope } from '../platform/scope.ts'

/** What there is of an item over all places; `available` is what orders can have, from open places that fulfil. */
export type StockTotal = { itemId: string; onHand: number; available: number; incoming: number }

/** Totals of items over the places that the caller may see. */
export async function findTotals(
  { tx, scope }: Scoped,
  itemIds: readonly string[],
): Promise<{ narrowed: boolean; items: StockTotal[] }> {
  // A place that promised too many takes nothing from what the others have.
  const items = await tx.rows<StockTotal>(sql`
    select l.item_id, sum(l.on_hand)::bigint as on_hand, sum(l.incoming)::bigint as incoming,
      coalesce(sum(greatest(0,
        l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock + l.oversell_limit
      )) filter (where p.fulfils and p.status = 'active'), 0)::bigint as available
    from inventory_levels l join locations p on p.merchant_id = l.merchant_id and p.id = l.location_id
    where l.merchant_id = ${tx.merchantId} and l.item_id = any(${uuidList(itemIds)})
      ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}
    group by l.item_id order by l.item_id`)
  return { narrowed: namesWithin(scope, locationScope) !== undefined, items }
}
