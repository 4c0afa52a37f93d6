import { findVariantIds } from '../catalog/catalog-queries.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { touchReference } from '../platform/reference-revision.ts'
import type { ListPrice } from './pricing-queries.ts'
import { upsertListPrices } from './pricing-store.ts'

/** A list price to be set, in price units. */
export type NewPrice = ListPrice & { variantId: string }

/**
 * Sets list prices, thousands at a time; of two for the same variant and currency the later counts. Prices in other
 * currencies stay.
 * @throws DomainError `variant_not_found`
 */
export async function setPrices({ tx }: Pick<Command, 'tx'>, prices: readonly NewPrice[]): Promise<void> {
  if (prices.length === 0) return
  const known = await findVariantIds(tx, [...new Set(prices.map(({ variantId }) => variantId))])
  const unknown = prices.find(({ variantId }) => !known.has(variantId))
  if (unknown !== undefined) {
    throw new DomainError('not_found', 'variant_not_found', { facts: { variantId: unknown.variantId } })
  }
  await upsertListPrices(tx, lastOfEach(prices))
  await touchReference(tx)
}

/** In one order, so that two writers of the same prices wait for, not on, each other. */
function lastOfEach(prices: readonly NewPrice[]): NewPrice[] {
  const last = new Map(prices.map((price) => [`${price.variantId} ${price.currency}`, price]))
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, price]) => price)
}
