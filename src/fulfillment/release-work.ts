import { lockOrder } from '../orders/order-store.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { findFulfillmentOrders } from './fulfillment-queries.ts'
import { findActiveOf } from './fulfillment-store.ts'
import { releaseFulfillmentHold } from './hold-fulfillment-order.ts'
import { releaseFulfillmentOrder } from './release-fulfillment-order.ts'
import { releaseOrders } from './release-orders.ts'

/**
 * Lets places begin with an order: makes the work that is missing, takes the places' own holds off, and releases what is open or
 * scheduled. The order's holds stand with the order.
 * @throws DomainError `not_found`, `action_not_allowed`, `nothing_left` where every place is at it already
 */
export async function releaseWork(command: Command, { orderId }: { orderId: string }): Promise<void> {
  await lockOrder(command.tx, orderId, command)
  const made = await releaseOrders(command, [orderId])
  const waiting = await findWaiting(command, orderId)
  if (made.length === 0 && waiting.length === 0) throw new DomainError('conflict', 'nothing_left')
  for (const { id: fulfillmentOrderId, holds } of waiting) {
    for (const { id: holdId } of holds) await releaseFulfillmentHold(command, { fulfillmentOrderId, holdId })
    // The last hold that goes releases the work by itself.
    const still = await findWaiting(command, orderId)
    if (still.some(({ id }) => id === fulfillmentOrderId))
      await releaseFulfillmentOrder(command, { fulfillmentOrderId })
  }
}

async function findWaiting({ tx }: Command, orderId: string) {
  const found = await findFulfillmentOrders(tx, await findActiveOf(tx, [orderId]))
  return found.filter(({ status }) => status === 'open' || status === 'scheduled' || status === 'on_hold')
}
