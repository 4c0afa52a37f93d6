import { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { FulfillmentOrder } from '../fulfillment-order.ts'
import { type Progress, requireUnderWay } from '../fulfillment-progress.ts'
import { type LineShare, perLine, shareAll, shareOut } from '../line-shares.ts'
import { roomBesideLabels } from './open-labels.ts'
import type { Parcel, Shipment } from './shipment.ts'
import type { TrackingNumber } from './shipment-store.ts'

/** A parcel that somebody wants made: its number, and what goes into it; without `lines`, everything that is left. */
export type ParcelInput = TrackingNumber & {
  fulfillmentOrderId: string
  weightGrams?: number | undefined
  lines?: readonly { lineNumber: number; quantity: number }[] | undefined
}

/**
 * Asked for again, a parcel is the one that is there; without `lines`, whatever is in it.
 * @throws DomainError `tracking_number_taken` when the number was used for anything else
 */
export function requireSameParcel(known: Parcel, { fulfillmentOrderId, lines }: ParcelInput): void {
  const isSame = lines === undefined || contentOf(known.lines) === contentOf(lines)
  if (known.fulfillmentOrderId !== fulfillmentOrderId || !isSame) throw numberTaken(known)
}

/** The refusal of a number that another parcel has, or a label had that was voided. */
export function numberTaken({ id: shipmentId }: Parcel): DomainError {
  return new DomainError('conflict', 'tracking_number_taken', { field: 'trackingNumber', facts: { shipmentId } })
}

/**
 * What goes into a new parcel: goods that are left to ship and in no open label.
 * @throws DomainError `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`, `nothing_left`
 */
export function sharesOf(progress: Progress, { lines }: ParcelInput, action: 'ship' | 'label'): LineShare[] {
  // Told by the state first: of a closed one, that it is closed.
  requireUnderWay(progress, action)
  const { fulfillmentOrder } = progress
  const roomOf = roomBesideLabels(fulfillmentOrder)
  const shares = lines === undefined ? shareAll(fulfillmentOrder, roomOf) : shareOut(fulfillmentOrder, lines, roomOf)
  if (shares.length > 0) return shares
  throw new DomainError('refused', 'nothing_left', { field: 'lines', facts: { action } })
}

/** A new parcel with its goods: a label, or when `shippedAt` is given one that has left. */
export function newParcel(
  { id: fulfillmentOrderId, orderId, locationId }: FulfillmentOrder,
  { carrier, trackingNumber, weightGrams }: TrackingNumber & { weightGrams?: number | undefined },
  shares: readonly LineShare[],
  { now, shippedAt }: { now: Date; shippedAt?: Date },
): Parcel {
  const id = newId(now)
  const shipment: Shipment = {
    ...{ id, fulfillmentOrderId, orderId, locationId, carrier, trackingNumber },
    weightGrams: weightGrams ?? null,
    status: shippedAt === undefined ? 'label_created' : 'shipped',
    version: 1,
    shippedAt: shippedAt ?? null,
    deliveredAt: null,
    createdAt: now,
  }
  return { ...shipment, lines: shares.map((share) => ({ ...share, shipmentId: id, orderId })) }
}

function contentOf(lines: readonly { lineNumber: number; quantity: number }[]): string {
  return JSON.stringify(
    perLine(lines.filter(({ quantity }) => quantity > 0)).sort((a, b) => a.lineNumber - b.lineNumber),
  )
}
