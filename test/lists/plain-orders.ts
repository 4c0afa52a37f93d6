import type pg from 'pg'
import type { OrderFilter, OrderSort } from '../../src/orders/filter-contract.ts'

/** An order with all that it can be found by, read without any index of ours. */
export type PlainOrder = {
  id: string
  number: string
  external_id: string | null
  channel: string
  source: string
  stage: string
  tier: string
  payment_status: string
  fulfillment_status: string
  customer_id: string | null
  area: string
  shipped_ms: number | null
  cancelled_ms: number | null
  lacking: number
  cancellations: number
  delivery_day: string | null
  total: number
  placed_ms: number
  holds: string[]
  notes: number
  places: string[]
  skus: string[]
  carriers: string[]
  tracking: string[]
}

/** Every order of the one merchant of a database. */
export async function readPlainOrders(owner: pg.Client): Promise<PlainOrder[]> {
  const { rows } = await owner.query<PlainOrder>(`
    select o.id, o.number::text, o.external_id, o.channel, o.source, o.stage, o.tier, o.payment_status,
      o.fulfillment_status, o.customer_id, 
      case when o.destination_country = 'CN' and o.destination_region <> ''
        then substr(o.destination_region, 1, 2) || '0000' else o.destination_country end as area,
      (select extract(epoch from min(e.at)) * 1000 from events e
        where e.object_id = o.id and e.data ->> 'stageTo' = 'shipped' and e.data ->> 'stageFrom' <> 'shipped')::float8 as shipped_ms,
      (select extract(epoch from max(e.at)) * 1000 from events e where o.stage = 'cancelled'
        and e.object_id = o.id and e.data ->> 'stageTo' = 'cancelled' and e.data ->> 'stageFrom' <> 'cancelled')::float8 as cancelled_ms,
      (select count(*)::int from order_lines l where l.order_id = o.id and l.backordered > 0) as lacking,
      (select count(*)::int from order_cancellations c where c.order_id = o.id and c.status = 'requested') as cancellations,
      o.requested_delivery_on::text as delivery_day,
      o.total::float8 as total, (extract(epoch from o.placed_at) * 1000)::float8 as placed_ms,
      array(select h.kind from order_holds h where h.order_id = o.id and h.released_at is null) as holds,
      (select count(*)::int from order_notes n where n.order_id = o.id) as notes,
      array(select distinct a.location_id::text from allocations a where a.order_id = o.id) as places,
      array(select v.sku from order_lines l join variants v on v.id = l.variant_id where l.order_id = o.id) as skus,
      array(select distinct s.carrier from shipments s where s.order_id = o.id) as carriers,
      array(select s.tracking_number from shipments s where s.order_id = o.id) as tracking
    from orders o`)
  return rows
}

/** Whether a filter finds an order; its text is only understood as a number. */
export function isFound(filter: OrderFilter, order: PlainOrder): boolean {
  const among = (values: readonly string[] | undefined, ...own: readonly string[]) =>
    values === undefined || own.some((value) => values.includes(value))
  const { placedFrom, placedBefore, totalFrom = 0, totalTo = Number.POSITIVE_INFINITY, customerId, sku, text } = filter
  const { held, hasNotes, lacking, cancellationRequested, deliveryFrom, deliveryTo } = filter
  return (
    among(filter.stage, order.stage) &&
    among(filter.channel, order.channel) &&
    among(filter.source, order.source) &&
    among(filter.tier, order.tier) &&
    among(filter.paymentStatus, order.payment_status) &&
    among(filter.fulfillmentStatus, order.fulfillment_status) &&
    among(filter.holdKind, ...order.holds) &&
    among(filter.locationId, ...order.places) &&
    among(filter.area, order.area) &&
    isWithin(order.shipped_ms, filter.shippedFrom, filter.shippedBefore) &&
    isWithin(order.cancelled_ms, filter.cancelledFrom, filter.cancelledBefore) &&
    (lacking === undefined || order.lacking > 0 === (lacking === 'true')) &&
    (cancellationRequested === undefined || order.cancellations > 0 === (cancellationRequested === 'true')) &&
    (placedFrom === undefined || order.placed_ms >= Date.parse(placedFrom)) &&
    (placedBefore === undefined || order.placed_ms < Date.parse(placedBefore)) &&
    order.total >= totalFrom &&
    order.total <= totalTo &&
    (customerId === undefined || order.customer_id === customerId) &&
    (sku === undefined || order.skus.includes(sku)) &&
    (held === undefined || order.holds.length > 0 === (held === 'true')) &&
    (hasNotes === undefined || order.notes > 0 === (hasNotes === 'true')) &&
    (text === undefined || [order.number, order.external_id, ...order.tracking].includes(text)) &&
    among(filter.carrier, ...order.carriers) &&
    (deliveryFrom === undefined || (order.delivery_day ?? '') >= deliveryFrom) &&
    (deliveryTo === undefined || (order.delivery_day ?? '9') <= deliveryTo)
  )
}

function isWithin(ms: number | null, from: string | undefined, before: string | undefined): boolean {
  if (from === undefined && before === undefined) return true
  if (ms === null) return false
  return (from === undefined || ms >= Date.parse(from)) && (before === undefined || ms < Date.parse(before))
}

/** The orders as a list shows them. */
export function sorted(orders: readonly PlainOrder[], sort: OrderSort): PlainOrder[] {
  const byId = (a: PlainOrder, b: PlainOrder) => (a.id < b.id ? -1 : 1)
  const byTotal = (a: PlainOrder, b: PlainOrder) => a.total - b.total || byId(a, b)
  switch (sort) {
    case 'newest':
      return orders.toSorted((a, b) => byId(b, a))
    case 'oldest':
      return orders.toSorted(byId)
    case 'highest':
      return orders.toSorted((a, b) => byTotal(b, a))
    case 'lowest':
      return orders.toSorted(byTotal)
    case 'deliverySoonest': {
      const dayOf = ({ delivery_day }: PlainOrder) => delivery_day ?? ''
      return orders
        .filter(({ delivery_day }) => delivery_day !== null)
        .toSorted((a, b) => (dayOf(a) === dayOf(b) ? byId(a, b) : dayOf(a) < dayOf(b) ? -1 : 1))
    }
  }
}
