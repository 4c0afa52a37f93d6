import type { Subscriber } from '../platform/drain.ts'
import { indexObjects } from '../platform/search-index.ts'
import { findIndexedVariants, findVariantIdsOf } from './variant-search-queries.ts'
import { variantTokens } from './variant-tokens.ts'

/** Keeps what variants are found by; those out of sale are not found. */
export const productIndex: Subscriber = {
  name: 'product_index',
  types: ['product.created', 'product.changed', 'product.archived', 'product.restored'],
  handle: async ({ tx, keys }, events) => {
    const productIds = [...new Set(events.map(({ objectId }) => objectId))]
    const [ids, variants] = await Promise.all([findVariantIdsOf(tx, productIds), findIndexedVariants(tx, productIds)])
    const tokens = new Map(variants.map((variant) => [variant.id, variantTokens(keys, variant)]))
    await indexObjects(
      { tx, keys },
      'variant',
      ids.map((objectId) => ({ objectId, tokens: tokens.get(objectId) ?? [] })),
    )
  },
}
