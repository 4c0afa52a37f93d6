import { newId } from '../platform/ids.ts'
import type { Order } from './order.ts'
import type { LineQuantity } from './order-progress.ts'
import { type SaveContext, saveOrder } from './order-store.ts'
import { insertCancellation, saveCancellationAnswer } from './record-store.ts'

/** Why an order, or so many of its lines, are to be cancelled; without `lines`, all of it. */
export type CancellationWish = { reason: string; lines: LineQuantity[] | null }

/**
 * Asks the places that have goods of a locked order in hand (`decideCancellation`): nothing is picked or shipped until one
 * of them answers. A request that waits already is replaced.
 */
export async function requestCancellation(context: SaveContext, before: Order, wish: CancellationWish): Promise<Order> {
  const id = newId(context.now)
  if (before.cancellationRequested) await saveCancellationAnswer(context, before.id, 'replaced')
  await insertCancellation(context, { ...wish, orderId: before.id, id, status: 'requested' })
  const after = { ...before, cancellationRequested: true }
  const facts = { cancellationId: id, lines: wish.lines }
  return saveOrder(context, { before, after, type: 'order.cancellation_requested', facts })
}
