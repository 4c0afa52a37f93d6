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
 * One page of the uses of an item at places that the caller may see, `limit` orders long. No index has what is kept alone:
 * it would be written with every order. The orders with the item are read from the newest back until the page is full.
 */
export async function listStockUses(
  { tx, scope }: Scoped,
  asked: { itemId: string; locationId?: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: StockUse[]; next: string | null }> {
  const { itemId, locationId, limit, after } = asked
  const [lastOrderId = ''] = decodeCursor(after, idForm) ?? []
  const ofItem = sql`l.merchant_id = ${tx.merchantId} and l.variant_id = ${itemId} and l.allocated + l.reserved > 0`
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
      select l.order_id from order_lines l
      where ${ofItem} ${after === undefined ? sql`` : sql`and l.order_id < ${lastOrderId}::uuid`} and exists (${kept})
      group by l.order_id order by l.order_id desc limit ${limit + 1}
    ) found
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = found.order_id
    join order_lines l on ${ofItem} and l.order_id = found.order_id
    cross join lateral (${kept}) u
    order by found.order_id desc, l.line_number, u.kind, u.location_id`)
  const orders = [...Map.groupBy(rows, (row) => row.orderId).values()]
  const page = pageFrom(orders, limit, ([first]) => [first?.orderId ?? ''])
  return { items: page.items.flat(), next: page.next }
}
