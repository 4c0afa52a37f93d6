/*
 * A reinstatement: a cancellation taken back in time, because it was a slip. The order, or what was cut from its lines, is wanted
 * again and looks for goods anew: those it had may have gone to others meanwhile. Pure.
 */
import { DomainError } from '../platform/errors.ts'
import { applyAction } from '../platform/states.ts'
import { minuteMs } from '../platform/time.ts'
import { cutsOf } from './cancellation.ts'
import { type Order, type OrderLine, orderActions } from './order.ts'
import type { LineQuantity } from './order-progress.ts'
import { withRollUps } from './order-rollup.ts'

/** @throws DomainError `undo_too_late` when a cancellation is older than so many minutes */
export function requireInTime(decidedAt: Date, now: Date, minutes: number): void {
  if (now.getTime() - decidedAt.getTime() < minutes * minuteMs) return
  throw new DomainError('conflict', 'undo_too_late', { facts: { minutes } })
}

/** Money that went back is not fetched again: who gave it back relied on the cancellation. */
const relying = ['order.refunded', 'order.payment_voided']

/** @throws DomainError `undo_overtaken` with what happened since that relies on the cancellation */
export function requireNothingRelies(since: readonly string[]): void {
  const overtaken = [...new Set(since.filter((type) => relying.includes(type)))]
  if (overtaken.length > 0) throw overtakenBy(overtaken)
}

/** The refusal to undo what something else has followed upon. */
export function overtakenBy(since: string[]): DomainError {
  return new DomainError('conflict', 'undo_overtaken', { facts: { since } })
}

/**
 * A cancelled order as it is wanted again: without what was cut from its lines before, and with nothing kept for it.
 * @throws DomainError `action_not_allowed`
 */
export function reinstateWhole(order: Order, cutBefore: readonly (readonly LineQuantity[])[]): Order {
  const status = applyAction(orderActions, 'reinstate', order.status)
  const cuts = sumCuts(order, cutBefore)
  const lines = order.lines.map((line) => wantedAgain(line, line.cancelled - (cuts.get(line.lineNumber) ?? 0)))
  return withRollUps({ ...order, status, lines })
}

/**
 * An order with so many of its lines as a cancellation took wanted again. Once goods have left, what is added is another order.
 * @throws DomainError `action_not_allowed`, `order_has_shipped`, `cancellation_requested`
 */
export function reinstateLines(order: Order, cut: readonly LineQuantity[]): Order {
  if (order.status !== 'submitted' && order.status !== 'confirmed') {
    const facts = { action: 'reinstate_lines', state: order.status, allowedFrom: ['submitted', 'confirmed'] }
    throw new DomainError('conflict', 'action_not_allowed', { facts })
  }
  if (order.cancellationRequested) throw new DomainError('conflict', 'cancellation_requested')
  if (order.lines.some((line) => line.shipped > 0)) throw new DomainError('conflict', 'order_has_shipped')
  const cuts = cutsOf(order, cut)
  const lines = order.lines.map((line) => wantedAgain(line, cuts.get(line.lineNumber) ?? 0))
  return withRollUps({ ...order, lines })
}

function sumCuts(order: Order, wishes: readonly (readonly LineQuantity[])[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const wish of wishes) {
    for (const [number, quantity] of cutsOf(order, wish)) sums.set(number, (sums.get(number) ?? 0) + quantity)
  }
  return sums
}

function wantedAgain(line: OrderLine, quantity: number): OrderLine {
  if (quantity === 0) return line
  const unallocated = line.kind === 'stocked' ? line.unallocated + quantity : line.unallocated
  return { ...line, cancelled: line.cancelled - quantity, unallocated }
}
