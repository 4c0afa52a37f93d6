/*
 * What waits for somebody: orders that are held, lack goods or are to be cancelled; the work of places; what needs a second
 * person; events that nobody could handle. Pure; the web imports it.
 */
import type { FulfillmentOrderStatus } from '../fulfillment/fulfillment-order.ts'
import { holdKinds } from '../orders/order.ts'

/** For what an order can wait: the release of a hold of a kind, goods, the answer to a cancellation. */
export const orderWaits = [...holdKinds, 'backordered', 'cancellation'] as const

/** For what an order waits. */
export type OrderWait = (typeof orderWaits)[number]

/** The statuses of a place's work in which it is not done, in the order of the work. */
export const workWaits = [
  ...(['released', 'picking', 'packed'] as const),
  ...(['open', 'scheduled', 'on_hold'] as const),
] as const satisfies readonly FulfillmentOrderStatus[]

/** A status of a place's work that waits for somebody. */
export type WorkWait = (typeof workWaits)[number]

/** So many are counted exactly; beyond, `more` is true. */
export const countedExactly = 1000

/** How many wait, and since when the longest of them does. */
export type Waiting = { count: number; more: boolean; since: Date | null }

/** A count that went one too far where there are more. */
export function waitingOf({ count, since }: { count: number; since: Date | null }): Waiting {
  return { count: Math.min(count, countedExactly), more: count > countedExactly, since }
}
