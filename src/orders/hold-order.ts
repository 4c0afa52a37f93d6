import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type HoldKind, type Order, type OrderHold, type OrderLine, shortOfStock } from './order.ts'
import { confirmWhenFree } from './order-progress.ts'
import { withRollUps } from './order-rollup.ts'
import { lockOrder, type SaveContext, saveOrder } from './order-store.ts'
import { insertHolds, saveReleases } from './record-store.ts'
import { sourceAgain } from './sourcing/source-again.ts'

/** A hold to be placed by hand or by a rule. */
export type HoldOrder = { orderId: string; kind: HoldKind; reason: string; detail: string }

/**
 * Holds an order that is on its way: no place may begin or ship it until the hold is released.
 * @throws DomainError `not_found`, `action_not_allowed`
 */
export async function holdOrder(command: Command, { orderId, kind, reason, detail }: HoldOrder): Promise<Order> {
  const before = await lockOrder(command.tx, orderId, command)
  if (before.status !== 'submitted' && before.status !== 'confirmed') {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'hold', state: before.status } })
  }
  return placeHold(command, before, { kind, reason, detail })
}

/** Puts a hold on a locked order, and tells it: not its reason, which may be what somebody wrote. */
export async function placeHold(
  context: SaveContext,
  before: Order,
  { kind, reason, detail }: Omit<HoldOrder, 'orderId'>,
): Promise<Order> {
  const { tx, now, actor } = context
  const hold = { id: newId(now), kind, reason, detail, placedAt: now, placedBy: actor }
  await insertHolds(tx, before.id, [hold])
  const after = { ...before, holds: [...before.holds, hold] }
  return saveOrder(context, { before, after, type: 'order.held', facts: { holdId: hold.id, kind } })
}

/**
 * Releases a hold. A submitted order that nothing else holds is confirmed by it.
 * @throws DomainError `not_found`, `payment_awaited` for a hold that only a payment may release
 */
export async function releaseHold(command: Command, input: { orderId: string; holdId: string }): Promise<Order> {
  const before = await lockOrder(command.tx, input.orderId, command)
  const hold = before.holds.find(({ id }) => id === input.holdId)
  if (hold === undefined) throw new DomainError('not_found', 'not_found', { facts: { object: 'hold' } })
  if (hold.kind === 'payment') throw new DomainError('conflict', 'payment_awaited')
  const after = await endHolds(command, before, [hold])
  // What was short waits for goods from now on; some may have come already.
  if (hold.reason !== shortOfStock) return after
  const [sourced] = await sourceAgain(command, [after.id])
  return sourced ?? after
}

/** Ends the holds that intake or sourcing put on an order because it was short, once none of its lines is. */
export async function endStockHolds(context: SaveContext, order: Order): Promise<Order> {
  const solved = order.holds.filter(({ kind, reason }) => kind === 'stock' && reason === shortOfStock)
  const isShort = order.lines.some((line) => line.kind === 'stocked' && line.unallocated > 0)
  return solved.length === 0 || isShort ? order : endHolds(context, order, solved)
}

/** Marks holds released and tells it; then confirms the order when it was the last thing it waited for. */
export async function endHolds(context: SaveContext, before: Order, holds: readonly OrderHold[]): Promise<Order> {
  const ids = holds.map(({ id }) => id)
  await saveReleases(context.tx, before.id, ids, { at: context.now, by: context.actor })
  const isShort = holds.some(({ reason }) => reason === shortOfStock)
  const released = withRollUps({
    ...before,
    holds: before.holds.filter((hold) => !holds.includes(hold)),
    lines: isShort ? before.lines.map(waitForGoods) : before.lines,
  })
  const facts = { holds: holds.map(({ id, kind }) => ({ id, kind })) }
  return confirmOrder(
    context,
    await saveOrder(context, { before, after: released, type: 'order.hold_released', facts }),
  )
}

/** Releasing the hold of a short order decides that it waits for what is short. */
function waitForGoods(line: OrderLine): OrderLine {
  if (line.kind !== 'stocked' || line.unallocated === 0) return line
  return { ...line, unallocated: 0, backordered: line.backordered + line.unallocated }
}

/** Confirms a submitted order that nothing holds any more, and tells it. */
export async function confirmOrder(context: SaveContext, before: Order): Promise<Order> {
  const after = confirmWhenFree(before)
  if (after === before) return before
  return saveOrder(context, { before, after, type: 'order.confirmed' })
}
