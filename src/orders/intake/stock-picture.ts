import type { SellableStock } from '../../inventory/level-queries.ts'
import type { Available } from '../sourcing/source-order.ts'

/** The stock that a batch decides against: what was read, less what its earlier orders have taken. */
export type StockPicture = {
  available: Available
  take: (taken: readonly { itemId: string; locationId: string; quantity: number }[]) => void
}

/** Makes the picture from the levels that were read. */
export function stockPicture(levels: readonly SellableStock[]): StockPicture {
  const byItem = new Map<string, Map<string, number>>()
  for (const { itemId, locationId, sellable } of levels) {
    let places = byItem.get(itemId)
    if (places === undefined) {
      places = new Map()
      byItem.set(itemId, places)
    }
    places.set(locationId, sellable)
  }
  return {
    available: (itemId, locationId) => byItem.get(itemId)?.get(locationId) ?? 0,
    take: (taken) => {
      for (const { itemId, locationId, quantity } of taken) {
        const places = byItem.get(itemId)
        places?.set(locationId, (places.get(locationId) ?? 0) - quantity)
      }
    },
  }
}
