import { recordPayment } from '../../../payments/record-payment.ts'
import { refundPayment } from '../../../payments/refund-payment.ts'
import type { Command } from '../../../platform/command.ts'
import { unlessRefused } from '../../../platform/unless-refused.ts'
import type { SampleRemoval } from './removal.ts'
import { findDueOf, findSurpluses } from './removal-queries.ts'

/** Takes what is due for goods that have arrived, so that their orders end. */
export async function settleArrived(command: Command, orderIds: readonly string[]): Promise<void> {
  for (const { orderId, due } of await findDueOf(command.tx, orderIds)) {
    const payment = { orderId, method: 'bank_transfer', amount: due, reference: '', kind: 'captured' } as const
    await unlessRefused(command, () => recordPayment(command, payment))
  }
}

/** Gives back what was paid to the sample shop for what nobody will send, so that nobody owes anybody. */
export async function giveBackSurplus(command: Command, removal: SampleRemoval): Promise<void> {
  const left = new Map<string, number>()
  for (const { orderId, paymentId, surplus, refundable } of await findSurpluses(command.tx)) {
    const amount = Math.min(refundable, left.get(orderId) ?? surplus)
    if (amount <= 0) continue
    left.set(orderId, (left.get(orderId) ?? surplus) - amount)
    const refusal = await unlessRefused(command, () => refundPayment(command, { paymentId, amount }))
    if (refusal === undefined) removal.paymentsRefunded++
  }
}
