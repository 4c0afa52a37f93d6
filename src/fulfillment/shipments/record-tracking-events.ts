import type { Order } from '../../orders/order.ts'
import { deliverLines, type LineQuantity } from '../../orders/order-progress.ts'
import { lockOrders, type OrderChange, type SaveContext, saveOrders } from '../../orders/order-store.ts'
import type { Outcome } from '../../platform/batch.ts'
import { DomainError } from '../../platform/errors.ts'
import { dayMs } from '../../platform/time.ts'
import { outcomeOf } from '../fulfillment-work.ts'
import { perLine } from '../line-shares.ts'
import { afterScans, isDecisive, type Shipment, type ShipmentStatus, type TrackingEvent } from './shipment.ts'
import {
  findByTracking,
  findShipmentLines,
  findShipments,
  insertTrackingEvents,
  lockShipments,
  saveShipments,
  type TrackingNumber,
  trackingKey,
} from './shipment-store.ts'

/** A carrier's scan of a shipment that is named by its id or by its tracking number. */
export type TrackingInput = TrackingEvent & ({ shipmentId: string } | TrackingNumber)

/** What became of a scan: whether it was known already, and where its shipment stands after all of them. */
export type TrackingResult = { shipmentId: string; isKnown: boolean; status: ShipmentStatus }

type Scan = { shipment: Shipment; event: TrackingEvent }

/**
 * Records scans in whatever order and however often they come; each is kept once. Only a scan that decides (delivered,
 * returned, lost) locks its order and shipment. Each item fails alone with `shipment_not_found` or `in_the_future`.
 */
export async function recordTrackingEvents(
  context: SaveContext,
  inputs: readonly TrackingInput[],
): Promise<Outcome<TrackingResult>[]> {
  const find = await shipmentFinder(context, inputs)
  const scans = inputs.map((input) => outcomeOf(() => scanOf(context, input, find)))
  const accepted = scans.flatMap((scan) => ('value' in scan ? [scan.value] : []))
  // Locks first, in the order kept everywhere; what a scan adds to a shipment is decided on the locked row.
  const statuses = await applyScans(context, accepted)
  const isNew = await keepScans(context, accepted)
  return scans.map((scan) => {
    if ('refusal' in scan) return scan
    const { shipment } = scan.value
    const status = statuses.get(shipment.id) ?? shipment.status
    return { value: { shipmentId: shipment.id, isKnown: !isNew(scan.value), status } }
  })
}

async function shipmentFinder(
  { tx }: SaveContext,
  inputs: readonly TrackingInput[],
): Promise<(input: TrackingInput) => Shipment | undefined> {
  const [byId, byNumber] = await Promise.all([
    findShipments(
      tx,
      inputs.flatMap((input) => ('shipmentId' in input ? [input.shipmentId] : [])),
    ),
    findByTracking(
      tx,
      inputs.flatMap((input) => ('shipmentId' in input ? [] : [input])),
    ),
  ])
  return (input) => ('shipmentId' in input ? byId.get(input.shipmentId) : byNumber.get(trackingKey(input)))
}

/** A carrier's clock or time zone may be off, but not by more than a day. */
const mostAheadMs = dayMs

function scanOf(
  { now }: SaveContext,
  input: TrackingInput,
  find: (input: TrackingInput) => Shipment | undefined,
): Scan {
  const shipment = find(input)
  if (shipment === undefined) {
    const field = 'shipmentId' in input ? 'shipmentId' : 'trackingNumber'
    throw new DomainError('not_found', 'shipment_not_found', { field })
  }
  const { occurredAt, code, place, description } = input
  if (occurredAt.getTime() > now.getTime() + mostAheadMs) {
    throw new DomainError('refused', 'in_the_future', { field: 'occurredAt' })
  }
  return { shipment, event: { occurredAt, code, place, description } }
}

/** Answers the statuses of the shipments whose scans decide. */
async function applyScans(context: SaveContext, scans: readonly Scan[]): Promise<Map<string, ShipmentStatus>> {
  const decisive = scans.filter(({ event }) => isDecisive(event.code))
  if (decisive.length === 0) return new Map()
  const { tx } = context
  const [orders, shipments] = await Promise.all([
    lockOrders(tx, [...new Set(decisive.map(({ shipment }) => shipment.orderId))], context.memory),
    lockShipments(tx, [...new Set(decisive.map(({ shipment }) => shipment.id))]),
  ])
  const scansOf = Map.groupBy(decisive, ({ shipment }) => shipment.id)
  const changes = [...shipments.values()].flatMap((before) => {
    const events = (scansOf.get(before.id) ?? []).map(({ event }) => event)
    const after = afterScans(before, events)
    return after === before ? [] : [{ before, after }]
  })
  const deliveries = await deliveriesOf(context, changes, orders)
  await Promise.all([saveShipments(context, changes), saveOrders(context, deliveries)])
  const statuses = new Map([...shipments].map(([id, { status }]) => [id, status]))
  for (const { after } of changes) statuses.set(after.id, after.status)
  return statuses
}

type ShipmentChange = { before: Shipment; after: Shipment }

/** What arriving shipments mean for their orders: one change an order. */
async function deliveriesOf(
  { tx }: SaveContext,
  changes: readonly ShipmentChange[],
  orders: ReadonlyMap<string, Order>,
): Promise<OrderChange[]> {
  const arrived = changes.filter(({ before, after }) => before.status !== 'delivered' && after.status === 'delivered')
  if (arrived.length === 0) return []
  const lines = await findShipmentLines(
    tx,
    arrived.map(({ after }) => after.id),
  )
  return [...Map.groupBy(lines, (line) => line.orderId)].flatMap(([orderId, ofOrder]) => {
    const before = orders.get(orderId)
    if (before === undefined) return []
    const shipmentIds = [...new Set(ofOrder.map((line) => line.shipmentId))]
    return [deliveryOf(before, perLine(ofOrder), shipmentIds)]
  })
}

function deliveryOf(before: Order, lines: readonly LineQuantity[], shipmentIds: readonly string[]): OrderChange {
  const after = deliverLines(before, lines)
  const type = after.status === before.status ? 'order.delivered' : 'order.completed'
  return { before, after, type, facts: { shipmentIds } }
}

/** Keeps scans and answers which of them were not known; of equal ones in one batch the first is new. */
async function keepScans({ tx, now }: SaveContext, scans: readonly Scan[]): Promise<(scan: Scan) => boolean> {
  const rows = scans.map(({ shipment, event }) => ({ ...event, shipmentId: shipment.id, receivedAt: now }))
  const inserted = await insertTrackingEvents(tx, rows)
  const fresh = new Set(inserted.map(scanKey))
  return ({ shipment, event }) => fresh.delete(scanKey({ shipmentId: shipment.id, ...event }))
}

function scanKey(scan: { shipmentId: string; occurredAt: Date; code: string }): string {
  return `${scan.shipmentId}/${scan.occurredAt.getTime()}/${scan.code}`
}
