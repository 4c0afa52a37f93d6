import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** The `id` and `position` of the variants of the products that `source` selects, in their order. */
export function variantsOf(tx: Transaction, source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select v.id, row_number() over (order by s.position, v.id) as position
    from (${source}) s join variants v on v.merchant_id = ${tx.merchantId} and v.product_id = s.id`
}

/** The products that variants are of, each once. */
export async function findVariantProducts(tx: Transaction, variantIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ productId: string }>(sql`
    select distinct product_id from variants
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(variantIds)})`)
  return rows.map(({ productId }) => productId)
}
