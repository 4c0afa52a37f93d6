import { endReservations, insertAllocations, lockReservations } from '../inventory/allocation-store.ts'
import { endHolds } from './hold-order.ts'
import type { Order } from './order.ts'
import { recordPaid } from './order-progress.ts'
import { lockOrder, type SaveContext, saveOrders } from './order-store.ts'
import { sourceAgain } from './sourcing/source-again.ts'

/** The sums of an order's payments after a change, in minor units. */
export type RecordPayment = { orderId: string; captured: number; refunded: number }

/**
 * Writes an order's new payment sums. Once an awaited order is paid in full, what was reserved for it is allocated, its
 * hold is released and it is confirmed.
 * @throws DomainError `not_found`
 */
export async function recordPayment(
  context: SaveContext,
  { orderId, captured, refunded }: RecordPayment,
): Promise<Order> {
  const before = await lockOrder(context.tx, orderId)
  const after = recordPaid(before, captured, refunded)
  await saveOrders(context, [{ before, after, type: 'order.paid', facts: { captured, refunded } }])
  const paid = { ...after, version: before.version + 1 }
  const awaited = paid.holds.filter(({ kind }) => kind === 'payment')
  if (awaited.length === 0 || paid.captured < paid.total - paid.cancelledTotal) return paid
  const confirmed = await endHolds(context, await allocateReserved(context, paid), awaited)
  // Goods may have come while it waited, when they were not yet for it.
  const isShort = confirmed.lines.some((line) => line.unallocated + line.backordered > 0)
  if (!isShort || (await sourceAgain(context, [orderId])) === 0) return confirmed
  return lockOrder(context.tx, orderId)
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
  await saveOrders(context, [{ before, after, type: 'order.allocated' }])
  return { ...after, version: before.version + 1 }
}
