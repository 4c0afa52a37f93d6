import type { SaveContext } from '../orders/order-store.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { findActiveOf } from './fulfillment-store.ts'
import { inLine, keepProgress, lockWork, openLabels, saveWork } from './fulfillment-work.ts'
import { findUnreleased, insertFulfillmentOrders, lockOrderRows, type NewFulfillmentOrder } from './release-store.ts'
import { dispatchScanned } from './shipments/dispatch-moving.ts'

/**
 * Gives places their work: for each order that may be worked on, a released fulfillment order at each place that has open
 * allocations nobody works off yet. Done again it finds nothing to do. Answers what it made.
 */
export async function releaseOrders(context: SaveContext, orderIds: readonly string[]): Promise<NewFulfillmentOrder[]> {
  const { tx, now, actor } = context
  if (orderIds.length === 0) return []
  const [, unreleased] = await Promise.all([lockOrderRows(tx, orderIds), findUnreleased(tx, orderIds)])
  if (unreleased.length === 0) return []
  const made = unreleased.map((place) => ({ ...place, id: newId(now) }))
  const events = made.map(({ id, orderId, locationId }) => ({
    objectType: 'fulfillment_order',
    objectId: id,
    version: 1,
    type: 'fulfillment_order.created',
    actor,
    at: now,
    data: { from: null, to: 'released', orderId, locationId },
  }))
  await Promise.all([...insertFulfillmentOrders(tx, made, now).map((query) => tx.run(query)), publish(tx, events)])
  return made
}

/**
 * Brings the fulfillment orders of orders in line with them: held and released with their holds, less where allocations
 * were given back, cancelled where none is left, and with them the labels of what is not to leave. Done again it finds
 * nothing to do.
 */
export async function followOrders(context: SaveContext, orderIds: readonly string[]): Promise<void> {
  const ids = await findActiveOf(context.tx, orderIds)
  if (ids.length === 0) return
  const work = await lockWork(context.tx, ids)
  for (const { before, progress } of work.fulfillmentOrders.values()) {
    const order = work.orders.get(before.orderId)?.order
    if (order !== undefined) keepProgress(work, context, inLine(work, order, progress))
  }
  await saveWork(context, work)
  await dispatchScanned(context, openLabels(work))
}
