import { endReservations, insertAllocations, lockReservations } from '../inventory/allocation-store.ts'
import { endHolds, endStockHolds, placeHold } from './hold-order.ts'
import type { Order } from './order.ts'
import { isCovered, type MoneyChange, recordMoney } from './order-progress.ts'
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { sourceAgain } from './sourcing/source-again.ts'

/** What happened to an order's money, and by how much it changes the sums of its payments. */
export type RecordPayment = MoneyChange & {
  orderId: string
  type: 'order.payment_authorized' | 'order.payment_voided' | 'order.paid' | 'order.refunded'
}

/**
 * Writes an order's new payment sums. Once an awaited order is covered in full, by money or by promises of it, what was
 * reserved for it is allocated, its hold is released and it is confirmed. When such a promise falls away before anything
 * has left, the order is held for its payment again.
 * @throws DomainError `not_found`
 */
export async function recordPayment(context: SaveContext, { orderId, type, ...change }: RecordPayment): Promise<Order> {
  const before = await lockOrder(context.tx, orderId)
  const after = recordMoney(before, change)
  const recorded = await saveOrder(context, { before, after, type, facts: change })
  if (isCovered(recorded)) return endAwaiting(context, recorded)
  // Only a promise that falls away asks for the money again; a refund is somebody's decision.
  return (change.authorized ?? 0) < 0 && isCovered(before) ? awaitAgain(context, recorded) : recorded
}

/** What was reserved for a locked order that is covered is allocated, its payment hold is released and it is confirmed. */
export async function endAwaiting(context: SaveContext, order: Order): Promise<Order> {
  const awaited = order.holds.filter(({ kind }) => kind === 'payment')
  if (awaited.length === 0) return order
  const confirmed = await endHolds(context, await allocateReserved(context, order), awaited)
  // Goods may have come while it waited, when they were not yet for it.
  const isShort = confirmed.lines.some((line) => line.unallocated + line.backordered > 0)
  const [sourced] = isShort ? await sourceAgain(context, [order.id]) : []
  return endStockHolds(context, sourced ?? confirmed)
}

/** Its goods stay allocated: somebody decides whether to wait or to cancel. */
function awaitAgain(context: SaveContext, before: Order): Order | Promise<Order> {
  const isOpen = before.status === 'submitted' || before.status === 'confirmed'
  const isHeld = before.holds.some(({ kind }) => kind === 'payment')
  const hasLeft = before.lines.some((line) => line.shipped > 0)
  if (before.paymentTerms !== 'awaiting_payment' || !isOpen || isHeld || hasLeft) return before
  return placeHold(context, before, { kind: 'payment', reason: 'authorization_lost', detail: '' })
}

/** Soft becomes hard: the same goods at the same places. */
async function allocateReserved(context: SaveContext, before: Order): Promise<Order> {
  const { tx } = context
  const reservations = await lockReservations(tx, [before.id])
  if (reservations.length === 0) return { ...before, expiresAt: null }
  await endReservations(tx, reservations, 'consumed')
  const allocations = reservations.map(({ reservationNumber, ...kept }) => ({
    ...kept,
    allocationNumber: reservationNumber,
  }))
  await tx.run(insertAllocations(tx, allocations))
  const lines = before.lines.map((line) =>
    line.reserved === 0 ? line : { ...line, allocated: line.allocated + line.reserved, reserved: 0 },
  )
  const after = { ...before, lines, expiresAt: null }
  return saveOrder(context, { before, after, type: 'order.allocated' })
}
