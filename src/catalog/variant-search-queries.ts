import { sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import type { SearchAlternative } from '../platform/crypto/search-tokens.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import type { Variant } from './product.ts'
import { byMatch, type MatchKind, matchOf } from './variant-match.ts'
import { goodsAlternatives, type SearchedVariant } from './variant-tokens.ts'

/** A variant that is for sale, as a search shows it. */
export type FoundVariant = Pick<Variant, 'id' | 'sku' | 'barcode' | 'name' | 'kind' | 'unit'> & {
  productId: string
  match: MatchKind
}

/** A variant that is for sale, with what it is found by. */
export type IndexedVariant = SearchedVariant & { id: string; productId: string }

/** So many are looked at; who typed little gets the newest of them. */
const candidates = 300

/** Looked up for each variant: a join would read all products for three hundred. */
const productName = sql`(
  select p.name from products p where p.merchant_id = v.merchant_id and p.id = v.product_id) as product_name`

type Row = Omit<FoundVariant, 'match'> & SearchedVariant

/** Variants for sale that fit what was typed, the best first: by SKU, barcode, a part of the name, or its pinyin. */
export async function searchVariants(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  text: string,
  limit: number,
): Promise<FoundVariant[]> {
  const { tx } = context
  const typed = text.trim()
  const alternatives = goodsAlternatives(await presentKeys(context), typed)
  const [exact, ids] = await Promise.all([findIdsByCode(tx, typed), findCandidates(tx, alternatives)])
  const wanted = [...new Set([...exact, ...ids])]
  if (wanted.length === 0) return []
  const rows = await tx.rows<Row>(sql`
    select v.id, v.product_id, v.sku, v.barcode, v.name, ${productName}, v.options, v.kind, v.unit from variants v
    where v.merchant_id = ${tx.merchantId} and v.id = any(${uuidList(wanted)}) and v.status = 'active'`)
  return rows
    .flatMap(({ productName, options, ...variant }) => {
      const match = matchOf({ ...variant, productName, options }, typed)
      return match === undefined ? [] : [{ ...variant, match }]
    })
    .sort(byMatch)
    .slice(0, limit)
}

/** The variants for sale of some products, for the index. */
export function findIndexedVariants(tx: Transaction, productIds: readonly string[]): Promise<IndexedVariant[]> {
  return tx.rows<IndexedVariant>(sql`
    select v.id, v.product_id, v.sku, v.barcode, v.name, p.name as product_name, v.options
    from variants v join products p on p.merchant_id = v.merchant_id and p.id = v.product_id
    where v.merchant_id = ${tx.merchantId} and v.product_id = any(${uuidList(productIds)}) and v.status = 'active'`)
}

/** All ids of the variants of some products, whether for sale or not. */
export async function findVariantIdsOf(tx: Transaction, productIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from variants where merchant_id = ${tx.merchantId} and product_id = any(${uuidList(productIds)})`)
  return rows.map(({ id }) => id)
}

/** The next products by their ids, from behind one on. */
export async function findProductIdsAfter(
  tx: Transaction,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const behind = after === null ? sql`` : sql`and id > ${after}`
  const rows = await tx.rows<{ id: string }>(sql`
    select id from products where merchant_id = ${tx.merchantId} ${behind} order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** How many products there are. */
export async function countProducts(tx: Transaction): Promise<number> {
  const row = await tx.row<{ products: number }>(sql`
    select count(*) as products from products where merchant_id = ${tx.merchantId}`)
  return row?.products ?? 0
}

/** Of each way to understand what was typed its newest, so that common words cost no more than rare ones. */
async function findCandidates(tx: Transaction, alternatives: readonly SearchAlternative[]): Promise<string[]> {
  if (alternatives.length === 0) return []
  const newest = alternatives.map(
    (alternative) => sql`(
      select found.id from ${objectsWithTokens(tx, 'variant', [alternative])} as found(id)
      order by found.id desc limit ${candidates})`,
  )
  const rows = await tx.rows<{ id: string }>(sql.join(newest, sql` union all `))
  return rows.map(({ id }) => id)
}

async function findIdsByCode(tx: Transaction, code: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from variants where merchant_id = ${tx.merchantId} and sku = ${code}
    union all
    select id from variants where merchant_id = ${tx.merchantId} and barcode = ${code}`)
  return rows.map(({ id }) => id)
}
