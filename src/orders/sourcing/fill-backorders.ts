import type { Subscriber } from '../../platform/drain.ts'
import type { SaveContext } from '../order-store.ts'
import { findAwaitedItems, findWaiting, type Waiting } from './backorder-queries.ts'
import { sourceAgain } from './source-again.ts'

/** How many waiting orders are locked and served at a time. */
const portion = 200

/** Gives goods that came, or came back, to the orders that wait for them: the first promised first, then the oldest. */
export const backorders: Subscriber = {
  name: 'backorders',
  types: ['stock.received', 'stock.adjusted', 'stock.transfer_received', 'order.cancelled', 'order.line_cancelled'],
  handle: async ({ tx, now, actor }, events) => {
    const itemIds = new Set(events.flatMap(({ data }) => (data as { itemIds?: string[] }).itemIds ?? []))
    if (itemIds.size === 0) return
    for (const itemId of await findAwaitedItems(tx, [...itemIds])) await fillItem({ tx, now, actor }, itemId)
  },
}

/** Page by page along the queue, until the goods are gone. */
async function fillItem(context: SaveContext, itemId: string): Promise<void> {
  let last: Waiting | undefined
  for (;;) {
    const waiting = await findWaiting(context.tx, { itemId, last, limit: portion })
    last = waiting.at(-1)
    if (last === undefined) return
    const served = await sourceAgain(
      context,
      waiting.map(({ id }) => id),
    )
    if (served === 0) return
  }
}
