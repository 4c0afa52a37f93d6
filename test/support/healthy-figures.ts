import type { NewRow } from '../../src/platform/db/bulk.ts'
import { type ShopIds, type ShopRows, shopTime } from './healthy-ids.ts'

/** The sums over the orders of a healthy shop: all came, and all that happened to them happened, at one moment. */
export function figureRows(
  id: ShopIds,
  { currency, orders }: { currency: string; orders: readonly Partial<NewRow<'orders'>>[] },
): ShopRows {
  const day = '2026-01-05'
  const amount = orders.reduce((sum, { total = 0 }) => sum + Number(total), 0)
  const stages = Object.entries(Object.groupBy(orders, ({ stage = '' }) => stage))
  const waiting = { channel: 'web', since: shopTime }
  return {
    figure_builds: [
      { timeZone: 'Asia/Shanghai', position: null, orders: orders.length, startedAt: shopTime, completedAt: shopTime },
    ],
    order_slots: [
      // 16:00 in Shanghai.
      { day, slot: 96, channel: 'web', currency, orders: orders.length, amount, shipped: 2, cancelled: 1 },
    ],
    order_day_stages: stages.map(([stage, some = []]) => ({ day, channel: 'web', stage, orders: some.length })),
    order_day_areas: [{ day, channel: 'web', area: 'CN', currency, orders: orders.length, amount }],
    waiting_orders: [
      { ...waiting, orderId: id.awaiting, kind: 'payment' },
      { ...waiting, orderId: id.held, kind: 'manual' },
      { ...waiting, orderId: id.partial, kind: 'backordered' },
      { ...waiting, orderId: id.requested, kind: 'cancellation' },
    ],
    waiting_order_places: [
      { ...waiting, orderId: id.held, kind: 'manual', locationId: id.south },
      { ...waiting, orderId: id.partial, kind: 'backordered', locationId: id.south },
      { ...waiting, orderId: id.requested, kind: 'cancellation', locationId: id.north },
    ],
  }
}
