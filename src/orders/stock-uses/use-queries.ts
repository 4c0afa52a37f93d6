import { sql } from 'kysely'
import { locationScope } from '../../locations/location.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { type Scoped, withinScope } from '../../platform/scope.ts'
import type { OrderStage } from '../order.ts'

/** So many of an item that are kept for a line of an order. */
export type StockUse = {
  kind: 'allocated' | 'reserved'
  orderId: string
  orderNumber: number
  lineNumber: number
  stage: OrderStage
  placedAt: Date
  locationId: string
  quantity: number
  expiresAt: Date | null
}

/**
 * One page of the uses of an item at places that the caller may see, `limit` order lines long. No index has what is kept alone:
 * it would be written with every order. The item's lines are read from the newest back until the page is full.
 */
export async function listStockUses(
  { tx, scope }: Scoped,
  asked: { itemId: string; locationId?: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: StockUse[]; next: string | null }> {
  const { itemId, locationId, limit, after } = asked
  const [orderId = '', lineNumber = ''] = decodeCursor(after, idForm, /^\d{1,5}$/) ?? []
  const before =
    after === undefined ? sql`` : sql`and (l.order_id, l.line_number) < (${orderId}::uuid, ${lineNumber}::int2)`
  const ofLine = sql`
    k.merchant_id = ${tx.merchantId} and k.order_id = l.order_id and k.line_number = l.line_number
    ${locationId === undefined ? sql`` : sql`and k.location_id = ${locationId}`}
    ${withinScope(scope, { kind: locationScope, column: sql`k.location_id`, type: 'uuid' })}`
  const kept = sql`
    select 'allocated' as kind, k.location_id, k.quantity, null::timestamptz as expires_at from allocations k
    where ${ofLine} and k.status = 'allocated'
    union all
    select 'reserved', k.location_id, k.quantity, k.expires_at from reservations k where ${ofLine} and k.status = 'held'`
  const rows = await tx.rows<StockUse>(sql`
    select u.kind, o.id as order_id, o.number as order_number, l.line_number, o.stage, o.placed_at, u.location_id,
      u.quantity, u.expires_at
    from (
      select l.order_id, l.line_number from order_lines l
      where l.merchant_id = ${tx.merchantId} and l.variant_id = ${itemId} and l.allocated + l.reserved > 0 ${before}
        and exists (${kept})
      order by l.order_id desc, l.line_number desc limit ${limit + 1}
    ) l
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
    cross join lateral (${kept}) u
    order by l.order_id desc, l.line_number desc, u.kind, u.location_id`)
  const lines = [...Map.groupBy(rows, (row) => `${row.orderId} ${row.lineNumber}`).values()]
  const page = pageFrom(lines, limit, ([first]) => [first?.orderId ?? '', String(first?.lineNumber ?? 0)])
  return { items: page.items.flat(), next: page.next }
}
