import { proportion } from '../platform/money.ts'
import type { FulfillmentStatus, Order, OrderLine, OrderStage, PaymentStatus } from './order.ts'

/** The one place where an order's derived states are made from what they derive from. */
export function withRollUps(order: Order): Order {
  const cancelledTotal = cancelledTotalOf(order)
  return {
    ...order,
    cancelledTotal,
    paymentStatus: paymentStatusOf({ ...order, cancelledTotal }),
    fulfillmentStatus: fulfillmentStatusOf(order.lines),
    stage: stageOf(order),
  }
}

/**
 * What fell away with cancelled goods, in minor units: each line's share by quantity, rounded once; all of it once
 * everything is cancelled. A bundle's line has its price, so its components are not rounded one by one.
 */
export function cancelledTotalOf({ lines, status, total, taxIncluded }: Order): number {
  if (status === 'cancelled') return total
  let cancelled = 0
  for (const line of lines) {
    if (line.parentLineNumber !== null || line.cancelled === 0) continue
    const amount = line.lineTotal - line.discount + line.shipping + (taxIncluded ? 0 : line.tax)
    cancelled += proportion(amount, line.cancelled, line.quantity)
  }
  return Math.min(cancelled, total)
}

/** Money: what was promised, captured and refunded against what is due, the total less what was cancelled. */
export function paymentStatusOf(
  order: Pick<Order, 'authorized' | 'captured' | 'refunded' | 'total' | 'cancelledTotal' | 'status'>,
): PaymentStatus {
  const { authorized, captured, refunded } = order
  const due = order.total - order.cancelledTotal
  if (refunded > 0 && refunded === captured) return 'refunded'
  // Money that is not ours comes first, also when some of it went back already.
  if (refunded > 0) return captured - refunded > due ? 'overpaid' : 'partially_refunded'
  if (captured === 0) {
    if (order.status === 'cancelled') return 'voided'
    if (due === 0) return 'paid'
    return authorized >= due ? 'authorized' : 'unpaid'
  }
  if (captured < due) return 'partially_paid'
  return captured === due ? 'paid' : 'overpaid'
}

/** Goods and services: the furthest step that the quantities have reached. Bundle lines only carry the price. */
export function fulfillmentStatusOf(lines: readonly OrderLine[]): FulfillmentStatus {
  let wanted = 0
  let shipped = 0
  let delivered = 0
  let picked = 0
  let backordered = 0
  let open = 0
  for (const line of lines) {
    if (line.kind === 'bundle') continue
    wanted += line.quantity - line.cancelled
    shipped += line.shipped
    delivered += line.delivered
    picked += line.picked
    backordered += line.backordered
    open += line.unallocated + line.reserved
  }
  if (delivered > 0) return delivered === wanted ? 'delivered' : 'partially_delivered'
  if (shipped > 0) return shipped === wanted ? 'shipped' : 'partially_shipped'
  if (picked > 0) return 'picking'
  if (backordered > 0) return 'backordered'
  return open === 0 && wanted > 0 ? 'allocated' : 'unallocated'
}

/** The name of the order's place on its way, as lists count it. */
export function stageOf(order: Pick<Order, 'status' | 'lines'>): OrderStage {
  switch (order.status) {
    case 'draft':
      return 'draft'
    case 'submitted':
      return 'pending'
    case 'confirmed':
      return order.lines.some((line) => line.kind !== 'bundle' && line.shipped > 0) ? 'shipped' : 'processed'
    case 'completed':
      return 'completed'
    case 'cancelled':
    case 'expired':
      return 'cancelled'
  }
}
