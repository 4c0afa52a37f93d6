import { decideCancellation } from '../orders/cancel-order.ts'
import { DomainError } from '../platform/errors.ts'
import { findWork, lockWork, type WorkContext } from './fulfillment-work.ts'
import { followOrders } from './release-orders.ts'

/**
 * The answer of a place that has goods in hand to a cancellation that was requested after it had begun to pick.
 * Accepted: the goods are back on the shelf, the order ends, and with it the work of every place on it. Declined: the
 * work goes on.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`, `order_has_shipped`
 */
export async function answerCancellation(
  context: WorkContext,
  { fulfillmentOrderId, accepted }: { fulfillmentOrderId: string; accepted: boolean },
): Promise<void> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  const { status, lines } = progress.fulfillmentOrder
  const hasGoods = lines.some((line) => line.picked > line.shipped)
  if (!order.cancellationRequested || !hasGoods) {
    const facts = { action: 'answer_cancellation', state: status, cancellationRequested: order.cancellationRequested }
    throw new DomainError('conflict', 'action_not_allowed', { facts })
  }
  await decideCancellation(context, { orderId: order.id, accepted })
  if (accepted) await followOrders(context, [order.id])
}
