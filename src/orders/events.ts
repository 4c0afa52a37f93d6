import type { DomainEvent } from '../platform/events.ts'

/** Tells that a note was written: an object of its own, since it changes nothing about the order. */
export function noteWritten(note: { orderId: string; id: string; writtenBy: string; writtenAt: Date }): DomainEvent {
  const { orderId, id: objectId, writtenBy: actor, writtenAt: at } = note
  return { objectType: 'order_note', objectId, version: 1, type: 'order_note.written', actor, at, data: { orderId } }
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
