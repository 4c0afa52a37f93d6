import { type RawBuilder, sql } from 'kysely'
import type { SaveContext } from '../../orders/order-store.ts'
import { insertRows, onConflict, rowSource, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import type { Shipment, ShipmentLine, ShipmentStatus, TrackingEvent } from './shipment.ts'

/** The number a carrier knows a parcel by; unique per merchant. */
export type TrackingNumber = { carrier: string; trackingNumber: string }

/** Where a shipment is found by its tracking number. */
export function trackingKey({ carrier, trackingNumber }: TrackingNumber): string {
  return JSON.stringify([carrier, trackingNumber])
}

/** The shipments that have one of these tracking numbers, by `trackingKey`. */
export async function findByTracking(
  tx: Transaction,
  numbers: readonly TrackingNumber[],
): Promise<Map<string, Shipment>> {
  if (numbers.length === 0) return new Map()
  const source = rowSource('t', { carrier: 'text', trackingNumber: 'text' }, numbers)
  // One by one, whatever the planner believes of a table that a flood just filled.
  const shipments = await tx.rows<Shipment>(sql`
    select s.* from ${source}
    cross join lateral (
      select ${shipmentColumns} from shipments s
      where s.merchant_id = ${tx.merchantId} and s.carrier = t.carrier and s.tracking_number = t.tracking_number offset 0
    ) s`)
  return new Map(shipments.map((shipment) => [trackingKey(shipment), shipment]))
}

/** Shipments with these tracking numbers, with what is in them. */
export async function findShippedUnder(
  tx: Transaction,
  numbers: readonly TrackingNumber[],
): Promise<Map<string, Shipment & { lines: ShipmentLine[] }>> {
  const shipments = await findByTracking(tx, numbers)
  if (shipments.size === 0) return new Map()
  const ids = [...shipments.values()].map((shipment) => shipment.id)
  const linesOf = Map.groupBy(await findShipmentLines(tx, ids), (line) => line.shipmentId)
  return new Map([...shipments].map(([key, shipment]) => [key, { ...shipment, lines: linesOf.get(shipment.id) ?? [] }]))
}

/** What is in shipments. */
export function findShipmentLines(tx: Transaction, shipmentIds: readonly string[]): Promise<ShipmentLine[]> {
  return tx.rows(sql`
    select shipment_id, order_id, line_number, allocation_number, quantity from shipment_lines
    where merchant_id = ${tx.merchantId} and shipment_id = any(${uuidList(shipmentIds)})
    order by shipment_id, line_number, allocation_number`)
}

/** Shipments by their ids, as they are. */
export async function findShipments(tx: Transaction, ids: readonly string[]): Promise<Map<string, Shipment>> {
  if (ids.length === 0) return new Map()
  return byId(await tx.rows<Shipment>(selectShipments(tx, ids, sql``)))
}

/** Locks shipments in the order of their ids. Their orders must be locked. */
export async function lockShipments(tx: Transaction, ids: readonly string[]): Promise<Map<string, Shipment>> {
  if (ids.length === 0) return new Map()
  return byId(await tx.rows<Shipment>(selectShipments(tx, ids, sql`for no key update`)))
}

/**
 * Writes new shipments that have left, and tells it. A tracking number that another transaction took meanwhile makes
 * this one fail as lost to it, to be decided again.
 */
export async function insertShipments(
  { tx, now, actor }: SaveContext,
  shipments: readonly Shipment[],
  lines: readonly ShipmentLine[],
): Promise<void> {
  const source = rowSource(
    's',
    {
      id: 'uuid',
      fulfillmentOrderId: 'uuid',
      orderId: 'uuid',
      locationId: 'uuid',
      carrier: 'text',
      trackingNumber: 'text',
      status: 'text',
      version: 'int4',
      shippedAt: 'timestamptz',
      deliveredAt: 'timestamptz',
      createdAt: 'timestamptz',
    },
    shipments,
  )
  const lineColumns = ['shipmentId', 'orderId', 'lineNumber', 'allocationNumber', 'quantity'] as const
  await Promise.all([
    tx.run(sql`
      with inserted as (
        insert into shipments (merchant_id, id, fulfillment_order_id, order_id, location_id, carrier, tracking_number,
          status, version, shipped_at, delivered_at, created_at)
        select ${tx.merchantId}::uuid, s.id, s.fulfillment_order_id, s.order_id, s.location_id, s.carrier,
          s.tracking_number, s.status, s.version, s.shipped_at, s.delivered_at, s.created_at
        from ${source}
        on conflict (merchant_id, carrier, tracking_number) do nothing returning 1
      )
      select expect_rows((select count(*) from inserted), ${shipments.length}::bigint)`),
    tx.run(insertRows(tx.merchantId, 'shipment_lines', lineColumns, lines)),
    publish(
      tx,
      shipments.map((shipment) => eventOf({ now, actor }, shipment, 'shipment.shipped', null)),
    ),
  ])
}

/** The one writer of shipments that exist: status, moment of delivery, version, and the event. */
export async function saveShipments(
  { tx, now, actor }: SaveContext,
  changes: readonly { before: Shipment; after: Shipment }[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ before, after }) => ({ ...after, version: before.version + 1 }))
  const source = rowSource('c', { id: 'uuid', status: 'text', version: 'int4', deliveredAt: 'timestamptz' }, rows)
  await Promise.all([
    tx.run(sql`
      update shipments s set status = c.status, version = c.version, delivered_at = c.delivered_at
      from ${source} where s.merchant_id = ${tx.merchantId} and s.id = c.id`),
    publish(
      tx,
      rows.map((row, index) =>
        eventOf({ now, actor }, row, `shipment.${row.status}`, changes[index]?.before.status ?? null),
      ),
    ),
  ])
}

/** Writes scans and answers those that were not there yet. */
export function insertTrackingEvents(
  tx: Transaction,
  events: readonly (TrackingEvent & { shipmentId: string; receivedAt: Date })[],
): Promise<{ shipmentId: string; occurredAt: Date; code: string }[]> {
  if (events.length === 0) return Promise.resolve([])
  const columns = ['shipmentId', 'occurredAt', 'code', 'place', 'description', 'receivedAt'] as const
  const conflict = 'on conflict do nothing returning shipment_id, occurred_at, code'
  return tx.rows(onConflict(insertRows(tx.merchantId, 'tracking_events', columns, events), conflict))
}

/** Columns of a shipment, from `shipments s`. */
export const shipmentColumns = sql`s.id, s.fulfillment_order_id, s.order_id, s.location_id, s.carrier, s.tracking_number,
  s.status, s.version, s.shipped_at, s.delivered_at, s.created_at`

function selectShipments(tx: Transaction, ids: readonly string[], lock: RawBuilder<unknown>): RawBuilder<Shipment> {
  return sql`
    select ${shipmentColumns} from shipments s
    where s.merchant_id = ${tx.merchantId} and s.id = any(${uuidList(ids)}) order by s.id ${lock}`
}

function byId(shipments: readonly Shipment[]): Map<string, Shipment> {
  return new Map(shipments.map((shipment) => [shipment.id, shipment]))
}

function eventOf(
  { now, actor }: { now: Date; actor: string },
  shipment: Shipment,
  type: string,
  from: ShipmentStatus | null,
) {
  const { id, version, status, orderId, fulfillmentOrderId } = shipment
  const data = { from, to: status, orderId, fulfillmentOrderId }
  return { objectType: 'shipment', objectId: id, version, type, actor, at: now, data }
}
