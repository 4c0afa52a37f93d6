import type { Subscriber } from '../platform/drain.ts'
import { newId } from '../platform/ids.ts'
import { findPrepaid, type PrepaidOrder } from './payment-queries.ts'
import { type PaymentChange, savePayments } from './payment-store.ts'

/**
 * Gives each order that came paid the payment that its channel took, so that it can be refunded like any other. The order
 * counts the money from the moment it was placed; nothing about it changes here.
 */
export const prepaidPayments: Subscriber = {
  name: 'prepaid_payments',
  types: ['order.placed'],
  handle: async (context, events) => {
    const prepaid = await findPrepaid(
      context.tx,
      events.map(({ objectId }) => objectId),
    )
    await savePayments(context, prepaid.map(paymentOf))
  },
}

function paymentOf({ id, externalId, currency, total, placedAt }: PrepaidOrder): PaymentChange {
  return {
    before: null,
    after: {
      ...{ id: newId(placedAt), orderId: id, method: 'channel', reference: externalId ?? '', currency },
      ...{ amount: total, captured: total, refunded: 0, status: 'captured', version: 1, createdAt: placedAt },
    },
    type: 'payment.captured',
    transaction: { kind: 'capture', amount: total },
  }
}
