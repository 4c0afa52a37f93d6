import { type Allocation, type AllocationExit, shipAllocations } from '../../inventory/allocation-store.ts'
import { findScarceShelves } from '../../inventory/level-queries.ts'
import { type Shelves, takeOffShelves } from '../../inventory/shelves.ts'
import { levelKey } from '../../inventory/stock-level.ts'
import type { Order } from '../../orders/order.ts'
import { type LineQuantity, pickLines, shipLines } from '../../orders/order-progress.ts'
import type { Outcome } from '../../platform/batch.ts'
import { DomainError } from '../../platform/errors.ts'
import type { FulfillmentOrder } from '../fulfillment-order.ts'
import { type Progress, ship } from '../fulfillment-progress.ts'
import {
  type FulfillmentWork,
  keepOrder,
  keepProgress,
  saveWork,
  takeUp,
  type WorkContext,
} from '../fulfillment-work.ts'
import { type LineShare, perLine } from '../line-shares.ts'
import { applyScans } from './apply-scans.ts'
import type { ParcelInput } from './parcel-input.ts'
import { type Shipment, shipLabel } from './shipment.ts'
import { findScans, insertShipments, type NewShipment, type ShipmentChange, saveShipments } from './shipment-store.ts'

/** What one go has decided to let leave: parcels without a label before, labels, and the allocations that they use up. */
export type Leaving = {
  work: FulfillmentWork
  shelves: Shelves
  parcels: NewShipment[]
  labels: ShipmentChange[]
  exits: AllocationExit[]
}

/** Nothing leaves yet. Reads what is on hand where goods may have been sold ahead. */
export async function beginLeaving({ tx }: WorkContext, work: FulfillmentWork): Promise<Leaving> {
  const scarce = await findScarceShelves(tx, [...work.orders.keys()])
  const shelves = new Map(scarce.map((shelf) => [levelKey(shelf), shelf.onHand]))
  return { work, shelves, parcels: [], labels: [], exits: [] }
}

/**
 * Lets the parcel of a label leave, with what it was made for; answers the shipment as it then is.
 * @throws DomainError as `takeUp`, `not_on_hand`, and `action_not_allowed` when it is no label, or its goods have fallen away
 */
export function letLabelLeave(leaving: Leaving, context: WorkContext, before: Shipment, shippedAt: Date): Shipment {
  const { id: shipmentId, fulfillmentOrderId, version } = before
  const after = shipLabel(before, shippedAt)
  const taken = takeUp(leaving.work, context, fulfillmentOrderId, 'ship')
  const label = taken.progress.fulfillmentOrder.labels.find(({ id }) => id === shipmentId)
  if (label === undefined) {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'ship', state: 'voided' } })
  }
  letGoodsLeave(leaving, context, taken, { shipmentId, shares: label.lines })
  leaving.labels.push({ before, after, actor: context.actor })
  return { ...after, version: version + 1 }
}

/**
 * Lets goods leave in a shipment: picked and packed on the way where they were not yet. `wanted` is the input that names
 * them line by line, where there is one.
 * @throws DomainError `action_not_allowed`, `order_not_releasable`, `quantity_exceeds_open`, `not_on_hand`
 */
export function letGoodsLeave(
  { work, shelves, exits }: Leaving,
  context: WorkContext,
  { order, progress }: { order: Order; progress: Progress },
  { shipmentId, shares, wanted }: { shipmentId: string; shares: readonly LineShare[]; wanted?: ParcelInput['lines'] },
): void {
  const shipped = ship(progress, shares, shipmentId)
  const picks = pickedOnTheWay(progress.fulfillmentOrder, shipped.fulfillmentOrder)
  const after = shipLines(picks.length > 0 ? pickLines(order, picks) : order, perLine(shares))
  const leaving = shares.map(({ lineNumber, allocationNumber, quantity }) => {
    const allocation = work.allocations({ orderId: order.id, lineNumber, allocationNumber }) as Allocation
    return { ...allocation, shippedQuantity: quantity, causeId: shipmentId, actor: context.actor }
  })
  takeOffShelves(
    shelves,
    leaving.map((exit) => ({ ...exit, quantity: exit.shippedQuantity, field: fieldOf(exit, wanted) })),
  )
  keepOrder(work.orders, context, { after, type: 'order.shipped', facts: { shipmentIds: [shipmentId] } })
  keepProgress(work, context, shipped)
  exits.push(...leaving)
}

/**
 * Writes what leaves. Stock last: its levels are what others wait for. Scans that came while a parcel was still a label
 * (its order was held) count from now on: answers the shipments that they have moved on.
 */
export async function saveLeaving(context: WorkContext, leaving: Leaving): Promise<Map<string, Shipment>> {
  const { work, parcels, labels, exits } = leaving
  if (exits.length === 0) return new Map()
  await Promise.all([
    insertShipments(context, parcels),
    saveShipments(context, labels),
    saveWork(context, work),
    shipAllocations(context, exits),
  ])
  const left = new Map(labels.map(({ after, actor = context.actor }) => [after.id, { shipment: after, actor }]))
  const events = await findScans(context.tx, [...left.keys()])
  return applyScans(
    context,
    events.flatMap(({ shipmentId, ...event }) => {
      const ofParcel = left.get(shipmentId)
      return ofParcel === undefined ? [] : [{ ...ofParcel, event }]
    }),
  )
}

/** Outcomes with the shipments as their scans have moved them on. */
export function withMoved(
  outcomes: readonly Outcome<Shipment>[],
  moved: ReadonlyMap<string, Shipment>,
): Outcome<Shipment>[] {
  return outcomes.map((outcome) =>
    'value' in outcome ? { value: moved.get(outcome.value.id) ?? outcome.value } : outcome,
  )
}

function fieldOf({ lineNumber }: AllocationExit, wanted: ParcelInput['lines']): string {
  return wanted === undefined
    ? 'lines'
    : `lines[${wanted.findIndex((line) => line.lineNumber === lineNumber)}].quantity`
}

/** What shipping says was picked, per order line. */
function pickedOnTheWay(before: FulfillmentOrder, after: FulfillmentOrder): LineQuantity[] {
  const shares = after.lines.flatMap(({ lineNumber, picked }, index) => {
    const quantity = picked - (before.lines[index]?.picked ?? 0)
    return quantity > 0 ? [{ lineNumber, quantity }] : []
  })
  return perLine(shares)
}
