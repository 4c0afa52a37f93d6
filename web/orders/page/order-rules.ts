// What can be done with an order now, and why not: by the rules that the server asks, from the same pure files. Pure.
import type { findOrderContract } from '../../../src/orders/contract.ts'
import { isReleasable, orderActions } from '../../../src/orders/order.ts'
import { hasGoodsToDeliver } from '../../../src/orders/order-progress.ts'
import type { listPaymentsContract } from '../../../src/payments/contract.ts'
import { paymentActions } from '../../../src/payments/payment.ts'
import { can } from '../../../src/platform/states.ts'
import type { AnswerOf, ItemOf } from '../../platform/call.ts'

/** An order as its page reads it. */
export type OrderDetail = AnswerOf<typeof findOrderContract>
/** One of its lines. */
export type DetailLine = OrderDetail['lines'][number]
/** One of its holds. */
export type DetailHold = OrderDetail['holds'][number]
/** One of its payments. */
export type OrderPayment = ItemOf<typeof listPaymentsContract>

/** Why something cannot be done now; the words of `orders` have it under `not_` and this. */
export type Obstacle =
  | 'permitted'
  | 'in_this_state'
  | 'after_shipping'
  | 'while_cancelling'
  | 'before_payment'
  | 'with_goods'
  | 'while_held'
  | 'with_nothing_open'
  | 'with_nothing_paid'

/** Whether whoever looks may do something. */
export type May = (permission: string) => boolean

/** What keeps a whole order from being cancelled. */
export function againstCancelling(order: OrderDetail, may: May): Obstacle | undefined {
  if (!may('orders.cancel')) return 'permitted'
  if (!can(orderActions, 'cancel', order.status)) return 'in_this_state'
  if (order.lines.some((line) => line.shipped > 0)) return 'after_shipping'
  return order.cancellationRequest?.lines === null ? 'while_cancelling' : undefined
}

/** What keeps a line from being cancelled, all or in part. */
export function againstCancellingLine(order: OrderDetail, line: DetailLine, may: May): Obstacle | undefined {
  if (!may('orders.cancel')) return 'permitted'
  if (!isOpen(order)) return 'in_this_state'
  if (order.cancellationRequest?.lines === null) return 'while_cancelling'
  return openQuantity(line) === 0 ? 'with_nothing_open' : undefined
}

/** What keeps the last cancellation of a line from being taken back; how long ago it was, the server says. */
export function againstReinstatingLine(order: OrderDetail, may: May): Obstacle | undefined {
  if (!may('orders.cancel')) return 'permitted'
  if (!isOpen(order)) return 'in_this_state'
  if (order.cancellationRequested) return 'while_cancelling'
  return order.lines.some((line) => line.shipped > 0) ? 'after_shipping' : undefined
}

/** What keeps the cancellation of an order from being taken back; how long ago it was, the server says. */
export function againstReinstating(order: OrderDetail, may: May): Obstacle | undefined {
  if (!may('orders.cancel')) return 'permitted'
  return can(orderActions, 'reinstate', order.status) ? undefined : 'in_this_state'
}

/** What keeps an order from being held. */
export function againstHolding(order: OrderDetail, may: May): Obstacle | undefined {
  if (!may('orders.hold')) return 'permitted'
  return isOpen(order) ? undefined : 'in_this_state'
}

/** What keeps a hold from being released. */
export function againstReleasing(hold: Pick<DetailHold, 'kind'>, may: May): Obstacle | undefined {
  if (!may('orders.hold')) return 'permitted'
  return hold.kind === 'payment' ? 'before_payment' : undefined
}

/** What keeps the services of an order from being said to be done. */
export function againstRendering(order: OrderDetail, may: May): Obstacle | undefined {
  if (!may('orders.change')) return 'permitted'
  if (order.status !== 'confirmed') return 'in_this_state'
  if (!isReleasable(order)) return order.cancellationRequested ? 'while_cancelling' : 'while_held'
  return hasGoodsToDeliver(order) ? 'with_goods' : undefined
}

/** Whether services of an order without goods are still to come. */
export function hasServicesOpen(order: OrderDetail): boolean {
  return order.lines.some((line) => line.kind === 'service' && line.delivered + line.cancelled < line.quantity)
}

/** What keeps money of a payment from being given back. */
export function againstRefunding(payment: OrderPayment, may: May): Obstacle | undefined {
  if (!may('payments.refund')) return 'permitted'
  if (payment.status !== 'captured') return 'in_this_state'
  return refundable(payment) === 0 ? 'with_nothing_paid' : undefined
}

/** What keeps promised money from being taken, or given up. */
export function againstSettling(payment: OrderPayment, action: 'capture' | 'void', may: May): Obstacle | undefined {
  if (!may('payments.record')) return 'permitted'
  return can(paymentActions, action, payment.status) ? undefined : 'in_this_state'
}

/** How many of a line may still be cancelled. */
export function openQuantity(line: DetailLine): number {
  return line.quantity - line.cancelled - line.shipped
}

/** What of a payment may still be given back, in minor units. */
export function refundable({ captured, refunded }: OrderPayment): number {
  return captured - refunded
}

/** What is still to be paid, less what is promised: in minor units; negative when it is more than is due. */
export function dueOf(order: Pick<OrderDetail, 'total' | 'cancelledTotal' | 'captured' | 'refunded' | 'authorized'>) {
  return order.total - order.cancelledTotal - (order.captured - order.refunded) - order.authorized
}

/** The one thing that is to be done next, by whoever looks. */
export type NextStep =
  | { step: 'release'; hold: DetailHold }
  | { step: 'pay' }
  | { step: 'services' }
  | { step: 'work' }
  | { step: 'refund' }

/** The one next step; none when the order waits for nobody, or for somebody else. */
export function nextStep(order: OrderDetail, may: May): NextStep | undefined {
  const isOver = order.status === 'cancelled' || order.status === 'expired'
  if (isOver) return order.captured > order.refunded && may('payments.refund') ? { step: 'refund' } : undefined
  if (order.cancellationRequested) return may('fulfillment.work') ? { step: 'work' } : undefined
  const hold = order.holds.find((each) => againstReleasing(each, may) === undefined)
  if (hold !== undefined) return { step: 'release', hold }
  const isAwaited = order.holds.some(({ kind }) => kind === 'payment')
  if (isAwaited) return may('payments.record') && dueOf(order) > 0 ? { step: 'pay' } : undefined
  if (order.holds.length > 0) return undefined
  if (hasServicesOpen(order) && againstRendering(order, may) === undefined) return { step: 'services' }
  const hasWork = order.lines.some((line) => line.allocated > 0)
  if (order.status === 'confirmed' && hasWork && may('fulfillment.work')) return { step: 'work' }
  if (dueOf(order) > 0 && order.paymentTerms !== 'prepaid' && may('payments.record')) return { step: 'pay' }
  return undefined
}

function isOpen({ status }: OrderDetail): boolean {
  return status === 'submitted' || status === 'confirmed'
}
