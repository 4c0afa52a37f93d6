import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { placeHold } from './hold-order.ts'
import type { Order } from './order.ts'
import { isCovered } from './order-progress.ts'
import { findOrderSettings } from './order-queries.ts'
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { reinstateLines, requireInTime, requireNothingRelies } from './reinstatement.ts'
import { sourceAgain } from './sourcing/source-again.ts'
import { findDoneCancellations, findTypesSince, saveUndone } from './undo-store.ts'

/**
 * Undoes the last cancellation of a line, and of whatever lines went with it: they look for goods anew. Where more is due again
 * than is covered, an order that awaits its payment is held for it.
 * @throws DomainError `not_found`, `version_mismatch`, `action_not_allowed`, `no_cancellation`, `order_has_shipped`,
 * `cancellation_requested`, `undo_too_late`, `undo_overtaken`
 */
export async function reinstateLine(
  command: Command,
  { orderId, lineNumber }: { orderId: string; lineNumber: number },
): Promise<Order> {
  const { tx, now } = command
  const before = await lockOrder(tx, orderId, command)
  const done = await findDoneCancellations(tx, orderId)
  const last = done.findLast(({ lines }) => lines?.some((line) => line.lineNumber === lineNumber))
  if (last === undefined || last.lines === null) throw new DomainError('conflict', 'no_cancellation')
  const after = reinstateLines(before, last.lines)
  const { cancellationUndoMinutes } = await findOrderSettings(tx)
  requireInTime(last.decidedAt, now, cancellationUndoMinutes)
  requireNothingRelies(await findTypesSince(tx, orderId, last.id))
  await saveUndone(command, orderId, last.id)
  const facts = { cancellationId: last.id, lines: last.lines }
  const reinstated = await saveOrder(command, { before, after, type: 'order.line_reinstated', facts })
  const due = await holdForPayment(command, reinstated)
  const [sourced] = await sourceAgain(command, [orderId])
  return sourced ?? due
}

async function holdForPayment(context: SaveContext, order: Order): Promise<Order> {
  const isHeld = order.holds.some(({ kind }) => kind === 'payment')
  if (order.paymentTerms !== 'awaiting_payment' || isHeld || isCovered(order)) return order
  return placeHold(context, order, { kind: 'payment', reason: 'more_due', detail: '' })
}
