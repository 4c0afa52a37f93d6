import { searchVariants } from '../catalog/variant-search-queries.ts'
import type { QueryContext } from '../platform/command.ts'
import type { AskedPrices } from './filter-contract.ts'
import type { PriceFilter } from './pricing-queries.ts'

/** So many variants that fit a text are looked at, the best of them. */
const mostFound = 500

/** A filter with its text searched for: then it is one of some variants, of those that are named where some are. */
export async function searchPrices(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  { text, ...filter }: AskedPrices,
  named?: readonly string[],
): Promise<PriceFilter> {
  if (text === undefined) return { ...filter, ids: named }
  const found = (await searchVariants(context, text, mostFound)).map(({ id }) => id)
  return { ...filter, ids: named === undefined ? found : found.filter((id) => named.includes(id)) }
}
