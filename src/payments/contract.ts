import { z } from 'zod'
import { approvalForm } from '../approvals/contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { text } from '../platform/text.ts'
import { paymentMethods, paymentStates } from './payment.ts'

const maxAmount = 1_000_000_000_000
const amount = z.int().min(1).max(maxAmount)
const moment = z.iso.datetime()
const params = z.strictObject({ paymentId: idInput })
const changeProblems = ['payment_not_found', 'version_mismatch', 'action_not_allowed'] as const

/** A payment with its movements, the oldest first. Amounts in minor units of the currency. */
export const paymentView = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    method: z.enum(paymentMethods),
    reference: z.string(),
    currency: z.string(),
    amount: z.int(),
    captured: z.int(),
    refunded: z.int(),
    status: z.enum(paymentStates),
    version: z.int(),
    createdAt: moment,
    transactions: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['authorize', 'capture', 'void', 'refund', 'chargeback']),
        amount: z.int(),
        actor: z.string(),
        at: moment,
      }),
    ),
  })
  .meta({ id: 'Payment' })

/** Records money that came, or was promised. */
export const recordPaymentContract = {
  operation: 'recordPayment',
  summary: 'Record a payment of an order, captured or only authorized',
  method: 'POST',
  path: '/orders/:orderId/payments',
  permission: 'payments.record',
  params: z.strictObject({ orderId: idInput }),
  body: z.strictObject({
    method: z.enum(paymentMethods),
    amount,
    reference: text(0, 200).default(''),
    kind: z
      .enum(['captured', 'authorized'])
      .default('captured')
      .describe('authorized: promised, and taken by one capture, all or in part'),
  }),
  response: paymentView,
  status: 201,
  problems: ['not_found'],
} satisfies Contract

/** Lists an order's payments. */
export const listPaymentsContract = {
  operation: 'listPayments',
  summary: 'The payments of an order, the oldest first',
  method: 'GET',
  path: '/orders/:orderId/payments',
  permission: 'payments.read',
  params: z.strictObject({ orderId: idInput }),
  response: z.object({ items: z.array(paymentView) }),
  problems: ['not_found'],
} satisfies Contract

/** Records that authorized money came. */
export const capturePaymentContract = {
  operation: 'capturePayment',
  summary: 'Record the capture of an authorized payment, once; what is not captured of it is let go',
  method: 'POST',
  path: '/payments/:paymentId/captures',
  permission: 'payments.record',
  params,
  body: z.strictObject({ amount: amount.optional().describe('in minor units; left out: all of it') }),
  response: paymentView,
  status: 201,
  problems: [...changeProblems, 'amount_exceeds_authorized'],
} satisfies Contract

/** Records that money was given back. */
export const refundPaymentContract = {
  operation: 'refundPayment',
  summary: 'Record a refund of captured money, in whole or in part; it may need a second person: 202',
  method: 'POST',
  path: '/payments/:paymentId/refunds',
  permission: 'payments.refund',
  params,
  body: z.strictObject({ amount, reason: text(0, 500).default('').describe('for who approves it') }),
  response: paymentView,
  accepted: approvalForm,
  mayNeed: ['payments.approve'],
  status: 201,
  problems: [...changeProblems, 'amount_exceeds_captured'],
} satisfies Contract

/** Gives a promise up. */
export const voidPaymentContract = {
  operation: 'voidPayment',
  summary: 'Record that an authorized payment will not be captured',
  method: 'POST',
  path: '/payments/:paymentId/void',
  permission: 'payments.record',
  params,
  response: paymentView,
  status: 201,
  problems: changeProblems,
} satisfies Contract
