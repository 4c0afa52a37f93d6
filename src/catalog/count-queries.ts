import { sql } from 'kysely'
import { countUpTo } from '../platform/db/count-up-to.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ProductStatus } from './product.ts'
import { matchingProducts, type ProductFilter } from './product-queries.ts'

const countedExactly = 1000
const mostCategories = 500

/** What a list of products shows of itself, in its tabs and in its filter. */
export type ProductCounts = {
  filtered: { count: number; more: boolean }
  statuses: { status: ProductStatus; products: number; more: boolean }[]
  categories: string[]
}

/**
 * How many products a filter finds and how many have each status, exact to 1,000, and the categories that there are: each is one
 * step in its index.
 */
export async function countProducts(tx: Transaction, filter: ProductFilter): Promise<ProductCounts> {
  const [filtered, counts, categories] = await Promise.all([
    countUpTo(tx, matchingProducts(tx, filter, { limit: countedExactly + 1 }), countedExactly),
    tx.rows<{ status: ProductStatus; products: number }>(sql`
      select wanted.status, found.products from unnest(array['active', 'archived']) as wanted(status)
      cross join lateral (
        select count(*) as products from (
          select 1 from products
          where merchant_id = ${tx.merchantId} and status = wanted.status order by id limit ${countedExactly + 1}
        ) counted
      ) found`),
    tx.rows<{ category: string }>(sql`
      with recursive each(category) as (
        (select category from products where merchant_id = ${tx.merchantId} order by category limit 1)
        union all
        select (
          select p.category from products p
          where p.merchant_id = ${tx.merchantId} and p.category > each.category order by p.category limit 1
        ) from each where each.category is not null
      )
      select category from each where category <> '' limit ${mostCategories}`),
  ])
  const statuses = counts.map(({ status, products }) => ({
    ...{ status, products: Math.min(products, countedExactly), more: products > countedExactly },
  }))
  return { filtered, statuses, categories: categories.map(({ category }) => category) }
}
