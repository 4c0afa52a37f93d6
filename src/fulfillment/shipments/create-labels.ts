import { inGoes, type Outcome, outcomeOf } from '../../platform/batch.ts'
import { addLabel } from '../fulfillment-progress.ts'
import {
  type AskedFor,
  contextOf,
  type FulfillmentWork,
  findWork,
  keepProgress,
  lockWork,
  saveWork,
  takeUp,
  type WorkContext,
} from '../fulfillment-work.ts'
import { newParcel, numberTaken, type ParcelInput, requireSameParcel, sharesOf } from './parcel-input.ts'
import type { Parcel } from './shipment.ts'
import { findParcels, insertShipments, type NewShipment, trackingKey } from './shipment-store.ts'

/** A parcel that gets its label before it leaves; without `lines`, with everything that is left. */
export type LabelInput = AskedFor & ParcelInput

/** What one go has decided: labels, and the parcels that have one of the numbers. */
type Labelling = { work: FulfillmentWork; known: Map<string, Parcel>; labels: NewShipment[] }

/**
 * Makes labels: goods are kept for a parcel that has not left; no stock moves. The same parcel again (carrier, tracking
 * number and content) is answered with the shipment that it is. Each item fails alone with `fulfillment_order_not_found`,
 * `version_mismatch`, `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`, `nothing_left` or
 * `tracking_number_taken`.
 */
export function createLabels(context: WorkContext, inputs: readonly LabelInput[]): Promise<Outcome<Parcel>[]> {
  return inGoes(
    inputs,
    (input) => input.fulfillmentOrderId,
    async (go) => {
      const work = await lockWork(
        context.tx,
        go.map((input) => input.fulfillmentOrderId),
      )
      const labelling: Labelling = { work, known: await findParcels(context.tx, go), labels: [] }
      const outcomes = go.map((input) => outcomeOf(() => decideLabel(labelling, contextOf(context, input), input)))
      await Promise.all([insertShipments(context, labelling.labels), saveWork(context, work)])
      return outcomes
    },
  )
}

function decideLabel({ work, known, labels }: Labelling, context: WorkContext, input: LabelInput): Parcel {
  const found = known.get(trackingKey(input))
  if (found !== undefined) {
    findWork(work, context, input.fulfillmentOrderId)
    requireSameParcel(found, input)
    if (found.status === 'voided') throw numberTaken(found)
    return found
  }
  const { progress } = takeUp(work, context, input.fulfillmentOrderId, 'label')
  const { fulfillmentOrder } = progress
  const parcel = newParcel(fulfillmentOrder, input, sharesOf(progress, input, 'label'), { now: context.now })
  keepProgress(work, context, addLabel(progress, parcel))
  labels.push({ parcel, actor: context.actor })
  known.set(trackingKey(input), parcel)
  return parcel
}
