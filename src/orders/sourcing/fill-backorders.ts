import { stockNotice } from '../../inventory/events.ts'
import type { Subscriber } from '../../platform/drain.ts'
import { type DomainEvent, publish } from '../../platform/events.ts'
import { endStockHolds } from '../hold-order.ts'
import type { Order } from '../order.ts'
import { findFillableItems, findWaiting } from './backorder-queries.ts'
import { sourceAgain } from './source-again.ts'

/** How many waiting orders are locked and served in one transaction. */
const pageSize = 200

/**
 * Gives goods that came, came back or may be promised now to the orders that wait for them: one queue over all these items,
 * the first promised first, then the oldest. Each is given only what the queue is for, so that none takes before its turn
 * what it waits for besides. An order that was held because it was short goes on once it has everything. A page of the queue is a transaction, which locks its orders before any level; while there are
 * goods and someone who waits, the next page follows with a notice.
 */
export const backorders: Subscriber = {
  name: 'backorders',
  types: [
    ...['stock.received', 'stock.adjusted', 'stock.policy_changed', 'stock.awaited'],
    // A dispatch makes the level of the place that the goods go to, where some may be sold ahead of them.
    ...['stock.transfer_dispatched', 'stock.transfer_received'],
    ...['order.cancelled', 'order.line_cancelled', 'location.changed', 'location.reopened'],
  ],
  handle: async ({ tx, now, actor }, events) => {
    const itemIds = await findFillableItems(tx, itemsOf(events))
    if (itemIds.length === 0) return
    const page = await findWaiting(tx, { itemIds, limit: pageSize })
    const given = await sourceAgain({ tx, now, actor }, page, { itemIds: new Set(itemIds) })
    for (const order of given) await endStockHolds({ tx, now, actor }, order)
    if (page.length < pageSize && given.length === 0) return
    // A place that now serves an order may have more of what it lacks.
    const left = await findFillableItems(tx, [...new Set([...itemIds, ...given.flatMap(lackedItems)])])
    if (left.length > 0) await publish(tx, [stockNotice('stock.awaited', left, { at: now, actor })])
  },
}

function lackedItems({ lines }: Order): string[] {
  return lines.flatMap(({ variantId, unallocated, backordered }) => (unallocated + backordered > 0 ? [variantId] : []))
}

/** The items of events; none in particular once a place may give goods that did not: it may have any. */
function itemsOf(events: readonly DomainEvent[]): string[] | undefined {
  if (events.some(({ objectType }) => objectType === 'location')) return undefined
  return [...new Set(events.flatMap(({ data }) => (data as { itemIds?: string[] }).itemIds ?? []))]
}
