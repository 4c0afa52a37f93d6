import { type Payment, voidPromise } from './payment.ts'
import { lockPayment, type PaymentContext, savePayment } from './payment-store.ts'

/**
 * Records that an authorized payment will not be captured.
 * @throws DomainError `payment_not_found`, `version_mismatch`, `action_not_allowed`
 */
export async function voidPayment(context: PaymentContext, { paymentId }: { paymentId: string }): Promise<Payment> {
  const { payment } = await lockPayment(context, paymentId)
  return savePayment(context, {
    before: payment,
    after: voidPromise(payment),
    type: 'payment.voided',
    transaction: { kind: 'void', amount: payment.amount },
  })
}
