import type { Subscriber } from '../platform/drain.ts'
import type { DomainEvent } from '../platform/events.ts'
import { followOrders, releaseOrders } from './release-orders.ts'

/** Makes, holds, reduces and cancels fulfillment orders as their orders' events tell, a set at a time. */
export const fulfillmentSubscriber: Subscriber = {
  name: 'fulfillment',
  types: [
    'order.placed',
    'order.confirmed',
    'order.allocated',
    'order.held',
    'order.hold_released',
    'order.short_picked',
    'order.line_cancelled',
    'order.cancellation_declined',
    'order.cancelled',
  ],
  handle: async ({ tx, now, actor }, events) => {
    const context = { tx, now, actor }
    await releaseOrders(context, ordersOf(events.filter(isAboutConfirmed)))
    await followOrders(context, ordersOf(events.filter(mayHaveWork)))
  },
}

/** Most orders that are placed unconfirmed wait for someone; they need not be looked at. */
function isAboutConfirmed({ data }: DomainEvent): boolean {
  return (data as { to?: string }).to === 'confirmed'
}

/** When an order is placed or confirmed no place has work on it yet. */
function mayHaveWork({ type }: DomainEvent): boolean {
  return type !== 'order.placed' && type !== 'order.confirmed'
}

function ordersOf(events: readonly DomainEvent[]): string[] {
  return [...new Set(events.map((event) => event.objectId))]
}
