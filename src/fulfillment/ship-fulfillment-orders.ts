import { type Allocation, shipAllocations } from '../inventory/allocation-store.ts'
import { findScarceShelves } from '../inventory/level-queries.ts'
import { type GoodsToTake, type Shelves, takeOffShelves } from '../inventory/shelves.ts'
import { levelKey } from '../inventory/stock-level.ts'
import { pickLines, shipLines } from '../orders/order-progress.ts'
import type { Outcome } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type FulfillmentOrder, leftToShip } from './fulfillment-order.ts'
import { ship } from './fulfillment-progress.ts'
import {
  type FulfillmentWork,
  findWork,
  inGoes,
  keepOrder,
  keepProgress,
  lockWork,
  outcomeOf,
  saveWork,
  takeUp,
  type WorkContext,
} from './fulfillment-work.ts'
import { type LineShare, perLine, shareAll, shareOut } from './line-shares.ts'
import type { Shipment, ShipmentLine } from './shipments/shipment.ts'
import { findShippedUnder, insertShipments, trackingKey } from './shipments/shipment-store.ts'

/** A parcel that leaves a place; without `lines`, with everything that is left. */
export type ShipInput = {
  fulfillmentOrderId: string
  carrier: string
  trackingNumber: string
  lines?: readonly { lineNumber: number; quantity: number }[] | undefined
  /** When it left, if not now. */
  shippedAt?: Date | undefined
}

/** What one go has decided: the parcels, with their lines, and the allocations that they use up. */
type Leaving = {
  work: FulfillmentWork
  earlier: Map<string, Shipment & { lines: ShipmentLine[] }>
  shelves: Shelves
  shipments: Shipment[]
  lines: ShipmentLine[]
  ships: (Allocation & { shippedQuantity: number; causeId: string })[]
}

/**
 * Ships goods, picked and packed on the way where they were not yet. The same parcel again (carrier, tracking number and
 * content) is answered with the shipment that it made. Each item fails alone with `fulfillment_order_not_found`,
 * `version_mismatch`, `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`, `nothing_left`,
 * `not_on_hand`, `tracking_number_taken` or `in_the_future`.
 */
export function shipFulfillmentOrders(
  context: WorkContext,
  inputs: readonly ShipInput[],
): Promise<Outcome<Shipment>[]> {
  return inGoes(
    inputs,
    (input) => input.fulfillmentOrderId,
    async (go) => {
      const work = await lockWork(
        context.tx,
        go.map((input) => input.fulfillmentOrderId),
        context.memory,
      )
      const [earlier, scarce] = await Promise.all([
        findShippedUnder(context.tx, go),
        findScarceShelves(context.tx, [...work.orders.keys()]),
      ])
      const shelves = new Map(scarce.map((shelf) => [levelKey(shelf), shelf.onHand]))
      const leaving: Leaving = { work, earlier, shelves, shipments: [], lines: [], ships: [] }
      const outcomes = go.map((input) => outcomeOf(() => decideShip(leaving, context, input)))
      if (leaving.shipments.length > 0) await saveLeaving(context, leaving)
      return outcomes
    },
  )
}

function decideShip(leaving: Leaving, context: WorkContext, input: ShipInput): Shipment {
  const { work, earlier } = leaving
  const key = trackingKey(input)
  const known = earlier.get(key)
  if (known !== undefined) {
    findWork(work, context, input.fulfillmentOrderId)
    return sameAgain(known, input)
  }
  if (input.shippedAt !== undefined && input.shippedAt > context.now) {
    throw new DomainError('refused', 'in_the_future', { field: 'shippedAt' })
  }
  const { order, progress } = takeUp(work, context, input.fulfillmentOrderId, 'ship')
  const shares = sharesOf(progress.fulfillmentOrder, input)
  const shipment = shipmentOf(progress.fulfillmentOrder, context.now, input)
  const shipped = ship(progress, shares, shipment.id)
  if (shares.length === 0)
    throw new DomainError('refused', 'nothing_left', { field: 'lines', facts: { action: 'ship' } })
  const picks = pickedOnTheWay(progress.fulfillmentOrder, shipped.fulfillmentOrder)
  const after = shipLines(picks.length > 0 ? pickLines(order, picks) : order, perLine(shares))
  const lines = shares.map((share) => ({ ...share, shipmentId: shipment.id, orderId: order.id }))
  const ships = lines.map((line) => shipOf(work, line))
  takeOffShelves(leaving.shelves, goodsOf(ships, input))
  keepOrder(work, after, 'order.shipped', { shipmentId: shipment.id })
  keepProgress(work, shipped)
  leaving.shipments.push(shipment)
  leaving.lines.push(...lines)
  leaving.ships.push(...ships)
  earlier.set(key, { ...shipment, lines })
  return shipment
}

/** @throws DomainError `tracking_number_taken` when the number was used for anything else */
function sameAgain({ lines, ...known }: Shipment & { lines: ShipmentLine[] }, input: ShipInput): Shipment {
  const wanted = input.lines?.filter((line) => line.quantity > 0)
  if (known.fulfillmentOrderId === input.fulfillmentOrderId && (wanted === undefined || sameLines(lines, wanted)))
    return known
  throw new DomainError('conflict', 'tracking_number_taken', {
    field: 'trackingNumber',
    facts: { shipmentId: known.id },
  })
}

type LineOfContent = { lineNumber: number; quantity: number }

function sameLines(lines: readonly LineOfContent[], wanted: readonly LineOfContent[]): boolean {
  const content = (each: readonly LineOfContent[]) =>
    JSON.stringify(perLine(each).sort((a, b) => a.lineNumber - b.lineNumber))
  return content(lines) === content(wanted)
}

function sharesOf(fulfillmentOrder: FulfillmentOrder, { lines }: ShipInput): LineShare[] {
  return lines === undefined ? shareAll(fulfillmentOrder, leftToShip) : shareOut(fulfillmentOrder, lines, leftToShip)
}

function shipmentOf({ id, orderId, locationId }: FulfillmentOrder, now: Date, input: ShipInput): Shipment {
  return {
    id: newId(now),
    fulfillmentOrderId: id,
    orderId,
    locationId,
    carrier: input.carrier,
    trackingNumber: input.trackingNumber,
    status: 'shipped',
    version: 1,
    shippedAt: input.shippedAt ?? now,
    deliveredAt: null,
    createdAt: now,
  }
}

/** What shipping says was picked, per order line. */
function pickedOnTheWay(before: FulfillmentOrder, after: FulfillmentOrder): LineOfContent[] {
  const shares = after.lines.flatMap(({ lineNumber, allocationNumber, picked }, index) => {
    const quantity = picked - (before.lines[index]?.picked ?? 0)
    return quantity > 0 ? [{ lineNumber, allocationNumber, quantity }] : []
  })
  return perLine(shares)
}

function shipOf(work: FulfillmentWork, line: ShipmentLine): Leaving['ships'][number] {
  const allocation = work.allocations(line) as Allocation
  return { ...allocation, shippedQuantity: line.quantity, causeId: line.shipmentId }
}

function goodsOf(ships: Leaving['ships'], { lines }: ShipInput): GoodsToTake[] {
  return ships.map(({ itemId, locationId, lineNumber, shippedQuantity: quantity }) => {
    const index = lines?.findIndex((line) => line.lineNumber === lineNumber)
    return { itemId, locationId, quantity, field: index === undefined ? 'lines' : `lines[${index}].quantity` }
  })
}

/** Stock last: its levels are what others wait for. */
async function saveLeaving(context: WorkContext, { work, shipments, lines, ships }: Leaving): Promise<void> {
  await Promise.all([
    insertShipments(context, shipments, lines),
    saveWork(context, work),
    shipAllocations(context, ships),
  ])
}
