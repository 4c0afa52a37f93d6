import type { Command } from '../platform/command.ts'
import { createProduct } from './create-products.ts'
import { type NewPricedVariant, priceMade, type SetPrices, separatePrices } from './priced-variants.ts'
import type { NewProduct, Product } from './product.ts'

/** A product to be made, with the prices of its variants. */
export type NewPricedProduct = Omit<NewProduct, 'variants'> & { variants: NewPricedVariant[] }

/**
 * Makes one product and sets what it costs, both or neither.
 * @throws DomainError as `createProduct` and `separatePrices`
 */
export async function createPricedProduct(
  command: Command,
  input: NewPricedProduct,
  setPrices: SetPrices,
): Promise<Product> {
  const { variants, pricesOf } = separatePrices(command, input.variants)
  const product = await createProduct(command, { ...input, variants })
  await priceMade(command, product.variants, { pricesOf, setPrices })
  return product
}
