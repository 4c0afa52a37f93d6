import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
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

/** Products newest first, before the id `after`, each with its variants. */
export async function findProducts(
  tx: Transaction,
  filter: ProductFilter,
  page: { limit: number; after?: string | undefined },
): Promise<Product[]> {
  const { sku, barcode, status, category, kind, ids } = filter
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  const ofSku = sku === undefined ? sql`` : productsWhere(tx, sql`sku = ${sku}`)
  const ofBarcode = barcode === undefined ? sql`` : productsWhere(tx, sql`barcode = ${barcode}`)
  const ofCategory = category === undefined ? sql`` : sql`and category = ${category}`
  const ofIds = ids === undefined ? sql`` : sql`and id = any(${uuidList(ids)})`
  const isAlone = Object.values(filter).filter((part) => part !== undefined).length === 1
  const ofKind = kind === undefined ? sql`` : withKind(tx, kind, { ...page, isAlone })
  const products = await tx.rows<OwnProduct>(sql`
    select id, name, category, status, version, created_at from products
    where merchant_id = ${tx.merchantId} ${before} ${ofStatus} ${ofCategory} ${ofSku} ${ofBarcode} ${ofKind} ${ofIds}
    order by id desc limit ${page.limit}`)
  return withVariants(tx, products)
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

/** Asked for nothing else, only the newest of the kind are read, by their index. */
function withKind(
  tx: Transaction,
  kind: VariantKind,
  { limit, after, isAlone }: { limit: number; after?: string | undefined; isAlone: boolean },
) {
  const before = after === undefined ? sql`` : sql`and product_id < ${after}`
  const newest = isAlone ? sql`order by product_id desc limit ${limit}` : sql``
  return sql`and id = any(array(
    select distinct product_id from variants
    where merchant_id = ${tx.merchantId} and kind = ${kind} ${before} ${newest}))`
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
