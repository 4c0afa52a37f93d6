import { lockOrder } from '../orders/order-store.ts'
import { recordPayment as recordOnOrder } from '../orders/record-payment.ts'
import { newId } from '../platform/ids.ts'
import type { Payment, PaymentMethod } from './payment.ts'
import { type PaymentContext, savePayment } from './payment-store.ts'

/** Money that came for an order, or was promised; `amount` in minor units of the order's currency. */
export type NewPayment = {
  orderId: string
  method: PaymentMethod
  amount: number
  reference: string
  kind: 'captured' | 'authorized'
}

/**
 * Records a payment. What was captured or promised counts for the order at once: one that waited for it is confirmed when
 * all is covered. More than is due is recorded too, and shows as overpaid.
 * @throws DomainError `not_found`
 */
export async function recordPayment(context: PaymentContext, input: NewPayment): Promise<Payment> {
  const { orderId, method, amount, reference, kind } = input
  const { scope } = context
  // The version that a caller saw would be a payment's.
  const order = await lockOrder(context.tx, orderId, { ...(scope !== undefined && { scope }) })
  const isCaptured = kind === 'captured'
  const payment: Payment = {
    id: newId(context.now),
    orderId,
    method,
    reference,
    currency: order.currency,
    amount,
    captured: isCaptured ? amount : 0,
    refunded: 0,
    status: kind,
    version: 1,
    createdAt: context.now,
  }
  const saved = await savePayment(context, {
    before: null,
    after: payment,
    type: `payment.${kind}`,
    transaction: { kind: isCaptured ? 'capture' : 'authorize', amount },
  })
  await recordOnOrder(
    context,
    isCaptured
      ? { orderId, type: 'order.paid', captured: amount }
      : { orderId, type: 'order.payment_authorized', authorized: amount },
  )
  return saved
}
