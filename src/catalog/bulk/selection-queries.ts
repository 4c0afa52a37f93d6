import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { maxBulkRows } from '../../bulk/bulk-job.ts'
import type { QueryContext } from '../../platform/command.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { inTime, type TimeSort } from '../../platform/db/id-order.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { matchingProducts } from '../product-queries.ts'
import { searchProducts } from '../search-products.ts'
import type { ProductBulkAction, productSelection } from './bulk-contract.ts'

/** Which products somebody chose. */
export type ProductSelection = z.output<typeof productSelection>

/**
 * The `id`, `label` and `position` of the products that somebody chose, in the order of the list: one by one, also those that are not
 * there, which the act then refuses; or by a filter, one more than there may be.
 */
export async function selectedProducts(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  { ids, filter = {} }: ProductSelection,
  sort: TimeSort = 'newest',
): Promise<RawBuilder<unknown>> {
  const { tx } = context
  if (ids === undefined) {
    return matchingProducts(tx, await searchProducts(context, filter), { limit: maxBulkRows + 1, sort })
  }
  return sql`
    select c.id, p.name as label, row_number() over (${inTime(sql`c.id`, sort)}) as position
    from (select distinct each.id from unnest(${uuidList(ids)}) each(id)) c
    left join products p on p.merchant_id = ${tx.merchantId} and p.id = c.id`
}

/** For the products that `source` selects: the `code` with which an act would refuse each now, or null. */
export function codedProducts(
  tx: Transaction,
  source: RawBuilder<unknown>,
  name: ProductBulkAction,
): RawBuilder<unknown> {
  const bundles = sql`exists (
    select from variants v
    join bundle_components c on c.merchant_id = v.merchant_id and c.component_id = v.id
    join variants b on b.merchant_id = c.merchant_id and b.id = c.bundle_id and b.status = 'active' and b.product_id <> p.id
    where v.merchant_id = ${tx.merchantId} and v.product_id = p.id)`
  const parts = sql`exists (
    select from variants b
    join bundle_components c on c.merchant_id = b.merchant_id and c.bundle_id = b.id
    join variants v on v.merchant_id = c.merchant_id and v.id = c.component_id and v.status = 'archived' and v.product_id <> p.id
    where b.merchant_id = ${tx.merchantId} and b.product_id = p.id)`
  const refusals = {
    archive: sql`when p.status = 'archived' then 'action_not_allowed' when ${bundles} then 'component_of_bundle'`,
    restore: sql`when p.status = 'active' then 'action_not_allowed' when ${parts} then 'component_archived'`,
    categorize: sql``,
  } satisfies Record<ProductBulkAction, unknown>
  return sql`
    select case when p.id is null then 'product_not_found' ${refusals[name]} end as code
    from (${source}) s left join products p on p.merchant_id = ${tx.merchantId} and p.id = s.id`
}
