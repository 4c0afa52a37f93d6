import type { SellableVariant } from '../../catalog/catalog-queries.ts'
import { locationScope } from '../../locations/location.ts'
import { isWithin, type Scope } from '../../platform/scope.ts'
import type { References } from '../intake/references.ts'
import type { Available } from '../sourcing/source-order.ts'

/** How many more of a variant a place may promise. */
export type PlaceStock = { locationId: string; code: string; name: string; toPromise: number }

/** How many may be promised in all, and at the places that the caller may see. */
export type StockToPromise = { toPromise: number; places: PlaceStock[] }

/** The variants that a variant takes from the shelf: itself, or what a bundle is made of. */
export function goodsOf({ kind, id, components }: SellableVariant): { itemId: string; quantity: number }[] {
  if (kind === 'service') return []
  if (kind === 'stocked') return [{ itemId: id, quantity: 1 }]
  return components.map(({ variantId, quantity }) => ({ itemId: variantId, quantity }))
}

/** What may be promised of a variant over the places that send goods; null for a service, of which there is no end. */
export function stockToPromise(
  variant: SellableVariant,
  { references, available, scope }: { references: References; available: Available; scope: Scope },
): StockToPromise | null {
  const goods = goodsOf(variant)
  if (goods.length === 0) return null
  const sum = (itemId: string) =>
    references.locations.reduce((all, { id }) => all + Math.max(0, available(itemId, id)), 0)
  return {
    toPromise: setsOf(goods, sum),
    places: references.locations
      .filter(({ id }) => isWithin(scope, locationScope, id))
      .map(({ id, code, name }) => ({
        ...{ locationId: id, code, name },
        toPromise: setsOf(goods, (itemId) => Math.max(0, available(itemId, id))),
      })),
  }
}

function setsOf(goods: readonly { itemId: string; quantity: number }[], of: (itemId: string) => number): number {
  return Math.min(...goods.map(({ itemId, quantity }) => Math.floor(of(itemId) / quantity)))
}
