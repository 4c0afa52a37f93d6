import { newId } from '../platform/ids.ts'
import type { FulfillmentHold } from './fulfillment-order.ts'
import { placeHold, releaseHold } from './fulfillment-progress.ts'
import { endHold, insertHold } from './fulfillment-store.ts'
import { findWork, inLine, keepProgress, lockWork, openLabels, saveWork, type WorkContext } from './fulfillment-work.ts'
import { dispatchScanned } from './shipments/dispatch-moving.ts'

/**
 * Puts a hold of the place on its work, before picking has begun. The order's own holds stand with the order.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`
 */
export async function holdFulfillmentOrder(
  context: WorkContext,
  { fulfillmentOrderId, reason }: { fulfillmentOrderId: string; reason: string },
): Promise<FulfillmentHold> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  const hold = { id: newId(context.now), reason, placedAt: context.now, placedBy: context.actor }
  keepProgress(work, context, placeHold(inLine(work, order, progress), hold))
  await insertHold(context.tx, fulfillmentOrderId, hold)
  await saveWork(context, work)
  return hold
}

/**
 * Takes a hold of the place off; when it was the last and the order is not held either, the work is released.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `hold_not_found`
 */
export async function releaseFulfillmentHold(
  context: WorkContext,
  { fulfillmentOrderId, holdId }: { fulfillmentOrderId: string; holdId: string },
): Promise<void> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  keepProgress(work, context, releaseHold(progress, holdId, order.holds.length > 0))
  await endHold(context, fulfillmentOrderId, holdId)
  await saveWork(context, work)
  await dispatchScanned(context, openLabels(work))
}
