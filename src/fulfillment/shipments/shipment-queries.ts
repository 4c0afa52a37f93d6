import { sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { Scoped } from '../../platform/scope.ts'
import { isAtPlace, withinPlaces } from '../fulfillment-scope.ts'
import type { Shipment, TrackingEvent } from './shipment.ts'
import { findScans, findShipments, shipmentColumns } from './shipment-store.ts'

/** So many of an order line in a parcel. */
export type ShipmentLineDetail = { lineNumber: number; sku: string; name: string; quantity: number }

/** A shipment with what is in it and every scan of it, the earliest first. */
export type ShipmentDetail = Shipment & { lines: ShipmentLineDetail[]; trackingEvents: TrackingEvent[] }

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
  const [lines, scans] = await Promise.all([
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
  const linesOf = Map.groupBy(lines, (line) => line.shipmentId)
  const scansOf = Map.groupBy(scans, (scan) => scan.shipmentId)
  return shipments.map((shipment) => ({
    ...shipment,
    lines: (linesOf.get(shipment.id) ?? []).map(({ shipmentId: _, ...line }) => line),
    trackingEvents: (scansOf.get(shipment.id) ?? []).map(({ shipmentId: _, ...scan }) => scan),
  }))
}

/** Of these shipments, those of places within a scope. */
export async function findShipmentsWithin({ tx, scope }: Scoped, ids: readonly string[]): Promise<Set<string>> {
  const found = await findShipments(tx, ids)
  return new Set([...found.values()].filter((shipment) => isAtPlace(scope, shipment)).map(({ id }) => id))
}
