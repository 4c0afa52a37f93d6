import { DomainError } from '../platform/errors.ts'
import { applyAction } from '../platform/states.ts'
import { isReleasable, type Order, type OrderLine, orderActions } from './order.ts'
import { withRollUps } from './order-rollup.ts'

/** So many of one line. */
export type LineQuantity = { lineNumber: number; quantity: number }

/** Goods taken from the shelf. @throws DomainError `order_not_releasable`, `quantity_exceeds_open` */
export function pickLines(order: Order, picks: readonly LineQuantity[]): Order {
  requireReleasable(order)
  return changeLines(order, picks, (line, quantity) => ({
    ...line,
    picked: within(line, 'picked', line.picked + quantity, line.allocated + line.shipped),
  }))
}

/** Goods put back on the shelf. @throws DomainError `quantity_exceeds_open` */
export function unpickLines(order: Order, picks: readonly LineQuantity[]): Order {
  return changeLines(order, picks, (line, quantity) => ({
    ...line,
    picked: within(line, 'picked', line.picked - quantity, line.picked),
  }))
}

/** Goods that left: from allocated to shipped. @throws DomainError `order_not_releasable`, `quantity_exceeds_open` */
export function shipLines(order: Order, ships: readonly LineQuantity[]): Order {
  requireReleasable(order)
  return changeLines(order, ships, (line, quantity) => {
    const shipped = line.shipped + quantity
    const allocated = within(line, 'shipped', line.allocated - quantity, line.allocated)
    return { ...line, allocated, shipped, picked: Math.max(line.picked, shipped) }
  })
}

/** Goods that arrived. The order completes when that was the last and nothing is due. @throws DomainError */
export function deliverLines(order: Order, deliveries: readonly LineQuantity[]): Order {
  const delivered = changeLines(order, deliveries, (line, quantity) => ({
    ...line,
    delivered: within(line, 'delivered', line.delivered + quantity, line.shipped),
  }))
  return completeWhenDone(delivered)
}

/** Goods that were not found: from allocated back to unallocated, to be sourced again. @throws DomainError */
export function shortPickLines(order: Order, shorts: readonly LineQuantity[]): Order {
  return changeLines(order, shorts, (line, quantity) => ({
    ...line,
    allocated: within(line, 'short', line.allocated - quantity, line.allocated),
    unallocated: line.unallocated + quantity,
  }))
}

/** What money has come and gone in all, in minor units. Completes an order that only waited for it. */
export function recordPaid(order: Order, captured: number, refunded: number): Order {
  return completeWhenDone(withRollUps({ ...order, captured, refunded }))
}

/** Confirms a submitted order that nothing holds any more. */
export function confirmWhenFree(order: Order): Order {
  if (order.status !== 'submitted' || order.holds.length > 0) return order
  return withRollUps({ ...order, status: applyAction(orderActions, 'confirm', order.status) })
}

/** Completes a confirmed order of which each line is delivered or cancelled and nothing is due. */
export function completeWhenDone(order: Order): Order {
  if (order.status !== 'confirmed' || !isDelivered(order) || isPaymentDue(order)) return order
  return withRollUps({ ...order, status: applyAction(orderActions, 'complete', order.status) })
}

function isDelivered(order: Order): boolean {
  return order.lines.every((line) => line.kind === 'bundle' || line.delivered + line.cancelled === line.quantity)
}

/** On account counts as settled: the ledger follows it from there. */
function isPaymentDue(order: Order): boolean {
  return order.paymentTerms !== 'on_account' && order.captured - order.refunded < order.total - order.cancelledTotal
}

/** @throws DomainError `order_not_releasable` with what stands in the way */
function requireReleasable(order: Order): void {
  if (isReleasable(order)) return
  throw new DomainError('conflict', 'order_not_releasable', {
    facts: {
      status: order.status,
      holds: order.holds.map((hold) => hold.kind),
      cancellationRequested: order.cancellationRequested,
    },
  })
}

function changeLines(
  order: Order,
  changes: readonly LineQuantity[],
  change: (line: OrderLine, quantity: number) => OrderLine,
): Order {
  const lines = [...order.lines]
  for (const { lineNumber, quantity } of changes) {
    const index = lines.findIndex((line) => line.lineNumber === lineNumber)
    const line = lines[index]
    if (line === undefined || line.kind === 'bundle') {
      throw new DomainError('refused', 'unknown_line', { field: 'lineNumber', facts: { lineNumber } })
    }
    lines[index] = change(line, quantity)
  }
  return withRollUps({ ...order, lines })
}

/** @throws DomainError `quantity_exceeds_open` when a count would leave 0…most */
function within(line: OrderLine, step: string, count: number, most: number): number {
  if (count >= 0 && count <= most) return count
  throw new DomainError('refused', 'quantity_exceeds_open', {
    field: 'quantity',
    facts: { lineNumber: line.lineNumber, step, ordered: line.quantity, allocated: line.allocated, shipped: line.shipped },
  })
}
