import { sql } from 'kysely'
import { insertRows, uuidList } from '../platform/db/bulk.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Product, ProductStatus, Variant } from './product.ts'

/** A product's own row, locked. */
export type LockedProduct = Pick<Product, 'id' | 'name' | 'category' | 'status' | 'version'>

const productColumns = ['id', 'name', 'category', 'status', 'version', 'createdAt'] as const
const variantColumns = [
  'id',
  'productId',
  'sku',
  'barcode',
  'name',
  'options',
  'kind',
  'unit',
  'weightGrams',
  'taxClass',
  'status',
] as const

/** Writes new products with their variants and components in one round trip. */
export async function insertProducts(tx: Transaction, products: readonly Product[]): Promise<void> {
  const variants = products.flatMap((product) =>
    product.variants.map((variant) => ({ ...variant, productId: product.id })),
  )
  await Promise.all([
    unlessTaken(tx.run(insertRows(tx.merchantId, 'products', productColumns, products))),
    insertVariants(tx, variants),
  ])
}

/** Writes new variants with their components. @throws DecidedOnStale when another took a code meanwhile */
export async function insertVariants(
  tx: Transaction,
  unsorted: readonly (Variant & { productId: string })[],
): Promise<void> {
  // In the order of their codes, so that two imports of the same goods wait for, not on, each other.
  const variants = unsorted.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  await unlessTaken(
    Promise.all([
      tx.run(insertRows(tx.merchantId, 'variants', variantColumns, variants)),
      insertComponents(tx, variants),
    ]),
  )
}

async function insertComponents(
  tx: Transaction,
  bundles: readonly Pick<Variant, 'id' | 'components'>[],
): Promise<void> {
  const components = bundles.flatMap(({ id, components }) =>
    components.map(({ variantId, quantity }) => ({ bundleId: id, componentId: variantId, quantity })),
  )
  await tx.run(insertRows(tx.merchantId, 'bundle_components', ['bundleId', 'componentId', 'quantity'], components))
}

/** Saves what is said of variants. @throws DecidedOnStale when another took a barcode meanwhile */
export async function saveVariants(tx: Transaction, variants: readonly Variant[]): Promise<void> {
  for (const { id, barcode, name, options, unit, weightGrams, taxClass, status } of variants) {
    await unlessTaken(
      tx.run(sql`
        update variants set barcode = ${barcode}, name = ${name}, options = ${JSON.stringify(options)}::jsonb,
          unit = ${unit}, weight_grams = ${weightGrams}, tax_class = ${taxClass}, status = ${status}
        where merchant_id = ${tx.merchantId} and id = ${id}`),
    )
  }
}

/** Makes a bundle stand for other components from now on. */
export async function replaceComponents(tx: Transaction, bundle: Pick<Variant, 'id' | 'components'>): Promise<void> {
  await tx.run(sql`delete from bundle_components where merchant_id = ${tx.merchantId} and bundle_id = ${bundle.id}`)
  await insertComponents(tx, [bundle])
}

/** Locks a product to change it. */
export function lockProduct(tx: Transaction, productId: string): Promise<LockedProduct | undefined> {
  return tx.row<LockedProduct>(sql`
    select id, name, category, status, version from products
    where merchant_id = ${tx.merchantId} and id = ${productId} for update`)
}

/** Locks products in the order of their ids; unknown ids are left out. */
export async function lockProducts(
  tx: Transaction,
  productIds: readonly string[],
): Promise<Map<string, LockedProduct>> {
  const rows = await tx.rows<LockedProduct>(sql`
    select id, name, category, status, version from products
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(productIds)}) order by id for update`)
  return new Map(rows.map((product) => [product.id, product]))
}

/** Locks variants in the order of their ids, for who sets what belongs to them; answers those that there are. */
export async function lockVariants(tx: Transaction, variantIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from variants
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(variantIds)}) order by id for no key update`)
  return new Set(rows.map(({ id }) => id))
}

/** Says of variants whether they have a list price: pricing knows, and has locked them. */
export async function savePriced(tx: Transaction, variantIds: readonly string[], isPriced: boolean): Promise<void> {
  if (variantIds.length === 0) return
  await tx.run(sql`
    update variants set is_priced = ${isPriced}
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(variantIds)}) and is_priced <> ${isPriced}`)
}

/** Saves a product's own row. */
export async function saveProduct(tx: Transaction, product: LockedProduct): Promise<void> {
  const { id, name, category, status, version } = product
  await tx.run(sql`
    update products set name = ${name}, category = ${category}, status = ${status}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Sets the status of all variants of a product. */
export async function saveVariantStatus(tx: Transaction, productId: string, status: ProductStatus): Promise<void> {
  await tx.run(sql`
    update variants set status = ${status} where merchant_id = ${tx.merchantId} and product_id = ${productId}`)
}
