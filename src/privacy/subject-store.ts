import { type RawBuilder, sql } from 'kysely'
import type { DataSubject } from '../customers/personal-holder.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { Obstacles } from './erasure.ts'
import type { HeldSubject } from './legal-hold.ts'
import { findLegalHolds } from './legal-hold-store.ts'

/**
 * Locks a customer or an order, so that it is not erased meanwhile.
 * @throws DomainError `customer_not_found`, `not_found`
 */
export async function lockSubject(tx: Transaction, { type, id }: HeldSubject): Promise<void> {
  const table = type === 'customer' ? sql`customers` : sql`orders`
  const row = await tx.row(
    sql`select 1 from ${table} where merchant_id = ${tx.merchantId} and id = ${id} for no key update`,
  )
  if (row === undefined) throw notFound(type)
}

/**
 * Whose data stands behind a customer, or behind an order that is of no customer.
 * @throws DomainError `customer_not_found`, `not_found`, `order_of_customer`
 */
export async function findSubject(tx: Transaction, { type, id }: HeldSubject): Promise<DataSubject> {
  return type === 'customer' ? findCustomerSubject(tx, id) : findGuest(tx, id)
}

async function findCustomerSubject(tx: Transaction, customerId: string): Promise<DataSubject> {
  const customer = await tx.row<{ personId: string }>(sql`
    select person_id from customers where merchant_id = ${tx.merchantId} and id = ${customerId}`)
  if (customer === undefined) throw notFound('customer')
  const orders = await tx.rows<{ id: string }>(sql`
    select id from orders where merchant_id = ${tx.merchantId} and customer_id = ${customerId} order by id`)
  const orderIds = orders.map(({ id }) => id)
  const personIds = await findPeople(tx, orderIds, customer.personId)
  return { type: 'customer', id: customerId, customerId, orderIds, personIds }
}

async function findGuest(tx: Transaction, orderId: string): Promise<DataSubject> {
  const order = await tx.row<{ customerId: string | null }>(sql`
    select customer_id from orders where merchant_id = ${tx.merchantId} and id = ${orderId}`)
  if (order === undefined) throw notFound('order')
  if (order.customerId !== null) {
    throw new DomainError('refused', 'order_of_customer', { facts: { customerId: order.customerId } })
  }
  const personIds = await findPeople(tx, [orderId])
  return { type: 'order', id: orderId, customerId: null, orderIds: [orderId], personIds }
}

/** Those to whom orders go, and the buyer, who are not erased. */
async function findPeople(tx: Transaction, orderIds: readonly string[], buyerId?: string): Promise<string[]> {
  const buyer = buyerId === undefined ? sql`` : sql`union select ${buyerId}::uuid`
  const rows = await tx.rows<{ id: string }>(sql`
    select p.id from people p
    where p.merchant_id = ${tx.merchantId} and p.wrapped_key is not null and p.id = any(array(
      select c.person_id from orders o
      join contacts c on c.merchant_id = ${tx.merchantId} and c.id = o.contact_id
      where o.merchant_id = ${tx.merchantId} and o.id = any(${uuidList(orderIds)})
      ${buyer}))
    order by p.id`)
  return rows.map(({ id }) => id)
}

/** What stands against erasing a subject. */
export async function findObstacles(tx: Transaction, subject: DataSubject, now: Date): Promise<Obstacles> {
  return obstaclesOf(tx, subject, { now, lock: sql`` })
}

/** Locks a subject's customer and orders, and says what stands against erasing it. */
export async function lockForErasure(tx: Transaction, subject: DataSubject, now: Date): Promise<Obstacles> {
  if (subject.customerId !== null) {
    await tx.rows(sql`
      select 1 from customers c join people p on p.merchant_id = ${tx.merchantId} and p.id = c.person_id
      where c.merchant_id = ${tx.merchantId} and c.id = ${subject.customerId} for update of c, p`)
  }
  return obstaclesOf(tx, subject, { now, lock: sql`for no key update` })
}

async function obstaclesOf(
  tx: Transaction,
  { id, orderIds }: DataSubject,
  { now, lock }: { now: Date; lock: RawBuilder<unknown> },
): Promise<Obstacles> {
  const orders = await tx.rows<{ number: number; isOpen: boolean; isUnsettled: boolean }>(sql`
    select number, not ${isEnded(sql`o`)} as is_open, ${isUnsettled(sql`o`)} as is_unsettled from orders o
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)}) order by id ${lock}`)
  const legalHolds = await findLegalHolds(tx, [id, ...orderIds], now)
  const numbers = (some: typeof orders) => some.map(({ number }) => number)
  return {
    openOrders: numbers(orders.filter(({ isOpen }) => isOpen)),
    unsettledOrders: numbers(orders.filter(({ isOpen, isUnsettled }) => !isOpen && isUnsettled)),
    legalHolds,
  }
}

/** Whether nothing more is done for an order. */
export function isEnded(order: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${order}.status in ('completed', 'cancelled', 'expired'))`
}

/** Whether money of an ended order is still owed, by the buyer or to them. What was given back on purpose is not. */
export function isUnsettled(order: RawBuilder<unknown>): RawBuilder<boolean> {
  const due = sql`(case when ${order}.status = 'completed' then ${order}.total - ${order}.cancelled_total else 0 end)`
  return sql<boolean>`(${order}.captured < ${due} or ${order}.captured - ${order}.refunded > ${due})`
}

function notFound(type: HeldSubject['type']): DomainError {
  if (type === 'customer') return new DomainError('not_found', 'customer_not_found')
  return new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
}
