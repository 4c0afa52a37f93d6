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
  'order.unpicked',
  'order.short_picked',
  'order.shipped',
  'order.delivered',
  'order.completed',
  'order.line_cancelled',
  'order.cancellation_requested',
  'order.cancellation_declined',
  'order.cancelled',
] as const

/** A type of event of an order. */
export type OrderEventType = (typeof orderEventTypes)[number]
