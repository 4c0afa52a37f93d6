import { type RawBuilder, sql } from 'kysely'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { KnownVariant } from './decide-products.ts'

/** A variant as orders need it. `weightGrams` is of one unit; `components` are of one bundle. */
export type SellableVariant = {
  id: string
  sku: string
  barcode: string | null
  name: string
  kind: 'stocked' | 'bundle' | 'service'
  status: 'active' | 'archived'
  taxClass: string
  weightGrams: number
  components: { variantId: string; quantity: number }[]
}

type ComponentRow = { bundleId: string; componentId: string; quantity: number }

/** The variants that any of the codes names, archived ones too, and the components of the bundles among them; one round trip. */
export async function findSellableVariants(
  tx: Transaction,
  codes: { skus: string[]; barcodes: string[]; ids: string[] },
): Promise<SellableVariant[]> {
  const named = idsOfCodes(tx, codes)
  const [variants, components] = await Promise.all([
    tx.rows<Omit<SellableVariant, 'components'>>(sql`
      with named as materialized (${named})
      select id, sku, barcode, name, kind, status, tax_class, weight_grams from variants
      where merchant_id = ${tx.merchantId} and id in (
        select id from named
        union select component_id from bundle_components
        where merchant_id = ${tx.merchantId} and bundle_id in (select id from named))`),
    tx.rows<ComponentRow>(sql`
      with named as materialized (${named})
      select bundle_id, component_id, quantity from bundle_components
      where merchant_id = ${tx.merchantId} and bundle_id in (select id from named)
      order by bundle_id, component_id`),
  ])
  const byBundle = Map.groupBy(components, ({ bundleId }) => bundleId)
  return variants.map((variant) => ({
    ...variant,
    components: (byBundle.get(variant.id) ?? []).map(({ componentId, quantity }) => ({
      variantId: componentId,
      quantity,
    })),
  }))
}

/** What exists under any of the codes. */
export function findVariantsOfCodes(
  tx: Transaction,
  { skus, barcodes }: { skus: string[]; barcodes: string[] },
): Promise<KnownVariant[]> {
  return tx.rows<KnownVariant>(sql`
    with named as materialized (${idsOfCodes(tx, { skus, barcodes, ids: [] })})
    select id, sku, barcode, kind, status from variants
    where merchant_id = ${tx.merchantId} and id in (select id from named)`)
}

/** The tax classes that the shop has said something of. */
export async function findTaxClasses(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.rows<{ taxClass: string }>(sql`
    select tax_class from tax_rates where merchant_id = ${tx.merchantId}`)
  return new Set(rows.map(({ taxClass }) => taxClass))
}

/** Which variants SKUs name, by them. */
export async function findIdsOfSkus(tx: Transaction, skus: readonly string[]): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const rows = await tx.rows<{ sku: string; id: string }>(sql`
    select sku, id from variants where merchant_id = ${tx.merchantId} and sku = any(${textList(skus)})`)
  return new Map(rows.map(({ sku, id }) => [sku, id]))
}

/** Which of the ids are variants. */
export async function findVariantIds(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from variants where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)})`)
  return new Set(rows.map(({ id }) => id))
}

/** SKUs of the bundles for sale that take a variant of the product as a component. */
export async function findBundlesOfProduct(tx: Transaction, productId: string): Promise<string[]> {
  const rows = await tx.rows<{ sku: string }>(sql`
    select distinct b.sku from variants v
    join bundle_components c on c.merchant_id = v.merchant_id and c.component_id = v.id
    join variants b on b.merchant_id = c.merchant_id and b.id = c.bundle_id
    where v.merchant_id = ${tx.merchantId} and v.product_id = ${productId}
      and b.status = 'active' and b.product_id <> ${productId}
    order by b.sku limit 10`)
  return rows.map(({ sku }) => sku)
}

/** SKUs of archived variants of other products that bundles of the product take as components. */
export async function findArchivedComponents(tx: Transaction, productId: string): Promise<string[]> {
  const rows = await tx.rows<{ sku: string }>(sql`
    select distinct v.sku from variants b
    join bundle_components c on c.merchant_id = b.merchant_id and c.bundle_id = b.id
    join variants v on v.merchant_id = c.merchant_id and v.id = c.component_id
    where b.merchant_id = ${tx.merchantId} and b.product_id = ${productId}
      and v.status = 'archived' and v.product_id <> ${productId}
    order by v.sku limit 10`)
  return rows.map(({ sku }) => sku)
}

/** SKUs of the bundles for sale that take the variant as a component. */
export async function findBundlesOfVariant(tx: Transaction, variantId: string): Promise<string[]> {
  const rows = await tx.rows<{ sku: string }>(sql`
    select b.sku from bundle_components c
    join variants b on b.merchant_id = c.merchant_id and b.id = c.bundle_id
    where c.merchant_id = ${tx.merchantId} and c.component_id = ${variantId} and b.status = 'active'
    order by b.sku limit 10`)
  return rows.map(({ sku }) => sku)
}

/** Each kind of code has its own unique index: three look-ups, never a scan. */
function idsOfCodes(
  tx: Transaction,
  { skus, barcodes, ids }: { skus: string[]; barcodes: string[]; ids: string[] },
): RawBuilder<{ id: string }> {
  return sql`
    select id from variants where merchant_id = ${tx.merchantId} and sku = any(${textList(skus)})
    union all select id from variants where merchant_id = ${tx.merchantId} and barcode = any(${textList(barcodes)})
    union all select unnest(${uuidList(ids)})`
}
