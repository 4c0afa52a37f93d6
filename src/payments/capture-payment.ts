import { recordPayment as recordOnOrder } from '../orders/record-payment.ts'
import { capture, type Payment } from './payment.ts'
import { lockPayment, type PaymentContext, savePayment } from './payment-store.ts'

/**
 * Records that money of an authorized payment came; without `amount`, all of it.
 * @throws DomainError `payment_not_found`, `version_mismatch`, `action_not_allowed`, `amount_exceeds_authorized`
 */
export async function capturePayment(
  context: PaymentContext,
  { paymentId, amount }: { paymentId: string; amount?: number | undefined },
): Promise<Payment> {
  const payment = await lockPayment(context, paymentId)
  const after = capture(payment, amount)
  const saved = await savePayment(context, {
    before: payment,
    after,
    type: 'payment.captured',
    transaction: { kind: 'capture', amount: after.captured },
  })
  const { orderId, captured } = after
  await recordOnOrder(context, { orderId, type: 'order.paid', authorized: -payment.amount, captured })
  return saved
}
