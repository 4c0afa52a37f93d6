import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { NewVariant } from './product.ts'

/** A price as it was parsed. */
type Price = { currency: string; price: number }

/** Sets prices of variants: pricing knows how, and comes from above. */
export type SetPrices = (command: Command, prices: readonly (Price & { variantId: string })[]) => Promise<void>

/** A variant to be made, with what it is to cost. */
export type NewPricedVariant = NewVariant & { prices?: readonly Price[] | undefined }

/** Variants to be made, apart from what they are to cost: `pricesOf` has the prices of each SKU that has any. */
export type SeparatedPrices = { variants: NewVariant[]; pricesOf: ReadonlyMap<string, readonly Price[]> }

/**
 * Takes prices apart from the variants that they are of, before any of these is made.
 * @throws DomainError forbidden `not_permitted` { permission }, invalid `currency_repeated`, each with the field of the prices
 */
export function separatePrices(command: Command, priced: readonly NewPricedVariant[]): SeparatedPrices {
  for (const [index, { prices = [] }] of priced.entries()) {
    const field = `variants[${index}].prices`
    if (prices.length > 0 && command.may?.(permission) === false)
      throw new DomainError('forbidden', 'not_permitted', { field, facts: { permission } })
    if (new Set(prices.map(({ currency }) => currency)).size < prices.length)
      throw new DomainError('invalid', 'currency_repeated', { field })
  }
  return {
    variants: priced.map(({ prices: _, ...variant }) => variant),
    pricesOf: new Map(priced.flatMap(({ sku, prices = [] }) => (prices.length > 0 ? [[sku, prices]] : []))),
  }
}

/** Sets what variants cost that were just made, among others or alone. */
export async function priceMade(
  command: Command,
  made: readonly { id: string; sku: string }[],
  { pricesOf, setPrices }: Pick<SeparatedPrices, 'pricesOf'> & { setPrices: SetPrices },
): Promise<void> {
  if (pricesOf.size === 0) return
  const prices = made.flatMap(({ id: variantId, sku }) =>
    (pricesOf.get(sku) ?? []).map((price) => ({ variantId, ...price })),
  )
  await setPrices(command, prices)
}

const permission = 'catalog.price'
