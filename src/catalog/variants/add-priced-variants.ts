import type { Command } from '../../platform/command.ts'
import { type NewPricedVariant, priceMade, type SetPrices, separatePrices } from '../priced-variants.ts'
import type { Product } from '../product.ts'
import { addVariants } from './change-variants.ts'

/**
 * Adds variants to a product and sets what they cost, both or neither; what its other variants cost stays.
 * @throws DomainError as `addVariants` and `separatePrices`
 */
export async function addPricedVariants(
  command: Command,
  { productId, variants: wanted }: { productId: string; variants: NewPricedVariant[] },
  setPrices: SetPrices,
): Promise<Product> {
  const { variants, pricesOf } = separatePrices(command, wanted)
  const product = await addVariants(command, { productId, variants })
  await priceMade(command, product.variants, { pricesOf, setPrices })
  return product
}
