import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import type { Scoped } from '../platform/scope.ts'
import type { FulfillmentHold, FulfillmentOrderStatus } from './fulfillment-order.ts'
import { withinPlaces } from './fulfillment-scope.ts'
import { type WorkFilter, workIds } from './work-queries.ts'

/** A row of the list: `units` is what is still wanted or has shipped, in all its lines. */
export type FulfillmentSummary = {
  id: string
  orderId: string
  orderNumber: number
  channel: string
  locationId: string
  status: FulfillmentOrderStatus
  version: number
  lineCount: number
  units: number
  picked: number
  packed: number
  cancellationRequested: boolean
  /** The day on which whoever ordered wants to have it. */
  requestedDeliveryOn: string | null
  createdAt: Date
  updatedAt: Date
}

/** A line with what to look for on the shelf. */
export type FulfillmentLineDetail = {
  lineNumber: number
  allocationNumber: number
  itemId: string
  sku: string
  barcode: string | null
  name: string
  quantity: number
  picked: number
  short: number
  packed: number
  shipped: number
  cancelled: number
}

/** A fulfillment order with all that its place needs to know. */
export type FulfillmentDetail = FulfillmentSummary & {
  lines: FulfillmentLineDetail[]
  holds: FulfillmentHold[]
  /** Kinds of the order's own active holds. */
  orderHolds: string[]
}

/** One page of the fulfillment orders that the caller may see, newest first, or oldest first. */
export async function listFulfillmentOrders(
  asking: Scoped,
  { limit, after, ...filter }: WorkFilter & { limit: number; after?: string | undefined },
): Promise<{ items: FulfillmentSummary[]; next: string | null }> {
  const beyond = decodeCursor(after, idForm)?.[0]
  const ids = workIds(asking, filter, { after: beyond, limit: limit + 1 })
  const rows = await findSummaries(asking.tx, ids, filter.order)
  return pageFrom(rows, limit, (row) => [row.id])
}

/** Fulfillment orders with their lines and holds. */
export async function findFulfillmentOrders(tx: Transaction, ids: readonly string[]): Promise<FulfillmentDetail[]> {
  const list = uuidList(ids)
  type OfOne<Row> = Row & { fulfillmentOrderId: string }
  const [summaries, lines, holds, orderHolds] = await Promise.all([
    findSummaries(
      tx,
      sql`select id from fulfillment_orders where merchant_id = ${tx.merchantId} and id = any(${list})`,
    ),
    tx.rows<OfOne<FulfillmentLineDetail>>(sql`
      select l.fulfillment_order_id, l.line_number, l.allocation_number, l.item_id, o.sku, v.barcode, o.name, l.quantity, l.picked, l.short, l.packed,
        l.shipped, l.cancelled
      from fulfillment_orders f
      join fulfillment_lines l
        on l.merchant_id = ${tx.merchantId} and l.order_id = f.order_id and l.fulfillment_order_id = f.id
      join order_lines o
        on o.merchant_id = ${tx.merchantId} and o.order_id = l.order_id and o.line_number = l.line_number
      left join variants v on v.merchant_id = ${tx.merchantId} and v.id = l.item_id
      where f.merchant_id = ${tx.merchantId} and f.id = any(${list})
      order by l.line_number, l.allocation_number`),
    tx.rows<OfOne<FulfillmentHold>>(sql`
      select fulfillment_order_id, id, reason, placed_at, placed_by from fulfillment_holds
      where merchant_id = ${tx.merchantId} and fulfillment_order_id = any(${list}) and released_at is null order by id`),
    tx.rows<OfOne<{ kind: string }>>(sql`
      select f.id as fulfillment_order_id, h.kind from fulfillment_orders f
      join order_holds h on h.merchant_id = ${tx.merchantId} and h.order_id = f.order_id and h.released_at is null
      where f.merchant_id = ${tx.merchantId} and f.id = any(${list}) order by h.id`),
  ])
  const [linesOf, holdsOf, orderHoldsOf] = [byWork(lines), byWork(holds), byWork(orderHolds)]
  return summaries.map((summary) => ({
    ...summary,
    lines: (linesOf.get(summary.id) ?? []).map(({ fulfillmentOrderId, ...line }) => line),
    holds: (holdsOf.get(summary.id) ?? []).map(({ fulfillmentOrderId, ...hold }) => hold),
    orderHolds: (orderHoldsOf.get(summary.id) ?? []).map(({ kind }) => kind),
  }))
}

function byWork<Row extends { fulfillmentOrderId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => row.fulfillmentOrderId)
}

function findSummaries(
  tx: Transaction,
  ids: RawBuilder<unknown>,
  order: WorkFilter['order'] = 'newest',
): Promise<FulfillmentSummary[]> {
  return tx.rows(sql`
    select f.id, f.order_id, o.number as order_number, o.channel, f.location_id, f.status, f.version, t.line_count, t.units,
      t.picked, t.packed,
      exists (
        select 1 from order_cancellations c
        where c.merchant_id = ${tx.merchantId} and c.order_id = f.order_id and c.status = 'requested'
      ) as cancellation_requested,
      o.requested_delivery_on, f.created_at, f.updated_at
    from (${ids}) page
    join fulfillment_orders f on f.merchant_id = ${tx.merchantId} and f.id = page.id
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = f.order_id
    cross join lateral (
      select count(*)::int4 as line_count, coalesce(sum(l.quantity - l.short - l.cancelled), 0)::int4 as units,
        coalesce(sum(l.picked), 0)::int4 as picked, coalesce(sum(l.packed), 0)::int4 as packed
      from fulfillment_lines l
      where l.merchant_id = ${tx.merchantId} and l.order_id = f.order_id and l.fulfillment_order_id = f.id
    ) t
    order by f.id ${order === 'oldest' ? sql`asc` : sql`desc`}`)
}

/** The ids of an order's fulfillment orders within a scope. */
export async function findFulfillmentOrderIds({ tx, scope }: Scoped, orderId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from fulfillment_orders where merchant_id = ${tx.merchantId} and order_id = ${orderId}
      ${withinPlaces(scope, sql`location_id`)} order by id`)
  return rows.map((row) => row.id)
}

/** The contacts to whom the goods of fulfillment orders go, with the places that send them. */
export function findReceivers(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ id: string; contactId: string; locationId: string }[]> {
  return tx.rows(sql`
    select f.id, o.contact_id, f.location_id from fulfillment_orders f
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = f.order_id
    where f.merchant_id = ${tx.merchantId} and f.id = any(${uuidList(ids)})`)
}

/** Of these fulfillment orders, those of places within a scope. */
export async function findWorkWithin({ tx, scope }: Scoped, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from fulfillment_orders where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)})
      ${withinPlaces(scope, sql`location_id`)}`)
  return new Set(rows.map(({ id }) => id))
}
