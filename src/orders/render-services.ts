import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { isReleasable, type Order } from './order.ts'
import { hasGoodsToDeliver, renderServices } from './order-progress.ts'
import { lockOrder, lockOrders, type OrderChange, type SaveContext, saveOrders } from './order-store.ts'

/**
 * Says that the services of an order without goods are done; it completes when nothing is due. Said again it changes
 * nothing.
 * @throws DomainError `not_found`, `version_mismatch`, conflict `order_not_releasable`, `services_go_with_goods`
 */
export async function renderOrderServices(command: Command, { orderId }: { orderId: string }): Promise<Order> {
  const before = await lockOrder(command.tx, orderId, command)
  const changes = changesOf(before)
  if (hasGoodsToDeliver(before)) throw new DomainError('conflict', 'services_go_with_goods')
  await saveOrders(command, changes)
  const [change] = changes
  return change === undefined ? before : { ...change.after, version: before.version + 1 }
}

/**
 * The same for a set of orders. Those that still have goods to send, may not be worked on, or are done stay as they are.
 */
export async function renderServicesOf(context: SaveContext, orderIds: readonly string[]): Promise<void> {
  const orders = await lockOrders(context.tx, orderIds, context.memory)
  await saveOrders(context, [...orders.values()].filter(isReleasable).flatMap(changesOf))
}

/** @throws DomainError `order_not_releasable` */
function changesOf(before: Order): OrderChange[] {
  const after = renderServices(before)
  const isSame = after.status === before.status
  if (isSame && after.lines.every((line, index) => line === before.lines[index])) return []
  return [{ before, after, type: isSame ? 'order.delivered' : 'order.completed' }]
}
