import { sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { type Scoped, withinScope } from '../platform/scope.ts'
import type { LevelKey, MovementKind, StockLevel } from './stock-level.ts'

/** All movements of one kind and reason, summed. */
export type MovementGroup = {
  kind: MovementKind
  reason: string
  movements: number
  quantity: number
  firstAt: Date
  lastAt: Date
}

/** Goods of a transfer that are on their way. */
export type TransferOnItsWay = { transferId: string; reference: string; fromLocationId: string; quantity: number }

/** Why there are so many of an item, at one place or at all that the caller may see. */
export type StockExplanation = {
  itemId: string
  locationId: string | null
  level: Omit<StockLevel, keyof LevelKey>
  movements: MovementGroup[]
  transfers: TransferOnItsWay[]
}

/** Sums what ever moved by what caused it, and says what is kept and what comes. It reads all movements of the item. */
export async function explainStock(
  { tx, scope }: Scoped,
  { itemId, locationId }: { itemId: string; locationId?: string | undefined },
): Promise<StockExplanation> {
  const ofPlace = sql`
    ${locationId === undefined ? sql`` : sql`and l.location_id = ${locationId}`}
    ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}`
  const levels = sql`inventory_levels l where l.merchant_id = ${tx.merchantId} and l.item_id = ${itemId} ${ofPlace}`
  const [level, movements, transfers] = await Promise.all([
    tx.row<StockExplanation['level']>(sql`
      select coalesce(sum(l.on_hand), 0)::int8 as on_hand, coalesce(sum(l.allocated), 0)::int8 as allocated,
        coalesce(sum(l.reserved), 0)::int8 as reserved, coalesce(sum(l.unavailable), 0)::int8 as unavailable,
        coalesce(sum(l.incoming), 0)::int8 as incoming, coalesce(sum(l.safety_stock), 0)::int8 as safety_stock,
        coalesce(sum(l.oversell_limit), 0)::int8 as oversell_limit
      from ${levels}`),
    tx.rows<MovementGroup>(sql`
      select m.kind, m.reason, count(*)::int4 as movements, sum(m.quantity)::int8 as quantity, min(m.at) as first_at,
        max(m.at) as last_at
      from (select l.location_id from ${levels}) place
      join stock_movements m
        on m.merchant_id = ${tx.merchantId} and m.item_id = ${itemId} and m.location_id = place.location_id
      group by m.kind, m.reason order by sum(m.quantity) desc, m.kind, m.reason`),
    tx.rows<TransferOnItsWay>(sql`
      select t.id as transfer_id, t.reference, t.from_location_id, sum(i.sent - i.received)::int8 as quantity
      from (select l.location_id from ${levels} and l.incoming > 0) place
      cross join unnest(array['in_transit', 'partially_received']) moving(status)
      join stock_transfers t
        on t.merchant_id = ${tx.merchantId} and t.status = moving.status and t.to_location_id = place.location_id
      join stock_transfer_lines i
        on i.merchant_id = ${tx.merchantId} and i.transfer_id = t.id and i.item_id = ${itemId} and i.sent > i.received
      group by t.id, t.reference, t.from_location_id order by t.id limit 100`),
  ])
  if (level === undefined) throw new Error('a sum without a row')
  return { itemId, locationId: locationId ?? null, level, movements, transfers }
}
