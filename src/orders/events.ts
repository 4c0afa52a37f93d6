import { changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { Order } from './order.ts'

const orderFields = [
  ...(['paymentStatus', 'fulfillmentStatus', 'expiresAt'] as const),
  ...(['cancelledTotal', 'authorized', 'captured', 'refunded'] as const),
] as const
const lineFields = [
  ...(['cancelled', 'unallocated', 'backordered', 'reserved', 'allocated'] as const),
  ...(['picked', 'shipped', 'delivered'] as const),
] as const

/** What differs of an order besides its status and stage; `line 2` has what differs of its second line. */
export function changesOfOrder(before: Order, after: Order): object {
  const lines = after.lines.flatMap((line, index) => {
    if (line === before.lines[index]) return []
    const changes = changesBetween(before.lines[index] ?? null, line, lineFields)
    return Object.keys(changes).length === 0 ? [] : [[`line ${line.lineNumber}`, changes]]
  })
  return { ...changesBetween(before, after, orderFields), ...Object.fromEntries(lines) }
}

/** Tells that a note was written: an object of its own, since it changes nothing about the order. */
export function noteWritten(note: {
  orderId: string
  id: string
  writtenBy: string
  writtenAt: Date
  origin?: string | undefined
  /** Of the order. */
  customerId: string | null
}): DomainEvent {
  const { orderId, id: objectId, writtenBy: actor, writtenAt: at, origin, customerId: subjectId } = note
  const told = { type: 'order_note.written', actor, at, origin, subjectId, data: { orderId } }
  return { objectType: 'order_note', objectId, version: 1, ...told }
}

/** Every event that an order's own history is made of. */
export const orderEventTypes = [
  'order.placed',
  'order.confirmed',
  'order.allocated',
  'order.backordered',
  'order.held',
  'order.hold_released',
  'order.payment_authorized',
  'order.payment_voided',
  'order.paid',
  'order.refunded',
  'order.picked',
  'order.short_picked',
  'order.shipped',
  'order.delivered',
  'order.completed',
  'order.line_cancelled',
  'order.cancellation_requested',
  'order.cancellation_declined',
  'order.cancelled',
  'order.reinstated',
  'order.line_reinstated',
] as const

/** A type of event of an order. */
export type OrderEventType = (typeof orderEventTypes)[number]

/** Steps of the work on an order, which say nothing to who looks at its customer. */
const ofWork: ReadonlySet<OrderEventType> = new Set([
  ...(['order.confirmed', 'order.allocated', 'order.picked', 'order.short_picked'] as const),
])

/** In whose timeline an event of an order stands: its customer's, unless it is a step of the work on it. */
export function timelineOf({ customerId }: Pick<Order, 'customerId'>, type: OrderEventType): string | null {
  return ofWork.has(type) ? null : customerId
}
