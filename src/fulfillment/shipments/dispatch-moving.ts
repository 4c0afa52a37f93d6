import type { SaveContext } from '../../orders/order-store.ts'
import type { Scan } from './apply-scans.ts'
import { dispatchShipments } from './dispatch-shipments.ts'
import { type Shipment, saysItLeft } from './shipment.ts'
import { findScans } from './shipment-store.ts'

/**
 * Lets the labels leave of which a scan tells that the carrier has the parcel, whether somebody dispatched it or not: the
 * goods are gone. Where the order may not be worked on (a hold, a requested cancellation) the label waits with its scans
 * until it may. Answers what has left.
 */
export async function dispatchMoving(
  { tx, now, actor, memory }: SaveContext,
  scans: readonly Scan[],
): Promise<Map<string, Shipment>> {
  const moving = scans.filter(({ shipment, event }) => shipment.status === 'label_created' && saysItLeft(event.code))
  if (moving.length === 0) return new Map()
  const inputs = [...Map.groupBy(moving, ({ shipment }) => shipment.id)].map(([shipmentId, ofOne]) => {
    const earliest = Math.min(now.getTime(), ...ofOne.map(({ event }) => event.occurredAt.getTime()))
    return { shipmentId, shippedAt: new Date(earliest), caller: { actor: ofOne[0]?.actor ?? actor } }
  })
  const outcomes = await dispatchShipments({ tx, now, actor, ...(memory !== undefined && { memory }) }, inputs)
  return new Map(outcomes.flatMap((outcome) => ('value' in outcome ? [[outcome.value.id, outcome.value]] : [])))
}

/** The same for labels whose scans came while they could not leave. */
export async function dispatchScanned(context: SaveContext, labels: readonly Shipment[]): Promise<void> {
  const labelOf = new Map(labels.map((label) => [label.id, label]))
  const events = await findScans(context.tx, [...labelOf.keys()])
  const scans = events.flatMap(({ shipmentId, ...event }) => {
    const shipment = labelOf.get(shipmentId)
    return shipment === undefined ? [] : [{ shipment, event, actor: context.actor }]
  })
  await dispatchMoving(context, scans)
}
