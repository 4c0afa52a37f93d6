import { sql } from 'kysely'
import { ofOrdersWithin, requireOrderWithin } from '../orders/order-scope-queries.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { Scoped } from '../platform/scope.ts'
import type { Payment } from './payment.ts'
import { paymentColumns, type TransactionKind } from './payment-store.ts'

/** One movement of a payment, in minor units. */
export type PaymentTransaction = {
  id: string
  kind: TransactionKind | 'chargeback'
  amount: number
  actor: string
  at: Date
}

/** A payment with its movements, the oldest first. */
export type PaymentDetail = Payment & { transactions: PaymentTransaction[] }

/** An order's payments, the oldest first. @throws DomainError `not_found` */
export async function findPayments({ tx, scope }: Scoped, orderId: string): Promise<PaymentDetail[]> {
  await requireOrderWithin({ tx, scope }, orderId)
  const [orders, payments] = await Promise.all([
    tx.rows(sql`select 1 from orders where merchant_id = ${tx.merchantId} and id = ${orderId}`),
    tx.rows<Payment>(sql`
      select ${paymentColumns} from payments
      where merchant_id = ${tx.merchantId} and order_id = ${orderId} order by id`),
  ])
  if (orders.length === 0) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  return withTransactions(tx, payments)
}

/** One payment, if there is one. */
export async function findPayment(tx: Transaction, id: string): Promise<PaymentDetail | undefined> {
  const payments = await tx.rows<Payment>(sql`
    select ${paymentColumns} from payments where merchant_id = ${tx.merchantId} and id = ${id}`)
  return (await withTransactions(tx, payments))[0]
}

/** The ids of an order's payments, whose events belong to its history. */
export async function findPaymentIds(tx: Transaction, orderId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from payments where merchant_id = ${tx.merchantId} and order_id = ${orderId} order by id`)
  return rows.map((row) => row.id)
}

/** An order that came paid: what its channel took for it, in minor units. */
export type PrepaidOrder = { id: string; externalId: string | null; currency: string; total: number; placedAt: Date }

/** Those of orders that came paid, and were not free. */
export function findPrepaid(tx: Transaction, orderIds: readonly string[]): Promise<PrepaidOrder[]> {
  return tx.rows(sql`
    select id, external_id, currency, total, placed_at from orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)}) and payment_terms = 'prepaid' and total > 0
    order by id`)
}

async function withTransactions(tx: Transaction, payments: readonly Payment[]): Promise<PaymentDetail[]> {
  if (payments.length === 0) return []
  const transactions = await tx.rows<PaymentTransaction & { paymentId: string }>(sql`
    select payment_id, id, kind, amount, actor, at from payment_transactions
    where merchant_id = ${tx.merchantId} and payment_id = any(${uuidList(payments.map(({ id }) => id))})
    order by payment_id, id`)
  const ofPayment = Map.groupBy(transactions, (transaction) => transaction.paymentId)
  return payments.map((payment) => ({
    ...payment,
    transactions: (ofPayment.get(payment.id) ?? []).map(({ paymentId: _, ...transaction }) => transaction),
  }))
}

/** Of these payments, those of orders within a scope. */
export async function findPaymentsWithin({ tx, scope }: Scoped, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select p.id from payments p where p.merchant_id = ${tx.merchantId} and p.id = any(${uuidList(ids)})
      ${ofOrdersWithin({ tx, scope }, sql`p.order_id`)}`)
  return new Set(rows.map(({ id }) => id))
}
