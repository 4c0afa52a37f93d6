import {
  type Allocation,
  insertAllocations,
  insertReservations,
  type Reservation,
} from '../../inventory/allocation-store.ts'
import { promiseStock, sumPromises } from '../../inventory/promise-store.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Query } from '../../platform/db/database.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { type DomainEvent, publications } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { insertAnswers, type NewAnswer } from '../../platform/kept-answers.ts'
import { noteWritten } from '../events.ts'
import type { DecidedOrder } from './decide-order.ts'
import type { PlaceOrderItem } from './place-order-item.ts'

/** Who sent an order. */
export type Sender = Pick<PlaceOrderItem, 'actor' | 'origin'>

/** Everything one batch of intake writes. */
export type IntakeRows = {
  orders: DecidedOrder[]
  /** Who sent each order, and from where, for its event. */
  senders: Sender[]
  answers: NewAnswer[]
  /** What is told besides the orders. */
  notices: DomainEvent[]
  /** Statements of the modules below for people, contacts and customers met for the first time. */
  buyers: Query<unknown>[]
  /** What ends the drafts that became orders. */
  drafts: Query<unknown>[]
}

const orderColumns = [
  'id',
  'number',
  'channel',
  'source',
  'externalId',
  'contentHash',
  'status',
  'paymentStatus',
  'fulfillmentStatus',
  'stage',
  'version',
  'currency',
  'linesTotal',
  'discountTotal',
  'shippingTotal',
  'taxTotal',
  'taxIncluded',
  'total',
  'cancelledTotal',
  'captured',
  'refunded',
  'customerId',
  'contactId',
  'tier',
  'destinationCountry',
  'destinationRegion',
  'paymentTerms',
  'expiresAt',
  'requestedDeliveryOn',
  'placedAt',
  'updatedAt',
] as const

const lineColumns = [
  'orderId',
  'lineNumber',
  'parentLineNumber',
  'variantId',
  'sku',
  'name',
  'kind',
  'quantity',
  'unitPrice',
  'lineTotal',
  'discount',
  'shipping',
  'tax',
  'taxRateBasisPoints',
  'cancelled',
  'unallocated',
  'backordered',
  'reserved',
  'allocated',
  'picked',
  'shipped',
  'delivered',
] as const

const holdColumns = ['orderId', 'id', 'kind', 'reason', 'detail', 'placedAt', 'placedBy'] as const
const noteColumns = ['orderId', 'id', 'text', 'writtenBy', 'writtenAt'] as const
const decisionColumns = ['orderId', 'decisionNumber', 'at', 'decision'] as const

/** The statements that save a batch of new orders, in an order that keeps every lock short: stock last. */
export function intakeStatements(
  tx: Transaction,
  { orders, senders, answers, notices, buyers, drafts }: IntakeRows,
): Query<unknown>[] {
  const { merchantId } = tx
  const statements: Query<unknown>[] = [...drafts, ...buyers]
  const add = <Row>(rows: readonly Row[], statement: (rows: readonly Row[]) => Query<unknown>) => {
    if (rows.length > 0) statements.push(statement(rows))
  }
  const headers = orders.map(({ order }) => order)
  const allocations: Allocation[] = orders.flatMap((decided) => decided.allocations)
  const reservations: (Reservation & { expiresAt: Date })[] = orders.flatMap(({ order, reservations }) =>
    reservations.map((reservation) => ({ ...reservation, expiresAt: order.expiresAt ?? order.placedAt })),
  )
  add(answers, (rows) => insertAnswers(tx, rows))
  add(headers, (rows) => insertRows(merchantId, 'orders', orderColumns, rows))
  add(
    headers.flatMap(({ lines }) => lines),
    (rows) => insertRows(merchantId, 'order_lines', lineColumns, rows),
  )
  add(
    headers.flatMap(({ id, holds }) => holds.map((hold) => ({ ...hold, orderId: id }))),
    (rows) => insertRows(merchantId, 'order_holds', holdColumns, rows),
  )
  const notes = notesOf(orders, senders)
  add(notes, (rows) => insertRows(merchantId, 'order_notes', noteColumns, rows))
  add(allocations, (rows) => insertAllocations(tx, rows))
  add(reservations, (rows) => insertReservations(tx, rows))
  add(
    orders.map(({ order, sourcing }) => ({
      orderId: order.id,
      decisionNumber: 1,
      at: order.placedAt,
      decision: sourcing,
    })),
    (rows) => insertRows(merchantId, 'sourcing_decisions', decisionColumns, rows),
  )
  statements.push(...publications(tx, [...placedEvents(orders, senders), ...notes.map(noteWritten), ...notices]))
  add(sumPromises(allocations, reservations), (changes) => promiseStock(tx, changes))
  return statements
}

function placedEvents(orders: readonly DecidedOrder[], senders: readonly Sender[]): DomainEvent[] {
  return orders.map(({ order }, index) => ({
    objectType: 'order',
    objectId: order.id,
    version: 1,
    type: 'order.placed',
    actor: (senders[index] as Sender).actor,
    origin: senders[index]?.origin,
    at: order.placedAt,
    subjectId: order.customerId,
    data: {
      ...{ from: null, to: order.status, stageFrom: null, stageTo: order.stage },
      ...(order.holds.length > 0 && { holds: order.holds.map(({ id, kind, reason }) => ({ id, kind, reason })) }),
    },
  }))
}

function notesOf(orders: readonly DecidedOrder[], senders: readonly Sender[]) {
  return orders.flatMap(({ order, note }, index) =>
    note === undefined
      ? []
      : [
          {
            orderId: order.id,
            id: newId(order.placedAt),
            text: note,
            writtenBy: (senders[index] as Sender).actor,
            writtenAt: order.placedAt,
            origin: senders[index]?.origin,
            customerId: order.customerId,
          },
        ],
  )
}
