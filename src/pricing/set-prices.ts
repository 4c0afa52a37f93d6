import { lockVariants, savePriced } from '../catalog/catalog-store.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { variantPriced } from './events.ts'
import { findPricesOfVariants, type ListPrice } from './pricing-queries.ts'
import { upsertListPrices } from './pricing-store.ts'

/** A list price to be set, in price units. */
export type NewPrice = ListPrice & { variantId: string }

/**
 * Sets list prices, thousands at a time; of two for the same variant and currency the later counts. Prices in other
 * currencies stay.
 * @throws DomainError `variant_not_found`
 */
export async function setPrices(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  prices: readonly NewPrice[],
): Promise<void> {
  if (prices.length === 0) return
  const variantIds = [...new Set(prices.map(({ variantId }) => variantId))]
  const known = await lockVariants(tx, variantIds)
  const unknown = prices.find(({ variantId }) => !known.has(variantId))
  if (unknown !== undefined) {
    throw new DomainError('not_found', 'variant_not_found', { facts: { variantId: unknown.variantId } })
  }
  // First, not last: nobody else sets prices between what is read here and what is told.
  await touchReference(tx)
  const earlier = await findPricesOfVariants(tx, variantIds)
  const wanted = lastOfEach(prices)
  await upsertListPrices(tx, wanted)
  await savePriced(tx, variantIds, true)
  const events = [...Map.groupBy(wanted, ({ variantId }) => variantId)].flatMap(([variantId, own]) => {
    const before = earlier.get(variantId) ?? []
    const after = [...before, ...own]
    return variantPriced(variantId, { before, after }, { at: now, actor })
  })
  await publishNext(tx, events)
}

/** In one order, so that two writers of the same prices wait for, not on, each other. */
function lastOfEach(prices: readonly NewPrice[]): NewPrice[] {
  const last = new Map(prices.map((price) => [`${price.variantId} ${price.currency}`, price]))
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, price]) => price)
}
