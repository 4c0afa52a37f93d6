import type { RotationStep } from '../access/continue-key-rotation.ts'
import { addTokens } from '../platform/search-index.ts'
import { countProducts, findIndexedVariants, findProductIdsAfter } from './variant-search-queries.ts'
import { variantTokens } from './variant-tokens.ts'

const portion = 200

/** Adds the tokens under the new search key by which goods are found. */
export const renewVariantTokens: RotationStep = {
  count: ({ tx }) => countProducts(tx),
  portion: async ({ tx, keys }, after) => {
    const productIds = await findProductIdsAfter(tx, { after, limit: portion })
    const variants = await findIndexedVariants(tx, productIds)
    const found = variants.map((variant) => ({ objectId: variant.id, tokens: variantTokens(keys, variant) }))
    await addTokens({ tx, keys }, 'variant', found)
    return { done: productIds.length, next: productIds.length < portion ? null : (productIds.at(-1) ?? null) }
  },
  needsOldKey: async () => false,
}
