// Which colour a state's word goes with. Pure.
import type { FulfillmentStatus, OrderStage, PaymentStatus } from '../../src/orders/order.ts'
import type { Tone } from '../platform/theme.ts'

/** Of an order's stage. */
export const stageTones: Record<OrderStage, Tone> = {
  ...{ draft: 'quiet', pending: 'warning', processed: 'active', shipped: 'active', completed: 'good' },
  cancelled: 'quiet',
}

/** Of what was paid. */
export const paymentTones: Record<PaymentStatus, Tone> = {
  ...{ unpaid: 'warning', authorized: 'active', partially_paid: 'warning', paid: 'good', overpaid: 'danger' },
  ...{ partially_refunded: 'quiet', refunded: 'quiet', voided: 'quiet' },
}

/** Of what became of the goods. */
export const fulfillmentTones: Record<FulfillmentStatus, Tone> = {
  ...{ unallocated: 'quiet', backordered: 'danger', allocated: 'active', picking: 'active' },
  ...{ partially_shipped: 'active', shipped: 'active', partially_delivered: 'active', delivered: 'good' },
}
