import type { Command } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { minuteMs } from '../platform/time.ts'
import { confirmOrder } from './hold-order.ts'
import { type Order, type OrderHold, shortOfStock } from './order.ts'
import { isCovered } from './order-progress.ts'
import { findOrderSettings } from './order-queries.ts'
import { lockOrder, saveOrder } from './order-store.ts'
import { insertHolds } from './record-store.ts'
import { overtakenBy, reinstateWhole, requireInTime, requireNothingRelies } from './reinstatement.ts'
import { sourceAgain } from './sourcing/source-again.ts'
import { findDoneCancellations, findEndedHolds, findSinceCancelled, saveUndone } from './undo-store.ts'

/**
 * Undoes the cancellation of a whole order: the holds it had stand again, its lines look for goods anew, and it is confirmed
 * when nothing holds it. One that awaits its payment awaits it anew, for as long as the settings say. With `cancellationId` only
 * that cancellation is undone, and not one that came after it.
 * @throws DomainError `not_found`, `version_mismatch`, `action_not_allowed`, `undo_too_late`, `undo_overtaken`
 */
export async function reinstateOrder(
  command: Command,
  { orderId, cancellationId }: { orderId: string; cancellationId?: string | undefined },
): Promise<Order> {
  const { tx, now } = command
  const before = await lockOrder(tx, orderId, command)
  const done = await findDoneCancellations(tx, orderId)
  const wanted = reinstateWhole(
    before,
    done.flatMap(({ lines }) => (lines === null ? [] : [lines])),
  )
  const whole = done.find(({ lines }) => lines === null)
  if (whole === undefined) throw new Error(`order ${orderId} is cancelled without a cancellation`)
  const [settings, { holdIds, since }] = [await findOrderSettings(tx), await findSinceCancelled(tx, orderId)]
  requireInTime(whole.decidedAt, now, settings.cancellationUndoMinutes)
  requireNothingRelies(since)
  if (cancellationId !== undefined && cancellationId !== whole.id) throw overtakenBy(['order.cancelled'])
  const holds = await holdsAgain(command, wanted, holdIds)
  const isAwaited = holds.some(({ kind }) => kind === 'payment')
  const expiresAt = isAwaited ? new Date(now.getTime() + settings.paymentExpiryMinutes * minuteMs) : null
  await saveUndone(command, orderId, whole.id)
  await insertHolds(tx, orderId, holds)
  const after = { ...wanted, holds, expiresAt }
  const facts = { cancellationId: whole.id, holdIds: holds.map(({ id }) => id) }
  const reinstated = await saveOrder(command, { before, after, type: 'order.reinstated', facts })
  const [sourced] = await sourceAgain(command, [orderId])
  return confirmOrder(command, sourced ?? reinstated)
}

/** Whether it is short, sourcing finds anew; what was paid for meanwhile awaits no payment. */
async function holdsAgain(
  { tx, now, actor }: Command,
  order: Order,
  endedIds: readonly string[],
): Promise<OrderHold[]> {
  const ended = await findEndedHolds(tx, order.id, endedIds)
  const again = ended.filter(({ kind, reason }) => reason !== shortOfStock && (kind !== 'payment' || !isCovered(order)))
  return again.map((hold) => ({ ...hold, id: newId(now), placedAt: now, placedBy: actor }))
}
