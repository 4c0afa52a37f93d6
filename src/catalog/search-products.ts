import type { QueryContext } from '../platform/command.ts'
import type { AskedProducts } from './filter-contract.ts'
import type { ProductFilter } from './product-queries.ts'
import { searchVariants } from './variant-search-queries.ts'

/** So many variants that fit a text are looked at, the best of them. */
const mostFound = 500

/** A filter with its text searched for: then it is one of some products. */
export async function searchProducts(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  { text, ...filter }: AskedProducts,
): Promise<ProductFilter> {
  if (text === undefined) return filter
  const found = await searchVariants(context, text, mostFound)
  return { ...filter, ids: [...new Set(found.map(({ productId }) => productId))] }
}
