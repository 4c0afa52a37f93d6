/** Every event that a payment's history is made of. */
export const paymentEventTypes = [
  'payment.authorized',
  'payment.captured',
  'payment.refunded',
  'payment.voided',
] as const

/** A type of event of a payment. */
export type PaymentEventType = (typeof paymentEventTypes)[number]
