import { inGoes, type Outcome, outcomeOf } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import {
  type AskedFor,
  contextOf,
  findWork,
  lockLevelsOf,
  lockWork,
  takeUp,
  type WorkContext,
} from './fulfillment-work.ts'
import {
  beginLeaving,
  type Leaving,
  letGoodsLeave,
  letLabelLeave,
  saveLeaving,
  withMoved,
} from './shipments/leaving.ts'
import { newParcel, type ParcelInput, requireSameParcel, sharesOf } from './shipments/parcel-input.ts'
import { hasLeft, type Parcel, type Shipment } from './shipments/shipment.ts'
import { findParcels, trackingKey } from './shipments/shipment-store.ts'

/** A parcel that leaves a place; without `lines`, with everything that is left. `shippedAt`: when, if not now. */
export type ShipInput = AskedFor & ParcelInput & { shippedAt?: Date | undefined }

/**
 * Ships goods, picked and packed on the way where they were not yet. A parcel that has its label (carrier, tracking number
 * and content) leaves with it; one that has left is answered with the shipment that it is. Each item fails alone with
 * `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`,
 * `nothing_left`, `not_on_hand`, `tracking_number_taken` or `in_the_future`.
 */
export function shipFulfillmentOrders(
  context: WorkContext,
  inputs: readonly ShipInput[],
): Promise<Outcome<Shipment>[]> {
  return inGoes(
    inputs,
    (input) => input.fulfillmentOrderId,
    async (go, hasMore) => {
      const work = await lockWork(
        context.tx,
        go.map((input) => input.fulfillmentOrderId),
        context.memory,
      )
      if (hasMore) await lockLevelsOf(context.tx, work)
      const [known, leaving] = await Promise.all([findParcels(context.tx, go), beginLeaving(context, work)])
      const outcomes = go.map((input) => outcomeOf(() => decideShip(leaving, contextOf(context, input), input, known)))
      return withMoved(outcomes, await saveLeaving(context, leaving))
    },
  )
}

function decideShip(leaving: Leaving, context: WorkContext, input: ShipInput, known: Map<string, Parcel>): Shipment {
  const { fulfillmentOrderId, shippedAt = context.now } = input
  const found = known.get(trackingKey(input))
  if (found !== undefined) {
    findWork(leaving.work, context, fulfillmentOrderId)
    requireSameParcel(found, input)
    if (hasLeft(found)) return shipmentOf(found)
  }
  if (shippedAt > context.now) throw new DomainError('refused', 'in_the_future', { field: 'shippedAt' })
  if (found !== undefined) return letLabelLeave(leaving, context, shipmentOf(found), shippedAt)
  const taken = takeUp(leaving.work, context, fulfillmentOrderId, 'ship')
  const shares = sharesOf(taken.progress, input, 'ship')
  const parcel = newParcel(taken.progress.fulfillmentOrder, input, shares, { now: context.now, shippedAt })
  letGoodsLeave(leaving, context, taken, { shipmentId: parcel.id, shares, wanted: input.lines })
  leaving.parcels.push({ parcel, actor: context.actor })
  known.set(trackingKey(input), parcel)
  return shipmentOf(parcel)
}

function shipmentOf({ lines, ...shipment }: Parcel): Shipment {
  return shipment
}
