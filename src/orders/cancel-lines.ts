import {
  type Allocation,
  endReservations,
  findOpenAllocations,
  lockReservations,
  releaseAllocations,
} from '../inventory/allocation-store.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { cancelOrder } from './cancel-order.ts'
import { cutLines, joinWishes } from './cancellation.ts'
import { endStockHolds } from './hold-order.ts'
import type { Order } from './order.ts'
import { completeWhenDone, isCovered, type LineQuantity } from './order-progress.ts'
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { endAwaiting } from './record-payment.ts'
import { findCancellationRequest, insertCancellation } from './record-store.ts'
import { requestCancellation } from './request-cancellation.ts'
import { type Cut, isEnough, type Spare, spareReserved, spareUnasked, takeLost } from './spare-goods.ts'

/** How many of one line to cancel. Of a bundle, its components fall away with it. */
export type CancelLine = { orderId: string; lineNumber: number; quantity: number; reason: string }

/**
 * Cancels so many of a line as have not shipped, and gives their stock back. Where that takes goods which a place may have
 * in hand, the whole of it is a request that the place answers (`decideCancellation`). What leaves nothing of the order is
 * a cancellation of the order, so that it ends, and by the same rules. An order of which nothing is left to do completes.
 * @throws DomainError `not_found`, `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`, `cancellation_requested`
 */
export async function cancelLine(command: Command, { orderId, reason, ...wish }: CancelLine): Promise<Order> {
  const before = await lockOrder(command.tx, orderId, command)
  if (before.status !== 'submitted' && before.status !== 'confirmed') {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'cancel_line', state: before.status } })
  }
  const lines = await joinWaiting(command, before, wish)
  const after = cutLines(before, lines)
  if (after.lines.every((line) => line.cancelled === line.quantity)) return cancelOrder(command, { orderId, reason })
  const spare = spareUnasked(before, await findOpenAllocations(command.tx, [orderId]))
  if (before.cancellationRequested || !isEnough(spare, { before, after })) {
    return requestCancellation(command, before, { reason, lines })
  }
  const id = newId(command.now)
  await insertCancellation(command, { orderId, id, status: 'accepted', reason, lines })
  return endLines(command, { before, after, spare, facts: { cancellationId: id, lines } })
}

/**
 * Takes lines' quantities off a locked order, gives their stock back and tells it. What came already may cover what is left
 * of an order that waits for its payment, and what is left may lack no goods: then it waits no longer.
 */
export async function endLines(
  context: SaveContext,
  { before, after, spare, facts }: Cut & { spare: readonly Spare<Allocation>[]; facts: object },
): Promise<Order> {
  const { tx } = context
  const releases = takeLost(spare, 'allocated', { before, after })
  const reserved = spareReserved(await lockReservations(tx, [before.id]))
  const ends = takeLost(reserved, 'reserved', { before, after })
  await releaseAllocations(
    context,
    [...releases].map(([row, releasedQuantity]) => ({ ...row, releasedQuantity })),
  )
  await endReservations(
    tx,
    [...ends].map(([row, endedQuantity]) => ({ ...row, endedQuantity })),
    'released',
  )
  const itemIds = [...new Set([...releases.keys(), ...ends.keys()].map(({ itemId }) => itemId))]
  const done = completeWhenDone(after)
  const cut = await saveOrder(context, {
    before,
    after: done,
    type: 'order.line_cancelled',
    facts: { ...facts, itemIds },
  })
  const left = await endStockHolds(context, cut)
  return isCovered(left) ? endAwaiting(context, left) : left
}

/**
 * What is wanted in all: a wish joins a request for lines that waits.
 * @throws DomainError `cancellation_requested` when the whole order is asked for already: its answer is to be awaited
 */
async function joinWaiting({ tx }: Command, order: Order, wish: LineQuantity): Promise<LineQuantity[]> {
  const waiting = order.cancellationRequested ? await findCancellationRequest(tx, order.id) : undefined
  if (waiting?.lines !== null) return joinWishes(waiting?.lines ?? [], wish)
  throw new DomainError('conflict', 'cancellation_requested', { facts: { cancellationId: waiting.id } })
}
