import { type RawBuilder, sql } from 'kysely'
import type { SaveContext } from '../../orders/order-store.ts'
import { insertRows, onConflict, rowSource, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import type { Parcel, Shipment, ShipmentLine, ShipmentStatus, TrackingEvent } from './shipment.ts'

/** The number a carrier knows a parcel by; unique per merchant. */
export type TrackingNumber = { carrier: string; trackingNumber: string }

/** A parcel before it is written, and who made it. */
export type NewShipment = { parcel: Parcel; actor: string }

/** A shipment as it was read, and what became of it. `actor`: who did that, if not the command's. */
export type ShipmentChange = { before: Shipment; after: Shipment; actor?: string | undefined }

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

/** The parcels that have one of these tracking numbers, by `trackingKey`. */
export async function findParcels(tx: Transaction, numbers: readonly TrackingNumber[]): Promise<Map<string, Parcel>> {
  const shipments = await findByTracking(tx, numbers)
  if (shipments.size === 0) return new Map()
  const ids = [...shipments.values()].map((shipment) => shipment.id)
  const linesOf = Map.groupBy(await findShipmentLines(tx, ids), (line) => line.shipmentId)
  return new Map([...shipments].map(([key, shipment]) => [key, { ...shipment, lines: linesOf.get(shipment.id) ?? [] }]))
}

/** The labels with goods of these items of which a scan tells that the carrier has the parcel. */
export function findScannedLabels(tx: Transaction, itemIds: readonly string[]): Promise<Shipment[]> {
  if (itemIds.length === 0) return Promise.resolve([])
  return tx.rows(sql`
    select ${shipmentColumns} from shipments s
    where s.merchant_id = ${tx.merchantId} and s.status = 'label_created'
      and exists (
        select 1 from tracking_events t
        where t.merchant_id = ${tx.merchantId} and t.shipment_id = s.id and t.code <> 'other')
      and exists (
        select 1 from shipment_lines l
        join fulfillment_lines f
          on f.merchant_id = ${tx.merchantId} and f.order_id = l.order_id and f.line_number = l.line_number
          and f.allocation_number = l.allocation_number
        where l.merchant_id = ${tx.merchantId} and l.shipment_id = s.id and f.item_id = any(${uuidList(itemIds)}))
    order by s.id`)
}

/**
 * The labels of fulfillment orders under which nothing has left, the oldest first. They need no lock of their own: only who
 * has the order's changes them.
 */
export async function findOpenLabels(tx: Transaction, fulfillmentOrderIds: readonly string[]): Promise<Parcel[]> {
  const rows = await tx.rows<Shipment & ShipmentLine>(sql`
    select ${shipmentColumns}, l.shipment_id, l.line_number, l.allocation_number, l.quantity
    from shipments s
    join shipment_lines l on l.merchant_id = ${tx.merchantId} and l.shipment_id = s.id
    where s.merchant_id = ${tx.merchantId} and s.fulfillment_order_id = any(${uuidList(fulfillmentOrderIds)})
      and s.status = 'label_created'
    order by s.id, l.line_number, l.allocation_number`)
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((ofOne) => {
    const { shipmentId, lineNumber, allocationNumber, quantity, ...shipment } = ofOne[0] as Shipment & ShipmentLine
    return { ...shipment, lines: ofOne.map(lineOf) }
  })
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
 * Writes new shipments, and tells whether each has left or has its label. A tracking number that another transaction took
 * meanwhile makes this one fail as lost to it, to be decided again.
 */
export async function insertShipments(
  { tx, now }: Pick<SaveContext, 'tx' | 'now'>,
  parcels: readonly NewShipment[],
): Promise<void> {
  if (parcels.length === 0) return
  const shipments = parcels.map(({ parcel }) => parcel)
  const lines = shipments.flatMap((parcel) => parcel.lines)
  const source = rowSource(
    's',
    {
      id: 'uuid',
      fulfillmentOrderId: 'uuid',
      orderId: 'uuid',
      locationId: 'uuid',
      carrier: 'text',
      trackingNumber: 'text',
      weightGrams: 'int4',
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
          weight_grams, status, version, shipped_at, delivered_at, created_at)
        select ${tx.merchantId}::uuid, s.id, s.fulfillment_order_id, s.order_id, s.location_id, s.carrier,
          s.tracking_number, s.weight_grams, s.status, s.version, s.shipped_at, s.delivered_at, s.created_at
        from ${source}
        on conflict (merchant_id, carrier, tracking_number) do nothing returning 1
      )
      select expect_rows((select count(*) from inserted), ${shipments.length}::bigint)`),
    tx.run(insertRows(tx.merchantId, 'shipment_lines', lineColumns, lines)),
    publish(
      tx,
      parcels.map(({ parcel, actor }) => eventOf({ now, actor }, parcel, null)),
    ),
  ])
}

/** The one writer of shipments that exist: status, moments of leaving and arriving, version, and the event. */
export async function saveShipments(
  { tx, now, actor }: SaveContext,
  changes: readonly ShipmentChange[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ before, after }) => ({ ...after, version: before.version + 1 }))
  const moments = { shippedAt: 'timestamptz', deliveredAt: 'timestamptz' } as const
  const source = rowSource('c', { id: 'uuid', status: 'text', version: 'int4', ...moments }, rows)
  await Promise.all([
    tx.run(sql`
      update shipments s set status = c.status, version = c.version, shipped_at = c.shipped_at,
        delivered_at = c.delivered_at
      from ${source} where s.merchant_id = ${tx.merchantId} and s.id = c.id`),
    publish(
      tx,
      changes.map(({ before, actor: by = actor }, index) =>
        eventOf({ now, actor: by }, rows[index] as Shipment, before.status),
      ),
    ),
  ])
}

/** The scans of shipments, the earliest first. */
export function findScans(
  tx: Transaction,
  shipmentIds: readonly string[],
): Promise<(TrackingEvent & { shipmentId: string })[]> {
  if (shipmentIds.length === 0) return Promise.resolve([])
  return tx.rows(sql`
    select shipment_id, occurred_at, code, place, description from tracking_events
    where merchant_id = ${tx.merchantId} and shipment_id = any(${uuidList(shipmentIds)})
    order by shipment_id, occurred_at, code`)
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
  s.weight_grams, s.status, s.version, s.shipped_at, s.delivered_at, s.created_at`

function selectShipments(tx: Transaction, ids: readonly string[], lock: RawBuilder<unknown>): RawBuilder<Shipment> {
  return sql`
    select ${shipmentColumns} from shipments s
    where s.merchant_id = ${tx.merchantId} and s.id = any(${uuidList(ids)}) order by s.id ${lock}`
}

function lineOf({ shipmentId, orderId, lineNumber, allocationNumber, quantity }: ShipmentLine): ShipmentLine {
  return { shipmentId, orderId, lineNumber, allocationNumber, quantity }
}

function byId(shipments: readonly Shipment[]): Map<string, Shipment> {
  return new Map(shipments.map((shipment) => [shipment.id, shipment]))
}

function eventOf(
  { now, actor }: { now: Date; actor: string },
  { id, version, status, orderId, fulfillmentOrderId }: Shipment,
  from: ShipmentStatus | null,
) {
  const data = { from, to: status, orderId, fulfillmentOrderId }
  return { objectType: 'shipment', objectId: id, version, type: `shipment.${status}`, actor, at: now, data }
}
