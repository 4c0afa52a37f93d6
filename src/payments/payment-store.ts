import { sql } from 'kysely'
import { isOrderWithin } from '../orders/order-scope-queries.ts'
import { lockOrder, type SaveContext } from '../orders/order-store.ts'
import { changesBetween } from '../platform/changes.ts'
import { requireVersion } from '../platform/command.ts'
import { insertRows, rowSource } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import type { PaymentEventType } from './events.ts'
import type { Payment } from './payment.ts'

/** What a payment command works with; `expectedVersion` is the payment's, `scope` which orders' payments its caller may touch. */
export type PaymentContext = SaveContext & { expectedVersion?: number; scope?: Scope }

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
 * Locks a payment, its order first; one of an order out of the caller's scope is not there.
 * @throws DomainError `payment_not_found`, `version_mismatch`
 */
export async function lockPayment(context: PaymentContext, paymentId: string): Promise<Payment> {
  const { tx } = context
  const found = await tx.row<{ orderId: string }>(sql`
    select order_id from payments where merchant_id = ${tx.merchantId} and id = ${paymentId}`)
  if (found === undefined || !(await isOrderWithin(context, found.orderId))) {
    throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  }
  await lockOrder(tx, found.orderId)
  const payment = await tx.row<Payment>(sql`
    select ${paymentColumns} from payments where merchant_id = ${tx.merchantId} and id = ${paymentId}
    for no key update`)
  if (payment === undefined) throw new DomainError('not_found', 'payment_not_found', { facts: { paymentId } })
  requireVersion(context, payment.version)
  return payment
}

/** Saves one payment; answers it as saved. */
export async function savePayment(context: SaveContext, change: PaymentChange): Promise<Payment> {
  const [saved] = await savePayments(context, [change])
  return saved as Payment
}

/** The one writer of payments: rows, their transactions, their events. A new one is told at the moment it was made. */
export async function savePayments(
  { tx, now, actor }: SaveContext,
  changes: readonly PaymentChange[],
): Promise<Payment[]> {
  if (changes.length === 0) return []
  const told = changes.map(({ before, after, type, transaction }) => {
    const saved = { ...after, version: (before?.version ?? 0) + 1 }
    const at = before === null ? after.createdAt : now
    const { amount } = transaction
    return {
      ...{ isNew: before === null, saved },
      transaction: { paymentId: saved.id, id: newId(at), actor, at, ...transaction },
      event: {
        ...{ objectType: 'payment', objectId: saved.id, version: saved.version, type, actor, at },
        data: {
          ...{ from: before?.status ?? null, to: saved.status, orderId: saved.orderId, amount },
          changes: changesBetween(before, saved, ['amount', 'captured', 'refunded']),
        },
      },
    }
  })
  const transactions = told.map(({ transaction }) => transaction)
  const made = told.filter(({ isNew }) => isNew).map(({ saved }) => saved)
  const changed = told.filter(({ isNew }) => !isNew).map(({ saved }) => saved)
  await Promise.all([
    made.length > 0 && tx.run(insertRows(tx.merchantId, 'payments', columns, made)),
    changed.length > 0 && tx.run(updatePayments(tx, changed)),
    tx.run(insertRows(tx.merchantId, 'payment_transactions', transactionColumns, transactions)),
    publish(
      tx,
      told.map(({ event }) => event),
    ),
  ])
  return told.map(({ saved }) => saved)
}

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
const transactionColumns = ['paymentId', 'id', 'kind', 'amount', 'actor', 'at'] as const

/** Columns of a payment. */
export const paymentColumns = sql`id, order_id, method, reference, currency, amount, captured, refunded, status, version,
  created_at`

function updatePayments(tx: Transaction, payments: readonly Payment[]) {
  const types = { id: 'uuid', captured: 'int8', refunded: 'int8', status: 'text', version: 'int4' } as const
  return sql`
    update payments p set captured = c.captured, refunded = c.refunded, status = c.status, version = c.version
    from ${rowSource('c', types, payments)} where p.merchant_id = ${tx.merchantId} and p.id = c.id`
}
