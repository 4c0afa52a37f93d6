import { decideCancellation } from '../orders/cancel-order.ts'
import { DomainError } from '../platform/errors.ts'
import { can } from '../platform/states.ts'
import { fulfillmentOrderActions } from './fulfillment-order.ts'
import { findWork, lockWork, type WorkContext } from './fulfillment-work.ts'
import { followOrders } from './release-orders.ts'

/**
 * A place's answer to a cancellation that was requested once it had begun to pick. Accepted: the goods are back on the
 * shelf, the order ends, and with it the work of every place on it. Declined: the work goes on.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`, `order_has_shipped`
 */
export async function answerCancellation(
  context: WorkContext,
  { fulfillmentOrderId, accepted }: { fulfillmentOrderId: string; accepted: boolean },
): Promise<void> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  const { status } = progress.fulfillmentOrder
  if (!order.cancellationRequested || !can(fulfillmentOrderActions, 'cancel', status)) {
    const facts = { action: 'answer_cancellation', state: status, cancellationRequested: order.cancellationRequested }
    throw new DomainError('conflict', 'action_not_allowed', { facts })
  }
  await decideCancellation(context, { orderId: order.id, accepted })
  if (accepted) await followOrders(context, [order.id])
}
