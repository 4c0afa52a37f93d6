import type { SaveContext } from '../../orders/order-store.ts'
import { type Outcome, outcomeOf } from '../../platform/batch.ts'
import { DomainError } from '../../platform/errors.ts'
import { type DomainEvent, publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { dayMs } from '../../platform/time.ts'
import { isAtPlace } from '../fulfillment-scope.ts'
import { type AskedFor, contextOf, type WorkContext } from '../fulfillment-work.ts'
import { lockOrderRows } from '../release-store.ts'
import { applyScans, type Scan } from './apply-scans.ts'
import { dispatchMoving } from './dispatch-moving.ts'
import { isDecisive, type Shipment, type ShipmentStatus, saysItLeft, type TrackingEvent } from './shipment.ts'
import {
  findByTracking,
  findShipments,
  insertTrackingEvents,
  type TrackingNumber,
  trackingKey,
} from './shipment-store.ts'

/** A carrier's scan of a shipment that is named by its id or by its tracking number. */
export type TrackingInput = AskedFor & TrackingEvent & ({ shipmentId: string } | TrackingNumber)

/** What became of a scan: whether it was known already, and where its shipment stands after all of them. */
export type TrackingResult = { shipmentId: string; isKnown: boolean; status: ShipmentStatus }

/**
 * Records scans in whatever order and however often they come; each is kept once. Only a scan that decides (delivered,
 * returned, lost), and one of a label by which it has left, locks its order and shipment. Each item fails alone with
 * `shipment_not_found` or `in_the_future`.
 */
export async function recordTrackingEvents(
  context: WorkContext,
  inputs: readonly TrackingInput[],
): Promise<Outcome<TrackingResult>[]> {
  const find = await shipmentFinder(context, inputs)
  const scans = inputs.map((input) => outcomeOf(() => scanOf(context, input, find)))
  const accepted = scans.flatMap((scan) => ('value' in scan ? [scan.value] : []))
  // Locks first, in the order kept everywhere; what a scan adds to a shipment is decided on the locked row.
  await lockOrdersOfMixed(context, accepted)
  const dispatched = await dispatchMoving(context, accepted)
  const applied = await applyScans(context, accepted)
  const kept = await keepScans(context, accepted)
  await publish(context.tx, scansReceived(context, [...kept]))
  return scans.map((scan) => {
    if ('refusal' in scan) return scan
    const { id } = scan.value.shipment
    const { status } = applied.get(id) ?? dispatched.get(id) ?? scan.value.shipment
    return { value: { shipmentId: id, isKnown: !kept.has(scan.value), status } }
  })
}

/** A label that leaves locks stock levels, and no order may be locked after them: all that are needed are locked before. */
async function lockOrdersOfMixed({ tx }: SaveContext, scans: readonly Scan[]): Promise<void> {
  const moving = scans.filter(({ shipment, event }) => shipment.status === 'label_created' && saysItLeft(event.code))
  const decisive = scans.filter(({ event }) => isDecisive(event.code))
  if (moving.length === 0 || decisive.length === 0) return
  await lockOrderRows(tx, [...new Set([...moving, ...decisive].map(({ shipment }) => shipment.orderId))])
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
  context: WorkContext,
  input: TrackingInput,
  find: (input: TrackingInput) => Shipment | undefined,
): Scan {
  const { now, actor, scope } = contextOf(context, input)
  const shipment = find(input)
  if (shipment === undefined || !isAtPlace(scope, shipment)) {
    const field = 'shipmentId' in input ? 'shipmentId' : 'trackingNumber'
    throw new DomainError('not_found', 'shipment_not_found', { field })
  }
  const { occurredAt, code, place, description } = input
  if (occurredAt.getTime() > now.getTime() + mostAheadMs) {
    throw new DomainError('refused', 'in_the_future', { field: 'occurredAt' })
  }
  return { shipment, event: { occurredAt, code, place, description }, actor }
}

/** Keeps scans and answers those that were not known; of equal ones in one batch the first is new. */
async function keepScans({ tx, now }: SaveContext, scans: readonly Scan[]): Promise<Set<Scan>> {
  const rows = scans.map(({ shipment, event }) => ({ ...event, shipmentId: shipment.id, receivedAt: now }))
  const inserted = await insertTrackingEvents(tx, rows)
  const fresh = new Set(inserted.map(scanKey))
  return new Set(scans.filter(({ shipment, event }) => fresh.delete(scanKey({ shipmentId: shipment.id, ...event }))))
}

/** Tells who handed the scans in, once for all of one actor: scans themselves are rows that are never changed. */
function scansReceived({ now }: SaveContext, scans: readonly Scan[]): DomainEvent[] {
  return [...Map.groupBy(scans, ({ actor }) => actor)].map(([actor, handed]) => ({
    ...{
      objectType: 'scan_receipt',
      objectId: newId(now),
      version: 1,
      type: 'shipment.scans_received',
      actor,
      at: now,
    },
    data: {
      scans: handed.map(({ shipment, event }) => ({
        shipmentId: shipment.id,
        code: event.code,
        occurredAt: event.occurredAt,
      })),
    },
  }))
}

function scanKey(scan: { shipmentId: string; occurredAt: Date; code: string }): string {
  return `${scan.shipmentId}/${scan.occurredAt.getTime()}/${scan.code}`
}
