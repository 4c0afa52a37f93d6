import { isReleasable } from './order.ts'
import { renderServices } from './order-progress.ts'
import { lockOrders, type OrderChange, type SaveContext, saveOrders } from './order-store.ts'

/**
 * Says that the services of orders without goods are done, a set at a time; such an order completes when nothing is due.
 * Orders that still have goods to send, may not be worked on, or are done stay as they are.
 */
export async function renderServicesOf(context: SaveContext, orderIds: readonly string[]): Promise<void> {
  const orders = await lockOrders(context.tx, orderIds, context.memory)
  const changes = [...orders.values()].filter(isReleasable).flatMap((before): OrderChange[] => {
    const after = renderServices(before)
    if (after === before) return []
    return [{ before, after, type: after.status === before.status ? 'order.delivered' : 'order.completed' }]
  })
  await saveOrders(context, changes)
}
