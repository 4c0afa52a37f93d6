import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import { behindId, inTime, type TimeSort } from '../platform/db/id-order.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { findPictures } from './pictures/picture-store.ts'
import type { Component, Product, ProductStatus, Variant, VariantKind } from './product.ts'

/** What a list of products may be narrowed to. */
export type ProductFilter = {
  sku?: string | undefined
  barcode?: string | undefined
  status?: ProductStatus | undefined
  category?: string | undefined
  kind?: VariantKind | undefined
  /** One of these: what a search found. */
  ids?: readonly string[] | undefined
}

/** From where a list of products goes on, in which order, and how many at the most. */
export type ProductPage = { limit: number; after?: string | undefined; sort?: TimeSort | undefined }

/** Products in the order of a list, behind the id `after`, each with its variants. */
export async function findProducts(tx: Transaction, filter: ProductFilter, page: ProductPage): Promise<Product[]> {
  const products = await tx.rows<OwnProduct>(sql`
    select id, name, category, status, version, created_at ${productsOf(tx, filter, page)}`)
  return withVariants(tx, products)
}

/** The `id`, `label` and `position` of the products that a filter finds, in the order of the list. */
export function matchingProducts(tx: Transaction, filter: ProductFilter, page: ProductPage): RawBuilder<unknown> {
  return sql`
    select m.id, m.label, row_number() over (${inTime(sql`m.id`, page.sort ?? 'newest')}) as position
    from (select id, name as label ${productsOf(tx, filter, page)}) m`
}

/** `from … where … order by … limit …` of a list of products. */
function productsOf(tx: Transaction, filter: ProductFilter, page: ProductPage): RawBuilder<unknown> {
  const { sku, barcode, status, category, kind, ids } = filter
  const { after, sort = 'newest', limit } = page
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  const ofSku = sku === undefined ? sql`` : productsWhere(tx, sql`sku = ${sku}`)
  const ofBarcode = barcode === undefined ? sql`` : productsWhere(tx, sql`barcode = ${barcode}`)
  const ofCategory = category === undefined ? sql`` : sql`and category = ${category}`
  const ofIds = ids === undefined ? sql`` : sql`and id = any(${uuidList(ids)})`
  const isAlone = Object.values(filter).filter((part) => part !== undefined).length === 1
  const ofKind = kind === undefined ? sql`` : withKind(tx, kind, { after, sort, limit, isAlone })
  return sql`
    from products
    where merchant_id = ${tx.merchantId} ${behindId(sql`id`, sort, after)}
      ${ofStatus} ${ofCategory} ${ofSku} ${ofBarcode} ${ofKind} ${ofIds}
    ${inTime(sql`id`, sort)} limit ${limit}`
}

/** One product with its variants. */
export async function findProduct(tx: Transaction, productId: string): Promise<Product | undefined> {
  const products = await tx.rows<OwnProduct>(sql`
    select id, name, category, status, version, created_at from products
    where merchant_id = ${tx.merchantId} and id = ${productId}`)
  return (await withVariants(tx, products))[0]
}

/** The variant with this SKU, or else with this barcode: what a scanner or a clerk's fingers gave. */
export async function findVariantByCode(
  tx: Transaction,
  code: string,
): Promise<(Variant & { productId: string }) | undefined> {
  const rows = await tx.rows<VariantRow>(sql`
    select ${variantColumns} from variants where merchant_id = ${tx.merchantId} and sku = ${code}
    union all
    select ${variantColumns} from variants where merchant_id = ${tx.merchantId} and barcode = ${code}`)
  const row = rows.find(({ sku }) => sku === code) ?? rows[0]
  if (row === undefined) return undefined
  const components = await findComponents(tx, [row.id])
  return { ...row, components: components.map(withoutBundle) }
}

type OwnProduct = Omit<Product, 'variants' | 'pictures'>
type VariantRow = Omit<Variant, 'components'> & { productId: string }
type ComponentRow = Component & { bundleId: string }

const variantColumns = sql`id, product_id, sku, barcode, name, options, kind, unit, weight_grams, tax_class, status`

function productsWhere(tx: Transaction, condition: ReturnType<typeof sql>) {
  return sql`and id in (select product_id from variants where merchant_id = ${tx.merchantId} and ${condition})`
}

/** Asked for nothing else, only the first of the kind are read, by their index. */
function withKind(
  tx: Transaction,
  kind: VariantKind,
  { limit, after, sort, isAlone }: ProductPage & { sort: TimeSort; isAlone: boolean },
) {
  const id = sql`product_id`
  const first = isAlone ? sql`${inTime(id, sort)} limit ${limit}` : sql``
  return sql`and id = any(array(
    select distinct product_id from variants
    where merchant_id = ${tx.merchantId} and kind = ${kind} ${behindId(id, sort, after)} ${first}))`
}

async function withVariants(tx: Transaction, products: OwnProduct[]): Promise<Product[]> {
  if (products.length === 0) return []
  const productIds = products.map(({ id }) => id)
  const [variants, pictures] = await Promise.all([
    tx.rows<VariantRow>(sql`
      select ${variantColumns} from variants
      where merchant_id = ${tx.merchantId} and product_id = any(${uuidList(productIds)})
      order by id`),
    findPictures(tx, productIds),
  ])
  const bundles = variants.filter(({ kind }) => kind === 'bundle').map(({ id }) => id)
  const components = bundles.length === 0 ? [] : await findComponents(tx, bundles)
  const ofProduct = Map.groupBy(variants, ({ productId }) => productId)
  const ofBundle = Map.groupBy(components, ({ bundleId }) => bundleId)
  return products.map((product) => ({
    ...product,
    variants: (ofProduct.get(product.id) ?? []).map(({ productId: _, ...variant }) => ({
      ...variant,
      components: (ofBundle.get(variant.id) ?? []).map(withoutBundle),
    })),
    pictures: pictures.get(product.id) ?? [],
  }))
}

function findComponents(tx: Transaction, bundleIds: readonly string[]): Promise<ComponentRow[]> {
  return tx.rows<ComponentRow>(sql`
    select c.bundle_id, c.component_id as variant_id, v.sku, c.quantity from bundle_components c
    join variants v on v.merchant_id = c.merchant_id and v.id = c.component_id
    where c.merchant_id = ${tx.merchantId} and c.bundle_id = any(${uuidList(bundleIds)})
    order by c.bundle_id, v.sku`)
}

function withoutBundle({ variantId, sku, quantity }: ComponentRow): Component {
  return { variantId, sku, quantity }
}
