import { DomainError } from '../platform/errors.ts'
import { applyAction } from '../platform/states.ts'
import { isReleasable, type Order, type OrderLine, orderActions } from './order.ts'
import { withRollUps } from './order-rollup.ts'

/** So many of one line. */
export type LineQuantity = { lineNumber: number; quantity: number }

/** By how much the sums of an order's payments change, in minor units; a promise that ends is negative. */
export type MoneyChange = { authorized?: number; captured?: number; refunded?: number }

/** Goods taken from the shelf. @throws DomainError `order_not_releasable`, `quantity_exceeds_open` */
export function pickLines(order: Order, picks: readonly LineQuantity[]): Order {
  requireReleasable(order)
  return changeLines(order, picks, (line, quantity) => ({
    ...line,
    picked: within(line, 'picked', line.picked + quantity, line.allocated + line.shipped),
  }))
}

/** Goods that left: from allocated to shipped. @throws DomainError `order_not_releasable`, `quantity_exceeds_open` */
export function shipLines(order: Order, ships: readonly LineQuantity[]): Order {
  requireReleasable(order)
  const shipped = changeLines(order, ships, (line, quantity) => {
    const shipped = line.shipped + quantity
    const allocated = within(line, 'shipped', line.allocated - quantity, line.allocated)
    return { ...line, allocated, shipped, picked: Math.max(line.picked, shipped) }
  })
  return withServices(shipped)
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

/** Money that was promised, came or went, in minor units: what changes. Completes an order that only waited for it. */
export function recordMoney(order: Order, { authorized = 0, captured = 0, refunded = 0 }: MoneyChange): Order {
  return completeWhenDone(
    withRollUps({
      ...order,
      authorized: order.authorized + authorized,
      captured: order.captured + captured,
      refunded: order.refunded + refunded,
    }),
  )
}

/** Whether what has come and what is promised is all that is due. */
export function isCovered(
  order: Pick<Order, 'authorized' | 'captured' | 'refunded' | 'total' | 'cancelledTotal'>,
): boolean {
  return order.authorized + order.captured - order.refunded >= order.total - order.cancelledTotal
}

/** Confirms a submitted order that nothing holds any more. */
export function confirmWhenFree(order: Order): Order {
  if (order.status !== 'submitted' || order.holds.length > 0) return order
  return withRollUps({ ...order, status: applyAction(orderActions, 'confirm', order.status) })
}

/** Completes a confirmed order of which each line is delivered or cancelled and nothing is due. */
export function completeWhenDone(before: Order): Order {
  if (before.status !== 'confirmed') return before
  const order = withServices(before)
  if (!isDelivered(order) || isPaymentDue(order)) return order
  return withRollUps({ ...order, status: applyAction(orderActions, 'complete', order.status) })
}

/** Services of an order without goods that are still to come, done: no parcel says so. @throws DomainError `order_not_releasable` */
export function renderServices(order: Order): Order {
  requireReleasable(order)
  if (hasGoodsToDeliver(order)) return completeWhenDone(order)
  return completeWhenDone(withRollUps({ ...order, lines: servicesDone(order.lines, { arrived: true }) }))
}

/** Whether goods are still to arrive: services go with them. */
export function hasGoodsToDeliver(order: {
  lines: readonly Pick<OrderLine, 'kind' | 'delivered' | 'cancelled' | 'quantity'>[]
}): boolean {
  return order.lines.some((line) => line.kind === 'stocked' && line.delivered + line.cancelled < line.quantity)
}

/**
 * Services go with the goods (postage, wrapping): they count as shipped with the last of the goods that leave, and as
 * delivered with the last that arrive. Those of an order without goods wait for `renderServices`.
 */
function withServices(order: Order): Order {
  if (!order.lines.some((line) => line.kind === 'service')) return order
  const goods = order.lines.filter((line) => line.kind === 'stocked')
  const hasLeft =
    goods.some((line) => line.shipped > 0) && goods.every((line) => line.shipped + line.cancelled === line.quantity)
  if (!hasLeft) return order
  const arrived = goods.every((line) => line.delivered + line.cancelled === line.quantity)
  return withRollUps({ ...order, lines: servicesDone(order.lines, { arrived }) })
}

/** Lines that this changes nothing about stay the same objects: only changed ones are written. */
function servicesDone(lines: readonly OrderLine[], { arrived }: { arrived: boolean }): OrderLine[] {
  return lines.map((line) => {
    const open = line.quantity - line.cancelled
    const delivered = arrived ? open : line.delivered
    if (line.kind !== 'service' || (line.shipped === open && line.delivered === delivered)) return line
    return { ...line, shipped: open, delivered }
  })
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
    facts: {
      lineNumber: line.lineNumber,
      step,
      ordered: line.quantity,
      allocated: line.allocated,
      shipped: line.shipped,
    },
  })
}
