import { sql } from 'kysely'
import { findFacesOfVariants } from '../catalog/pictures/picture-store.ts'
import type { Contact } from '../customers/contact.ts'
import { findContacts, type TellBroken } from '../customers/contact-queries.ts'
import { locationScope } from '../locations/location.ts'
import type { QueryContext } from '../platform/command.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { isWithin, type Scoped } from '../platform/scope.ts'
import type { CancellationRequest } from './cancellation.ts'
import type { Order } from './order.ts'
import { requireOrderWithin } from './order-scope-queries.ts'
import { findOrders } from './order-store.ts'
import { findCancellationRequest } from './record-store.ts'
import type { SourcingDecision } from './sourcing/source-order.ts'
import type { OrderNote } from './write-note.ts'

/** Everything a page about one order shows. */
export type OrderDetail = {
  order: Order
  shipTo: Contact | undefined
  notes: OrderNote[]
  cancellationRequest: CancellationRequest | undefined
  /** The hash of the first picture of each line's product, by variant. */
  pictures: Map<string, string>
}

/** One thing that happened to an order or to something of it. */
export type HistoryEntry = {
  objectType: string
  objectId: string
  version: number
  type: string
  actor: string
  at: Date
  data: Record<string, unknown>
}

/** An order with its receiver, its notes, and the cancellation that waits. @throws DomainError `not_found` */
export async function findOrder(
  { tx, keys, scope }: QueryContext,
  orderId: string,
  tellBroken: TellBroken,
): Promise<OrderDetail> {
  await requireOrderWithin({ tx, scope }, orderId)
  const order = (await findOrders(tx, [orderId])).get(orderId)
  if (order === undefined) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  const [contacts, notes, cancellationRequest, pictures] = await Promise.all([
    findContacts(tx, keys, [order.contactId], tellBroken),
    tx.rows<OrderNote>(sql`
      select id, text, written_by, written_at from order_notes
      where merchant_id = ${tx.merchantId} and order_id = ${orderId} order by id`),
    findCancellationRequest(tx, orderId),
    findFacesOfVariants(
      tx,
      order.lines.map(({ variantId }) => variantId),
    ),
  ])
  return { order, shipTo: contacts.get(order.contactId), notes, cancellationRequest, pictures }
}

/** Finds what belongs to an order in the modules above, within a scope: their objects' ids, whose events belong to its history. */
export type FindRelated = (asking: Scoped, orderId: string) => Promise<string[]>

/**
 * What happened to an order and to what belongs to it, oldest first.
 * @throws DomainError `not_found`
 */
export async function findHistory(
  { tx, scope }: QueryContext,
  orderId: string,
  findRelated: FindRelated,
): Promise<HistoryEntry[]> {
  await requireOrderWithin({ tx, scope }, orderId)
  const [related, notes] = await Promise.all([
    findRelated({ tx, scope }, orderId),
    tx.rows<{ id: string }>(sql`
      select id from order_notes where merchant_id = ${tx.merchantId} and order_id = ${orderId}`),
  ])
  const objectIds = [orderId, ...related, ...notes.map(({ id }) => id)]
  const entries = await tx.rows<HistoryEntry>(sql`
    select object_type, object_id, version, type, actor, at, data from events
    where merchant_id = ${tx.merchantId} and object_id = any(${uuidList(objectIds)})
    order by at, object_type, object_id, version`)
  if (!entries.some(({ objectId }) => objectId === orderId)) {
    throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  }
  return withReasons(tx, orderId, entries)
}

/**
 * What people wrote stands with the holds and cancellations, where it can be erased, and not in the events: it is put beside
 * them for who reads.
 */
async function withReasons(
  tx: Transaction,
  orderId: string,
  entries: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const rows = await tx.rows<{ id: string; reason: string }>(sql`
    select id, reason from order_holds where merchant_id = ${tx.merchantId} and order_id = ${orderId}
    union all
    select id, reason from order_cancellations where merchant_id = ${tx.merchantId} and order_id = ${orderId}`)
  const reasonOf = new Map(rows.map(({ id, reason }) => [id, reason]))
  return entries.map((entry) => {
    const { holdId, cancellationId, holds } = entry.data as {
      holdId?: string
      cancellationId?: string
      holds?: unknown
    }
    const reason = reasonOf.get(holdId ?? cancellationId ?? '')
    const held = Array.isArray(holds) ? (holds as { id: string }[]) : []
    const data = {
      ...entry.data,
      ...(reason !== undefined && { reason }),
      ...(held.length > 0 && { holds: held.map((hold) => ({ ...hold, reason: reasonOf.get(hold.id) ?? null })) }),
    }
    return { ...entry, data }
  })
}

/**
 * Why the order's goods come from where they come: each decision with its candidates, oldest first. Who is narrowed to places
 * sees how those were judged, and not the others.
 * @throws DomainError `not_found`
 */
export async function findSourcing(
  { tx, scope }: QueryContext,
  orderId: string,
): Promise<{ decisionNumber: number; at: Date; decision: SourcingDecision }[]> {
  await requireOrderWithin({ tx, scope }, orderId)
  const rows = await tx.rows<{ decisionNumber: number; at: Date; decision: SourcingDecision }>(sql`
    select decision_number, at, decision from sourcing_decisions
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} order by decision_number`)
  if (rows.length === 0) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  if (scope[locationScope] === undefined) return rows
  return rows.map(({ decision, ...row }) => {
    const candidates = decision.candidates.filter(({ locationId }) => isWithin(scope, locationScope, locationId))
    return { ...row, decision: { ...decision, candidates } }
  })
}
