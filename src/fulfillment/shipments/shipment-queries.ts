import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../../locations/location.ts'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { namesWithin, type Scoped } from '../../platform/scope.ts'
import { isAtPlace, withinPlaces } from '../fulfillment-scope.ts'
import { placesAsked } from '../work-queries.ts'
import { type Shipment, type ShipmentStatus, shipmentStatuses, type TrackingEvent } from './shipment.ts'
import { findScans, findShipments, shipmentColumns } from './shipment-store.ts'

/** So many of an order line in a parcel. */
export type ShipmentLineDetail = { lineNumber: number; sku: string; name: string; quantity: number }

/** A shipment with what is in it and every scan of it, the earliest first. */
export type ShipmentDetail = Shipment & {
  orderNumber: number
  lines: ShipmentLineDetail[]
  trackingEvents: TrackingEvent[]
}

/** Shipments with what is in them and their scans. */
export async function findShipmentDetails(tx: Transaction, ids: readonly string[]): Promise<ShipmentDetail[]> {
  return findDetails(tx, [...(await findShipments(tx, ids)).values()])
}

/** The shipments of fulfillment orders, the oldest first. */
export async function findShipmentsOf(
  tx: Transaction,
  fulfillmentOrderIds: readonly string[],
): Promise<ShipmentDetail[]> {
  const shipments = await tx.rows<Shipment>(sql`
    select ${shipmentColumns}
    from fulfillment_orders f
    join shipments s on s.merchant_id = ${tx.merchantId} and s.order_id = f.order_id and s.fulfillment_order_id = f.id
    where f.merchant_id = ${tx.merchantId} and f.id = any(${uuidList(fulfillmentOrderIds)}) order by s.id`)
  return findDetails(tx, shipments)
}

/**
 * The shipments that have a tracking number, of any carrier, the newest first. Numbers are indexed by carrier, of whom there
 * are few: each is stepped to, and asked.
 */
export function findShipmentsOfNumber(tx: Transaction, trackingNumber: string): Promise<Shipment[]> {
  return tx.rows(sql`
    ${carriersOf(tx)}
    select ${shipmentColumns} from carriers c
    join shipments s
      on s.merchant_id = ${tx.merchantId} and s.carrier = c.carrier and s.tracking_number = ${trackingNumber}
    order by s.id desc limit 10`)
}

/** The carriers that parcels have gone with, by their codes. */
export async function findCarriers(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ carrier: string }>(sql`
    ${carriersOf(tx)} select carrier from carriers where carrier is not null order by carrier limit 500`)
  return rows.map(({ carrier }) => carrier)
}

/** `with … carriers`, from one step to the next in the index of tracking numbers. */
function carriersOf(tx: Transaction): RawBuilder<unknown> {
  return sql`
    with recursive carriers(carrier) as (
      (select carrier from shipments where merchant_id = ${tx.merchantId} order by carrier limit 1)
      union all
      select (
        select s.carrier from shipments s
        where s.merchant_id = ${tx.merchantId} and s.carrier > c.carrier order by s.carrier limit 1
      ) from carriers c where c.carrier is not null
    )`
}

/** What a list of shipments can be narrowed by; all of it together. */
export type ShipmentFilter = {
  locationId?: string | undefined
  status?: readonly ShipmentStatus[] | undefined
  carrier?: string | undefined
  trackingNumber?: string | undefined
}

/** A row of the list. */
export type ShipmentSummary = Shipment & { orderNumber: number; units: number }

/** One page of the shipments that the caller may see, newest first. Each place and state gives its newest from its own index. */
export async function listShipments(
  { tx, scope }: Scoped,
  { limit, after, ...filter }: ShipmentFilter & { limit: number; after?: string | undefined },
): Promise<{ items: ShipmentSummary[]; next: string | null }> {
  const before = decodeCursor(after, idForm)?.[0]
  const { locationId, carrier, trackingNumber } = filter
  const statuses = filter.status
  const where = sql`
    ${before === undefined ? sql`` : sql`and s.id < ${before}`}
    ${carrier === undefined ? sql`` : sql`and s.carrier = ${carrier}`}
    ${trackingNumber === undefined ? sql`` : sql`and s.id = any(array(${idsOfNumber(tx, trackingNumber)}))`}`
  const isWhole = locationId === undefined && statuses === undefined && namesWithin(scope, locationScope) === undefined
  const newest = sql`order by s.id desc limit ${limit + 1}`
  const ids =
    isWhole || trackingNumber !== undefined
      ? sql`
        select s.id from shipments s where s.merchant_id = ${tx.merchantId} ${where} ${withinPlaces(scope, sql`s.location_id`)}
          ${locationId === undefined ? sql`` : sql`and s.location_id = ${locationId}`}
          ${statuses === undefined ? sql`` : sql`and s.status = any(${textList(statuses)})`} ${newest}`
      : sql`
        select found.id from (${placesAsked({ tx, scope }, locationId)}) place
        cross join unnest(${textList(statuses ?? shipmentStatuses)}) wanted(status)
        cross join lateral (
          select s.id from shipments s
          where s.merchant_id = ${tx.merchantId} and s.location_id = place.id and s.status = wanted.status ${where} ${newest}
        ) found
        order by found.id desc limit ${limit + 1}`
  const rows = await tx.rows<ShipmentSummary>(sql`
    select ${shipmentColumns}, o.number as order_number, l.units from unnest(array(${ids})) page(id)
    join shipments s on s.merchant_id = ${tx.merchantId} and s.id = page.id
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = s.order_id
    cross join lateral (
      select coalesce(sum(l.quantity), 0)::int4 as units from shipment_lines l
      where l.merchant_id = ${tx.merchantId} and l.shipment_id = s.id
    ) l
    order by s.id desc`)
  return pageFrom(rows, limit, (row) => [row.id])
}

function idsOfNumber(tx: Transaction, trackingNumber: string): RawBuilder<unknown> {
  return sql`
    ${carriersOf(tx)}
    select n.id from carriers c
    join shipments n
      on n.merchant_id = ${tx.merchantId} and n.carrier = c.carrier and n.tracking_number = ${trackingNumber}`
}

/** The ids of an order's shipments within a scope. */
export async function findShipmentIds({ tx, scope }: Scoped, orderId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from shipments where merchant_id = ${tx.merchantId} and order_id = ${orderId}
      ${withinPlaces(scope, sql`location_id`)} order by id`)
  return rows.map((row) => row.id)
}

/** The shipments of orders that have left and not arrived. */
export function findUnderWay(tx: Transaction, orderIds: readonly string[]): Promise<{ id: string; orderId: string }[]> {
  return tx.rows(sql`
    select id, order_id from shipments
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'shipped' order by id`)
}

async function findDetails(tx: Transaction, shipments: readonly Shipment[]): Promise<ShipmentDetail[]> {
  if (shipments.length === 0) return []
  const ids = uuidList(shipments.map(({ id }) => id))
  const [numbers, lines, scans] = await Promise.all([
    tx.rows<{ id: string; number: number }>(sql`
      select id, number from orders
      where merchant_id = ${tx.merchantId} and id = any(${uuidList(shipments.map(({ orderId }) => orderId))})`),
    tx.rows<ShipmentLineDetail & { shipmentId: string }>(sql`
      select l.shipment_id, l.line_number, o.sku, o.name, sum(l.quantity)::int4 as quantity
      from shipment_lines l
      join order_lines o
        on o.merchant_id = ${tx.merchantId} and o.order_id = l.order_id and o.line_number = l.line_number
      where l.merchant_id = ${tx.merchantId} and l.shipment_id = any(${ids})
      group by l.shipment_id, l.line_number, o.sku, o.name order by l.shipment_id, l.line_number`),
    findScans(
      tx,
      shipments.map(({ id }) => id),
    ),
  ])
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]))
  const linesOf = Map.groupBy(lines, (line) => line.shipmentId)
  const scansOf = Map.groupBy(scans, (scan) => scan.shipmentId)
  return shipments.map((shipment) => ({
    ...shipment,
    orderNumber: numberOf.get(shipment.orderId) ?? 0,
    lines: (linesOf.get(shipment.id) ?? []).map(({ shipmentId: _, ...line }) => line),
    trackingEvents: (scansOf.get(shipment.id) ?? []).map(({ shipmentId: _, ...scan }) => scan),
  }))
}

/** Of these shipments, those of places within a scope. */
export async function findShipmentsWithin({ tx, scope }: Scoped, ids: readonly string[]): Promise<Set<string>> {
  const found = await findShipments(tx, ids)
  return new Set([...found.values()].filter((shipment) => isAtPlace(scope, shipment)).map(({ id }) => id))
}
