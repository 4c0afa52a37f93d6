import { findVariantIds } from '../catalog/catalog-queries.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { variantPriced } from './events.ts'
import { findAllPrices, findPricesOfVariant, type ListPrice } from './pricing-queries.ts'
import { deleteOtherPrices, upsertListPrices } from './pricing-store.ts'

/**
 * Sets all list prices of a variant: a currency that is not named has none afterwards.
 * @throws DomainError `variant_not_found`, `currency_repeated`
 */
export async function replacePrices(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  variantId: string,
  prices: readonly ListPrice[],
): Promise<ListPrice[]> {
  const currencies = prices.map(({ currency }) => currency)
  if (new Set(currencies).size < currencies.length) {
    throw new DomainError('invalid', 'currency_repeated', { field: 'prices' })
  }
  if (!(await findVariantIds(tx, [variantId])).has(variantId)) throw new DomainError('not_found', 'variant_not_found')
  // First, not last: nobody else sets prices between what is read here and what is told.
  await touchReference(tx)
  const before = (await findAllPrices(tx, [variantId])).get(variantId) ?? new Map()
  await deleteOtherPrices(tx, variantId, currencies)
  await upsertListPrices(
    tx,
    prices.map((price) => ({ ...price, variantId })),
  )
  const after = new Map(prices.map(({ currency, price }) => [currency, price]))
  await publishNext(tx, variantPriced(variantId, { before, after }, { at: now, actor }))
  return findPricesOfVariant(tx, variantId)
}
