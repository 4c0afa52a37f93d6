import { sql } from 'kysely'
import type { Order } from '../orders/order.ts'
import { lockOrder, type SaveContext } from '../orders/order-store.ts'
import { requireVersion } from '../platform/command.ts'
import { insertRows } from '../platform/db/bulk.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { PaymentEventType } from './events.ts'
import type { Payment } from './payment.ts'

/** What a payment command works with; `expectedVersion` is the payment's. */
export type PaymentContext = SaveContext & { expectedVersion?: number }

/** One movement of a payment, in minor units. */
export type TransactionKind = 'authorize' | 'capture' | 'void' | 'refund'

/** What happened to a payment: its movement, and the event that tells it. */
export type PaymentChange = {
  before: Payment | null
  after: Payment
  type: PaymentEventType
  transaction: { kind: TransactionKind; amount: number }
}

/**
 * Locks a payment, its order first.
 * @throws DomainError `payment_not_found`, `version_mismatch`
 */
export async function lockPayment(
  context: PaymentContext,
  paymentId: string,
): Promise<{ order: Order; payment: Payment }> {
  const { tx } = context
  const found = await tx.row<{ orderId: string }>(sql`
    select order_id from payments where merchant_id = ${tx.merchantId} and id = ${paymentId}`)
  if (found === undefined) throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  const order = await lockOrder(tx, found.orderId)
  const payment = await tx.row<Payment>(sql`
    select ${paymentColumns} from payments where merchant_id = ${tx.merchantId} and id = ${paymentId}
    for no key update`)
  if (payment === undefined) throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  requireVersion(context, payment.version)
  return { order, payment }
}

/** The one writer of payments: the row, its transaction, its event. Answers the payment as saved. */
export async function savePayment({ tx, now, actor }: SaveContext, change: PaymentChange): Promise<Payment> {
  const { before, type, transaction } = change
  const after = { ...change.after, version: (before?.version ?? 0) + 1 }
  const row = { paymentId: after.id, id: newId(now), actor, at: now, ...transaction }
  const columns = ['paymentId', 'id', 'kind', 'amount', 'actor', 'at'] as const
  const data = { from: before?.status ?? null, to: after.status, orderId: after.orderId, amount: transaction.amount }
  const event = { objectType: 'payment', objectId: after.id, version: after.version, type, actor, at: now, data }
  await Promise.all([
    tx.run(before === null ? insertPayment(tx.merchantId, after) : updatePayment(tx.merchantId, after)),
    tx.run(insertRows(tx.merchantId, 'payment_transactions', columns, [row])),
    publish(tx, [event]),
  ])
  return after
}

/** Columns of a payment. */
export const paymentColumns = sql`id, order_id, method, reference, currency, amount, captured, refunded, status, version,
  created_at`

function insertPayment(merchantId: string, payment: Payment) {
  const columns = [
    'id',
    'orderId',
    'method',
    'reference',
    'currency',
    'amount',
    'captured',
    'refunded',
    'status',
    'version',
    'createdAt',
  ] as const
  return insertRows(merchantId, 'payments', columns, [payment])
}

function updatePayment(merchantId: string, { id, captured, refunded, status, version }: Payment) {
  return sql`
    update payments set captured = ${captured}, refunded = ${refunded}, status = ${status}, version = ${version}
    where merchant_id = ${merchantId} and id = ${id}`
}
