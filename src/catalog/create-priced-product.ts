import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { createProduct } from './create-products.ts'
import type { NewProduct, NewVariant, Product } from './product.ts'

/** A price as it was parsed. */
type Price = { currency: string; price: number }

/** Sets prices of variants: pricing knows how, and comes from above. */
export type SetPrices = (command: Command, prices: readonly (Price & { variantId: string })[]) => Promise<void>

/** A product to be made, with the prices of its variants. */
export type NewPricedProduct = Omit<NewProduct, 'variants'> & {
  variants: (NewVariant & { prices?: readonly Price[] | undefined })[]
}

/**
 * Makes one product and sets what it costs, both or neither.
 * @throws DomainError as `createProduct`; forbidden `not_permitted` { permission }, invalid `currency_repeated`
 */
export async function createPricedProduct(
  command: Command,
  input: NewPricedProduct,
  setPrices: SetPrices,
): Promise<Product> {
  const pricesOf = input.variants.map(({ prices = [] }) => prices)
  const isPriced = pricesOf.some((prices) => prices.length > 0)
  if (isPriced && command.may?.(permission) === false) {
    throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
  }
  for (const [index, prices] of pricesOf.entries()) {
    if (new Set(prices.map(({ currency }) => currency)).size < prices.length)
      throw new DomainError('invalid', 'currency_repeated', { field: `variants[${index}].prices` })
  }
  const product = await createProduct(command, {
    ...input,
    variants: input.variants.map(({ prices: _, ...variant }) => variant),
  })
  if (isPriced) {
    const made = product.variants.map(({ id: variantId }, index) => ({ variantId, prices: pricesOf[index] ?? [] }))
    await setPrices(
      command,
      made.flatMap(({ variantId, prices }) => prices.map((price) => ({ variantId, ...price }))),
    )
  }
  return product
}

const permission = 'catalog.price'
