import { recordPayment as recordOnOrder } from '../orders/record-payment.ts'
import { type Payment, voidPromise } from './payment.ts'
import { lockPayment, type PaymentContext, savePayment } from './payment-store.ts'

/**
 * Records that an authorized payment will not be captured. An order that relied on it waits for its payment again.
 * @throws DomainError `payment_not_found`, `version_mismatch`, `action_not_allowed`
 */
export async function voidPayment(context: PaymentContext, { paymentId }: { paymentId: string }): Promise<Payment> {
  const payment = await lockPayment(context, paymentId)
  const saved = await savePayment(context, {
    before: payment,
    after: voidPromise(payment),
    type: 'payment.voided',
    transaction: { kind: 'void', amount: payment.amount },
  })
  await recordOnOrder(context, { orderId: payment.orderId, type: 'order.payment_voided', authorized: -payment.amount })
  return saved
}
