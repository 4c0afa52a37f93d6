import { type CancellationRequest, cutsOf } from '../orders/cancellation.ts'
import { decideCancellation } from '../orders/decide-cancellation.ts'
import type { Order } from '../orders/order.ts'
import { findCancellationRequest } from '../orders/record-store.ts'
import { DomainError } from '../platform/errors.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { findGoodsInHand } from './fulfillment-store.ts'
import { findWork, lockWork, type WorkContext } from './fulfillment-work.ts'
import { followOrders } from './release-orders.ts'

/** A place's answer; with `cancellationId`, to that request and no other. */
export type CancellationAnswer = { fulfillmentOrderId: string; accepted: boolean; cancellationId?: string | undefined }

/**
 * The answer of a place that has goods in hand to a cancellation of them that was requested after it had begun to pick.
 * Accepted: the goods are back on the shelf, the order ends or goes on without them, and with it the work of every place on
 * it. Declined: the work goes on.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`, `cancellation_replaced`,
 * `order_has_shipped`
 */
export async function answerCancellation(
  context: WorkContext,
  { fulfillmentOrderId, accepted, cancellationId }: CancellationAnswer,
): Promise<void> {
  const work = await lockWork(context.tx, [fulfillmentOrderId])
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  const request = await findCancellationRequest(context.tx, order.id)
  if (request === undefined || !hasInHand(progress.fulfillmentOrder, order, request)) {
    const { status: state } = progress.fulfillmentOrder
    const facts = { action: 'answer_cancellation', state, cancellationRequested: request !== undefined }
    throw new DomainError('conflict', 'action_not_allowed', { facts })
  }
  // What a place has put back for one request says nothing about another that took its place meanwhile.
  if (cancellationId !== undefined && cancellationId !== request.id) {
    throw new DomainError('conflict', 'cancellation_replaced', { facts: { cancellationId: request.id } })
  }
  const inHand = await findGoodsInHand(context.tx, order.id, fulfillmentOrderId)
  await decideCancellation(context, { orderId: order.id, accepted, inHand })
  if (accepted) await followOrders(context, [order.id])
}

/** Whether a place has picked and not shipped any goods of what a request asks for. */
function hasInHand(fulfillmentOrder: FulfillmentOrder, order: Order, request: CancellationRequest): boolean {
  const cuts = request.lines === null ? undefined : cutsOf(order, request.lines)
  return fulfillmentOrder.lines.some(
    ({ lineNumber, picked, shipped }) => picked > shipped && (cuts === undefined || cuts.has(lineNumber)),
  )
}
