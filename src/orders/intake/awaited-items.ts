import type { FulfillingLocation } from '../../locations/location-queries.ts'
import type { Available } from '../sourcing/source-order.ts'
import type { DecidedOrder } from './decide-order.ts'

/**
 * The items that new orders lack, and of which no place had any left. Goods that came while the batch was decided
 * found nobody waiting: once it is saved, somebody has to look again.
 */
export function awaitedItems(
  decided: readonly DecidedOrder[],
  available: Available,
  locations: readonly FulfillingLocation[],
): string[] {
  const itemIds = new Set<string>()
  for (const { order } of decided) {
    if (order.fulfillmentStatus === 'allocated' || order.expiresAt !== null) continue
    for (const { kind, variantId, backordered, unallocated } of order.lines) {
      if (kind === 'stocked' && backordered + unallocated > 0) itemIds.add(variantId)
    }
  }
  return [...itemIds].filter((itemId) => locations.every(({ id }) => available(itemId, id) <= 0))
}
