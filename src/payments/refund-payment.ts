import { recordPayment as recordOnOrder } from '../orders/record-payment.ts'
import { type Payment, refund } from './payment.ts'
import { lockPayment, type PaymentContext, savePayment } from './payment-store.ts'

/** How much of a payment to give back, in minor units, and why. */
export type RefundPayment = { paymentId: string; amount: number; reason?: string }

/**
 * Records that captured money was given back, in whole or in part.
 * @throws DomainError `payment_not_found`, `version_mismatch`, `action_not_allowed`, `amount_exceeds_captured`
 */
export async function refundPayment(context: PaymentContext, { paymentId, amount }: RefundPayment): Promise<Payment> {
  const payment = await lockPayment(context, paymentId)
  const saved = await savePayment(context, {
    before: payment,
    after: refund(payment, amount),
    type: 'payment.refunded',
    transaction: { kind: 'refund', amount },
  })
  await recordOnOrder(context, { orderId: payment.orderId, type: 'order.refunded', refunded: amount })
  return saved
}
