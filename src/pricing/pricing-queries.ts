import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import { behindId, inTime, type TimeSort } from '../platform/db/id-order.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** How a tax class is taxed: basis points (13 % is 1300), and whether prices contain it. */
export type TaxRate = { rateBasisPoints: number; included: boolean }

/** A variant's list price in a currency, in price units: ten-thousandths of its major unit. */
export type ListPrice = { currency: string; price: number }

/** List prices in one currency by variant, in price units; a variant without one is left out. */
export async function findListPrices(
  tx: Transaction,
  variantIds: readonly string[],
  currency: string,
): Promise<Map<string, number>> {
  if (variantIds.length === 0) return new Map()
  const rows = await tx.rows<{ variantId: string; price: number }>(sql`
    select variant_id, price from list_prices
    where merchant_id = ${tx.merchantId} and variant_id = any(${uuidList(variantIds)}) and currency = ${currency}`)
  return new Map(rows.map(({ variantId, price }) => [variantId, price]))
}

/** All list prices of a variant. */
export function findPricesOfVariant(tx: Transaction, variantId: string): Promise<ListPrice[]> {
  return tx.rows<ListPrice>(sql`
    select currency, price from list_prices
    where merchant_id = ${tx.merchantId} and variant_id = ${variantId} order by currency`)
}

/** All list prices of variants, by them; a variant without any is left out. */
export async function findPricesOfVariants(
  tx: Transaction,
  variantIds: readonly string[],
): Promise<Map<string, ListPrice[]>> {
  const rows = await tx.rows<ListPrice & { variantId: string }>(sql`
    select variant_id, currency, price from list_prices
    where merchant_id = ${tx.merchantId} and variant_id = any(${uuidList(variantIds)}) order by variant_id, currency`)
  const byVariant = Map.groupBy(rows, ({ variantId }) => variantId)
  return new Map([...byVariant].map(([id, prices]) => [id, prices.map(({ currency, price }) => ({ currency, price }))]))
}

/** A variant as a list of prices shows it. */
export type PricedVariant = {
  id: string
  productId: string
  sku: string
  barcode: string | null
  name: string
  status: 'active' | 'archived'
  prices: ListPrice[]
}

/** What a list of prices may be narrowed to. */
export type PriceFilter = {
  productId?: string | undefined
  sku?: string | undefined
  status?: 'active' | 'archived' | undefined
  /** Whether it has a list price in any currency. */
  priced?: 'true' | 'false' | undefined
  /** One of these: what was named, or a search found. */
  ids?: readonly string[] | undefined
}

/** From where a list of prices goes on, in which order, and how many at the most. */
export type PricePage = { limit: number; after?: string | undefined; sort?: TimeSort | undefined }

/** Variants with their list prices in the order of a list, behind the id `after`. */
export async function findPricedVariants(
  tx: Transaction,
  filter: PriceFilter,
  page: PricePage,
): Promise<PricedVariant[]> {
  const variants = await tx.rows<Omit<PricedVariant, 'prices'>>(sql`
    select id, product_id, sku, barcode, name, status ${variantsOf(tx, filter, page)}`)
  const prices = await findPricesOfVariants(
    tx,
    variants.map(({ id }) => id),
  )
  return variants.map((variant) => ({ ...variant, prices: prices.get(variant.id) ?? [] }))
}

/** The `id` and `position` of the variants that a filter finds, in the order of the list. */
export function matchingPrices(tx: Transaction, filter: PriceFilter, page: PricePage): RawBuilder<unknown> {
  return sql`
    select m.id, row_number() over (${inTime(sql`m.id`, page.sort ?? 'newest')}) as position
    from (select id ${variantsOf(tx, filter, page)}) m`
}

function variantsOf(tx: Transaction, filter: PriceFilter, page: PricePage): RawBuilder<unknown> {
  const { productId, ids, sku, status, priced } = filter
  const { after, sort = 'newest', limit } = page
  const ofProduct = productId === undefined ? sql`` : sql`and product_id = ${productId}`
  const ofSku = sku === undefined ? sql`` : sql`and sku = ${sku}`
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  const isPriced = priced === undefined ? sql`` : priced === 'true' ? sql`and is_priced` : sql`and not is_priced`
  const ofIds = ids === undefined ? sql`` : sql`and id = any(${uuidList(ids)})`
  return sql`
    from variants
    where merchant_id = ${tx.merchantId} ${behindId(sql`id`, sort, after)} ${ofProduct} ${ofIds} ${ofSku} ${ofStatus} ${isPriced}
    ${inTime(sql`id`, sort)} limit ${limit}`
}

/** How many variants for sale have no list price at all, counted up to `most`. */
export async function countUnpriced(tx: Transaction, most: number): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*) as count from (
      select 1 from variants
      where merchant_id = ${tx.merchantId} and status = 'active' and not is_priced limit ${most}) unpriced`)
  return row?.count ?? 0
}

/** Every tax class of the merchant. */
export async function findTaxRates(tx: Transaction): Promise<Map<string, TaxRate>> {
  const rows = await tx.rows<TaxRate & { taxClass: string }>(sql`
    select tax_class, rate_basis_points, included from tax_rates
    where merchant_id = ${tx.merchantId} order by tax_class`)
  return new Map(rows.map(({ taxClass, ...rate }) => [taxClass, rate]))
}
