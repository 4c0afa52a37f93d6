import {
  endReservations,
  findOpenAllocations,
  lockReservations,
  releaseAllocations,
} from '../inventory/allocation-store.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { applyAction } from '../platform/states.ts'
import { type Order, orderActions } from './order.ts'
import { withRollUps } from './order-rollup.ts'
import { lockOrder, type SaveContext, saveOrders } from './order-store.ts'
import { insertCancellation, saveCancellationAnswer } from './record-store.ts'

/** Which order to cancel, and why. */
export type CancelOrder = { orderId: string; reason: string }

/**
 * Cancels an order of which nothing has shipped, and gives its stock back. Once picking has begun the cancellation is a
 * request: it stops the parcel, and the place answers it (`decideCancellation`).
 * @throws DomainError `not_found`, `action_not_allowed`, `order_has_shipped`
 */
export async function cancelOrder(command: Command, { orderId, reason }: CancelOrder): Promise<Order> {
  const before = await lockOrder(command.tx, orderId, command)
  const cancelled = requireCancellable(before)
  if (before.cancellationRequested) return before
  const isRequest = before.lines.some((line) => line.picked > line.shipped)
  await saveCancellation(command, orderId, reason, isRequest)
  if (!isRequest) return endOrder(command, before, cancelled, reason)
  const after = { ...before, cancellationRequested: true }
  await saveOrders(command, [{ before, after, type: 'order.cancellation_requested', facts: { reason } }])
  return after
}

/**
 * A place's answer to a requested cancellation: the goods are back on the shelf and the order ends, or it goes on.
 * @throws DomainError `not_found`, `no_cancellation_requested`
 */
export async function decideCancellation(
  context: SaveContext,
  { orderId, accepted }: { orderId: string; accepted: boolean },
): Promise<Order> {
  const before = await lockOrder(context.tx, orderId)
  if (!before.cancellationRequested) throw new DomainError('conflict', 'no_cancellation_requested')
  const status = accepted ? 'accepted' : 'declined'
  await saveCancellationAnswer(context.tx, orderId, { status, at: context.now, by: context.actor })
  const undecided = { ...before, cancellationRequested: false }
  if (accepted) return endOrder(context, before, requireCancellable(undecided), 'accepted_by_place')
  await saveOrders(context, [{ before, after: undecided, type: 'order.cancellation_declined' }])
  return undecided
}

/** Gives back all stock of orders whose payment did not come in time, and ends them. */
export async function expireUnpaid(context: SaveContext, orders: readonly Order[]): Promise<void> {
  for (const before of orders) {
    await saveCancellation(context, before.id, 'payment_expired', false)
    await endOrder(context, before, requireCancellable(before), 'payment_expired')
  }
}

/** @throws DomainError `action_not_allowed`, `order_has_shipped` */
function requireCancellable(order: Order): Order {
  const status = applyAction(orderActions, 'cancel', order.status)
  if (order.lines.some((line) => line.shipped > 0)) {
    throw new DomainError('conflict', 'order_has_shipped', { facts: { fulfillmentStatus: order.fulfillmentStatus } })
  }
  const lines = order.lines.map((line) => ({
    ...line,
    cancelled: line.quantity,
    unallocated: 0,
    backordered: 0,
    reserved: 0,
    allocated: 0,
    picked: 0,
  }))
  return withRollUps({ ...order, status, lines, expiresAt: null })
}

async function endOrder(context: SaveContext, before: Order, after: Order, reason: string): Promise<Order> {
  const allocations = await findOpenAllocations(context.tx, [before.id])
  const reservations = await lockReservations(context.tx, [before.id])
  await releaseAllocations(
    context,
    allocations.map((allocation) => ({ ...allocation, releasedQuantity: allocation.quantity })),
  )
  await endReservations(context.tx, reservations, reason === 'payment_expired' ? 'expired' : 'released')
  const itemIds = [...new Set([...allocations, ...reservations].map(({ itemId }) => itemId))]
  await saveOrders(context, [{ before, after, type: 'order.cancelled', facts: { reason, itemIds } }])
  return after
}

async function saveCancellation(
  { tx, now, actor }: SaveContext,
  orderId: string,
  reason: string,
  isRequest: boolean,
): Promise<void> {
  await insertCancellation(tx, {
    orderId,
    id: newId(now),
    status: isRequest ? 'requested' : 'accepted',
    reason,
    requestedBy: actor,
    requestedAt: now,
    decidedBy: isRequest ? null : actor,
    decidedAt: isRequest ? null : now,
  })
}
