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
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { findCancellationRequest, insertCancellation, saveReleases } from './record-store.ts'
import { requestCancellation } from './request-cancellation.ts'
import type { Cut } from './spare-goods.ts'

/** Which order to cancel, and why. */
export type CancelOrder = { orderId: string; reason: string }

/**
 * Cancels an order of which nothing has shipped, and gives its stock back. Once picking has begun the cancellation is a
 * request: it stops the parcel, and the place answers it (`decideCancellation`). It takes the place of one for lines.
 * @throws DomainError `not_found`, `action_not_allowed`, `order_has_shipped`
 */
export async function cancelOrder(command: Command, { orderId, reason }: CancelOrder): Promise<Order> {
  const before = await lockOrder(command.tx, orderId, command)
  const after = cancelWhole(before)
  if (before.lines.some((line) => line.picked > line.shipped)) {
    const waiting = before.cancellationRequested ? await findCancellationRequest(command.tx, orderId) : undefined
    return waiting?.lines === null ? before : requestCancellation(command, before, { reason, lines: null })
  }
  return endAtOnce(command, { before, after }, reason)
}

/** Gives back all stock of orders whose payment did not come in time, and ends them. */
export async function expireUnpaid(context: SaveContext, orders: readonly Order[]): Promise<void> {
  for (const before of orders) await endAtOnce(context, { before, after: cancelWhole(before) }, paymentExpired)
}

/**
 * The order with nothing left of it.
 * @throws DomainError `action_not_allowed`, `order_has_shipped`
 */
export function cancelWhole(order: Order): Order {
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

/** Gives all stock of a locked order back, ends it with its holds, and tells it. */
export async function endOrder(
  context: SaveContext,
  { before, after, facts, isExpiry = false }: Cut & { facts: { cancellationId: string }; isExpiry?: boolean },
): Promise<Order> {
  const allocations = await findOpenAllocations(context.tx, [before.id])
  const reservations = await lockReservations(context.tx, [before.id])
  await releaseAllocations(
    context,
    allocations.map((allocation) => ({ ...allocation, releasedQuantity: allocation.quantity })),
  )
  await endReservations(context.tx, reservations, isExpiry ? 'expired' : 'released')
  const itemIds = [...new Set([...allocations, ...reservations].map(({ itemId }) => itemId))]
  const holdIds = before.holds.map(({ id }) => id)
  await saveReleases(context.tx, before.id, holdIds, { at: context.now, by: context.actor })
  return saveOrder(context, {
    ...{ before, after: { ...after, holds: [] } },
    ...{ type: 'order.cancelled', facts: { ...facts, itemIds, holdIds } },
  })
}

const paymentExpired = 'payment_expired'

async function endAtOnce(context: SaveContext, { before, after }: Cut, reason: string): Promise<Order> {
  const id = newId(context.now)
  await insertCancellation(context, { orderId: before.id, id, status: 'accepted', reason, lines: null })
  return endOrder(context, { before, after, facts: { cancellationId: id }, isExpiry: reason === paymentExpired })
}
