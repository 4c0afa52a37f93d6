import { findOpenAllocations } from '../inventory/allocation-store.ts'
import { DomainError } from '../platform/errors.ts'
import { endLines } from './cancel-lines.ts'
import { cancelWhole, endOrder } from './cancel-order.ts'
import { cutLines } from './cancellation.ts'
import type { Order } from './order.ts'
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { findCancellationRequest, saveCancellationAnswer } from './record-store.ts'
import { type GoodsInHand, spareWithAnswer } from './spare-goods.ts'

/** A place's answer, with the goods of the order that places have in hand: those that go back first, first. */
export type CancellationDecision = { orderId: string; accepted: boolean; inHand: readonly GoodsInHand[] }

/**
 * A place's answer to a requested cancellation. Accepted: the goods are back on the shelf, and the order ends or goes on
 * without what was asked for. Declined: it goes on as it was.
 * @throws DomainError `not_found`, `no_cancellation_requested`, `order_has_shipped`
 */
export async function decideCancellation(
  context: SaveContext,
  { orderId, accepted, inHand }: CancellationDecision,
): Promise<Order> {
  const before = await lockOrder(context.tx, orderId)
  const request = await findCancellationRequest(context.tx, orderId)
  if (request === undefined) throw new DomainError('conflict', 'no_cancellation_requested')
  await saveCancellationAnswer(context, orderId, accepted ? 'accepted' : 'declined')
  const answered = { ...before, cancellationRequested: false }
  const facts = { cancellationId: request.id }
  if (!accepted) return decline(context, before, answered, request.id)
  if (request.lines === null) return endOrder(context, { before, after: cancelWhole(answered), facts })
  const after = cutLines(answered, request.lines)
  const spare = spareWithAnswer(await findOpenAllocations(context.tx, [orderId]), inHand)
  return endLines(context, { before, after, spare, facts: { ...facts, lines: request.lines } })
}

async function decline(context: SaveContext, before: Order, after: Order, cancellationId: string): Promise<Order> {
  return saveOrder(context, { before, after, type: 'order.cancellation_declined', facts: { cancellationId } })
}
