import { release } from './fulfillment-progress.ts'
import { findWork, keepProgress, lockWork, openLabels, saveWork, type WorkContext } from './fulfillment-work.ts'
import { dispatchScanned } from './shipments/dispatch-moving.ts'

/**
 * Lets the work on a fulfillment order begin that was open, scheduled, or held by something that is gone.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`
 */
export async function releaseFulfillmentOrder(
  context: WorkContext,
  { fulfillmentOrderId }: { fulfillmentOrderId: string },
): Promise<void> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  keepProgress(work, context, release(progress, order.holds.length > 0))
  await saveWork(context, work)
  await dispatchScanned(context, openLabels(work))
}
