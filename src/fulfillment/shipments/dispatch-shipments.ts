import { inGoes, type Outcome, outcomeOf } from '../../platform/batch.ts'
import { requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { isAtPlace, shipmentNotFound } from '../fulfillment-scope.ts'
import { type AskedFor, contextOf, lockLevelsOf, lockWork, type WorkContext } from '../fulfillment-work.ts'
import { beginLeaving, type Leaving, letLabelLeave, saveLeaving, withMoved } from './leaving.ts'
import type { Shipment } from './shipment.ts'
import { findShipments } from './shipment-store.ts'

/** A label's parcel that leaves. `shippedAt`: when, if not now. */
export type DispatchInput = AskedFor & { shipmentId: string; shippedAt?: Date | undefined }

/**
 * Lets the parcels of labels leave, with what they were made for. Each item fails alone with `shipment_not_found`,
 * `version_mismatch`, `action_not_allowed`, `not_on_hand` or `in_the_future`.
 */
export async function dispatchShipments(
  context: WorkContext,
  inputs: readonly DispatchInput[],
): Promise<Outcome<Shipment>[]> {
  const { tx, memory } = context
  const found = await findShipments(tx, idsOf(inputs))
  const workIdOf = ({ shipmentId }: DispatchInput) => found.get(shipmentId)?.fulfillmentOrderId
  return inGoes(
    inputs,
    (input) => workIdOf(input) ?? input.shipmentId,
    async (go, hasMore) => {
      const workIds = go.flatMap((input) => workIdOf(input) ?? [])
      const work = await lockWork(tx, workIds, memory)
      if (hasMore) await lockLevelsOf(tx, work)
      // As they are now that their orders are locked.
      const [shipments, leaving] = await Promise.all([findShipments(tx, idsOf(go)), beginLeaving(context, work)])
      const outcomes = go.map((input) =>
        outcomeOf(() => decideDispatch(leaving, contextOf(context, input), input, shipments)),
      )
      return withMoved(outcomes, await saveLeaving(context, leaving))
    },
  )
}

function decideDispatch(
  leaving: Leaving,
  { expectedVersion, ...context }: WorkContext,
  { shipmentId, shippedAt = context.now }: DispatchInput,
  shipments: ReadonlyMap<string, Shipment>,
): Shipment {
  const shipment = shipments.get(shipmentId)
  if (shipment === undefined || !isAtPlace(context.scope, shipment)) throw shipmentNotFound(shipmentId)
  // The version that was seen is the shipment's, not that of its fulfillment order.
  if (expectedVersion !== undefined) requireVersion({ expectedVersion }, shipment.version)
  if (shippedAt > context.now) throw new DomainError('refused', 'in_the_future', { field: 'shippedAt' })
  return letLabelLeave(leaving, context, shipment, shippedAt)
}

function idsOf(inputs: readonly DispatchInput[]): string[] {
  return [...new Set(inputs.map(({ shipmentId }) => shipmentId))]
}
