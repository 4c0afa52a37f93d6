import type { z } from 'zod'
import { askFirst } from '../approvals/ask-first.ts'
import type { Command } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { refundWish } from './approve-refund.ts'
import { capturePayment } from './capture-payment.ts'
import {
  capturePaymentContract,
  listPaymentsContract,
  type paymentView,
  recordPaymentContract,
  refundPaymentContract,
  voidPaymentContract,
} from './contract.ts'
import { findPayment, findPayments, type PaymentDetail } from './payment-queries.ts'
import { recordPayment } from './record-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { voidPayment } from './void-payment.ts'

/** Serves payments that people record. */
export function servePayments(app: App): void {
  serveCommand(app, recordPaymentContract, async (command, input) =>
    paymentOf(command.tx, (await recordPayment(command, input)).id),
  )
  serveCommand(app, capturePaymentContract, async (command, input) =>
    paymentOf(command.tx, (await capturePayment(command, input)).id),
  )
  serveCommand(app, refundPaymentContract, async (command, input) => {
    const refund = async (context: Command) => paymentOf(context.tx, (await refundPayment(context, input)).id)
    return askFirst(command, await refundWish(command, input), refund)
  })
  serveCommand(app, voidPaymentContract, async (command, input) =>
    paymentOf(command.tx, (await voidPayment(command, input)).id),
  )
  serveQuery(app, listPaymentsContract, async (query, { orderId }) => ({
    items: (await findPayments(query, orderId)).map(view),
  }))
}

async function paymentOf(tx: Transaction, paymentId: string): Promise<z.input<typeof paymentView>> {
  const payment = await findPayment(tx, paymentId)
  if (payment === undefined) throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  return view(payment)
}

function view({ transactions, createdAt, ...payment }: PaymentDetail): z.input<typeof paymentView> {
  return {
    ...payment,
    createdAt: createdAt.toISOString(),
    transactions: transactions.map((transaction) => ({ ...transaction, at: transaction.at.toISOString() })),
  }
}
