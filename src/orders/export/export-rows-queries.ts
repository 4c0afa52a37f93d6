import { sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Scoped } from '../../platform/scope.ts'
import type { Order, OrderHold } from '../order.ts'
import { ofOrdersWithin } from '../order-scope-queries.ts'

/** An order as a row of a file needs it. */
export type OrderForExport = Omit<Order, 'lines' | 'holds' | 'contentHash' | 'cancellationRequested' | 'expiresAt'> & {
  customerCode: string | null
  lines: string | null
  units: number | null
  holds: OrderHold['kind'][]
}

/** Orders by their ids, as far as they lie within the scope; lines as one text, `SKU×2; …`, without the parts of bundles. */
export function findOrdersForExport(asking: Scoped, orderIds: readonly string[]): Promise<OrderForExport[]> {
  const { merchantId } = asking.tx
  return asking.tx.rows<OrderForExport>(sql`
    select o.id, o.number, o.channel, o.source, o.external_id, o.status, o.payment_status, o.fulfillment_status, o.stage, o.version,
      o.currency, o.lines_total, o.discount_total, o.shipping_total, o.tax_total, o.tax_included, o.total, o.cancelled_total,
      o.authorized, o.captured, o.refunded, o.customer_id, o.contact_id, o.tier, o.destination_country, o.destination_region,
      o.payment_terms, o.requested_delivery_on::text, o.placed_at, o.updated_at, c.code as customer_code, l.lines, l.units,
      array(
        select h.kind from order_holds h
        where h.merchant_id = ${merchantId} and h.order_id = o.id and h.released_at is null order by h.id) as holds
    from orders o
    left join customers c on c.merchant_id = ${merchantId} and c.id = o.customer_id
    left join lateral (
      select string_agg(n.sku || '×' || n.quantity, '; ' order by n.line_number) as lines, sum(n.quantity)::bigint as units
      from order_lines n
      where n.merchant_id = ${merchantId} and n.order_id = o.id and n.parent_line_number is null) l on true
    where o.merchant_id = ${merchantId} and o.id = any(array(
      select w.id from unnest(${uuidList(orderIds)}) w(id) where true ${ofOrdersWithin(asking, sql`w.id`)}))`)
}
