import { sql } from 'kysely'
import type { ExportSection } from '../customers/personal-holder.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { formatMoney } from '../platform/money.ts'
import type { PaymentMethod, PaymentState } from './payment.ts'

type PaymentRow = {
  orderId: string
  id: string
  method: PaymentMethod
  reference: string
  currency: string
  amount: number
  captured: number
  refunded: number
  status: PaymentState
  createdAt: Date
}

/** The payments of orders with every movement, amounts as people write them. */
export async function findPaymentSections(tx: Transaction, orderIds: readonly string[]): Promise<ExportSection[]> {
  const ofOrders = sql`p.merchant_id = ${tx.merchantId} and p.order_id = any(${uuidList(orderIds)})`
  const [payments, movements] = await Promise.all([
    tx.rows<PaymentRow>(sql`
      select p.order_id, p.id, p.method, p.reference, p.currency, p.amount, p.captured, p.refunded, p.status, p.created_at
      from payments p where ${ofOrders} order by p.id`),
    tx.rows<{ paymentId: string; kind: string; amount: number; currency: string; at: Date }>(sql`
      select t.payment_id, t.kind, t.amount, p.currency, t.at from payments p
      join payment_transactions t on t.merchant_id = ${tx.merchantId} and t.payment_id = p.id
      where ${ofOrders} order by t.payment_id, t.id`),
  ])
  const paymentRows = payments.map(({ amount, captured, refunded, createdAt, ...payment }) => ({
    ...payment,
    amount: formatMoney(amount, payment.currency),
    captured: formatMoney(captured, payment.currency),
    refunded: formatMoney(refunded, payment.currency),
    createdAt: createdAt.toISOString(),
  }))
  const movementRows = movements.map(({ amount, at, ...movement }) => ({
    ...movement,
    amount: formatMoney(amount, movement.currency),
    at: at.toISOString(),
  }))
  return [
    { name: 'payments', rows: paymentRows },
    { name: 'payment_transactions', rows: movementRows },
  ]
}

/** The ids of the payments of orders. */
export async function findPaymentIdsOf(tx: Transaction, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from payments where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)})`)
  return rows.map(({ id }) => id)
}
