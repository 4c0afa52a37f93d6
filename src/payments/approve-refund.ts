import type { ApprovedEffect, Wish } from '../approvals/approval.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { refundPaymentContract } from './contract.ts'
import { findPayment } from './payment-queries.ts'
import { type RefundPayment, refundPayment } from './refund-payment.ts'

/** A refund as it is asked of another person. @throws DomainError `payment_not_found` */
export async function refundWish({ tx }: Pick<Command, 'tx'>, refund: RefundPayment): Promise<Wish> {
  const { paymentId, amount, reason = '' } = refund
  const payment = await findPayment(tx, paymentId)
  if (payment === undefined) throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  const { currency, orderId } = payment
  const size = { kind: 'refund', amount, currency, quantity: null } as const
  return { ...size, input: refund, reason, locationId: null, orderId }
}

/** Refunds as it was asked for and approved. @throws DomainError as `refundPayment` refuses */
export async function refundApproved(command: Command, input: object): Promise<ApprovedEffect> {
  const { id, version } = await refundPayment(command, approvedForm.parse(input))
  return { effectId: id, effectVersion: version }
}

const approvedForm = refundPaymentContract.params.extend(refundPaymentContract.body.shape)
