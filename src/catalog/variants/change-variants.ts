import { type Changes, changesBetween } from '../../platform/changes.ts'
import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { touchReference } from '../../platform/reference-revision.ts'
import { applyAction } from '../../platform/states.ts'
import { findBundlesOfVariant, findTaxClasses, findVariantsOfCodes } from '../catalog-queries.ts'
import { insertVariants, lockProduct, replaceComponents, saveProduct, saveVariants } from '../catalog-store.ts'
import { codesOf, decideComponents, decideProducts } from '../decide-products.ts'
import { productEvent } from '../events.ts'
import { checkBarcode, checkTaxClass, type NewVariant, type Product, productActions, type Variant } from '../product.ts'
import { findProduct } from '../product-queries.ts'

/** The most variants of a product. */
export const maxVariants = 500

/** What is said of a variant; components that are left out stay. */
export type VariantForm = Pick<Variant, 'name' | 'options' | 'unit' | 'weightGrams' | 'taxClass' | 'barcode'> & {
  components?: { sku: string; quantity: number }[] | undefined
}

/**
 * Adds variants to a product: all, or none.
 * @throws DomainError `product_not_found`, `product_archived`, `version_mismatch`, `too_many_variants` and as `createProducts` refuses
 */
export function addVariants(
  command: Command,
  { productId, variants: wanted }: { productId: string; variants: NewVariant[] },
): Promise<Product> {
  const { tx, now } = command
  return changeVariants(command, productId, async (product) => {
    if (product.status === 'archived') throw new DomainError('refused', 'product_archived')
    if (product.variants.length + wanted.length > maxVariants)
      throw new DomainError('refused', 'too_many_variants', { facts: { maxVariants } })
    const codes = {
      skus: wanted.flatMap(({ sku, components = [] }) => [sku, ...components.map((component) => component.sku)]),
      barcodes: wanted.flatMap(({ barcode }) => barcode ?? []),
    }
    const [known, taxClasses] = await Promise.all([findVariantsOfCodes(tx, codes), findTaxClasses(tx)])
    const context = { now, newId: () => newId(now), taxClasses }
    const [decided] = decideProducts([{ name: product.name, variants: wanted }], known, context)
    if (decided === undefined || 'refusal' in decided) throw decided?.refusal
    const { variants } = decided.value
    await insertVariants(
      tx,
      variants.map((variant) => ({ ...variant, productId })),
    )
    return Object.fromEntries(variants.map(({ id, sku }) => [`variants.${sku}`, [null, id]]))
  })
}

/**
 * Changes what is said of a variant. Orders keep what they were placed with.
 * @throws DomainError `product_not_found`, `variant_not_found`, `version_mismatch`, `barcode_taken`, `tax_class_unknown` and those of components
 */
export function changeVariant(
  command: Command,
  { productId, variantId, ...form }: VariantForm & { productId: string; variantId: string },
): Promise<Product> {
  const { tx } = command
  return changeVariants(command, productId, async (product) => {
    const before = variantOf(product, variantId)
    const after = await decideForm(command, before, form)
    await saveVariants(tx, [after])
    if (form.components !== undefined) await replaceComponents(tx, after)
    return named(before.sku, changesBetween<Variant>(before, after, told))
  })
}

/**
 * Takes a variant out of sale; what was ordered stays as it is.
 * @throws DomainError `product_not_found`, `variant_not_found`, `version_mismatch`, `action_not_allowed`, `component_of_bundle`
 */
export function archiveVariant(command: Command, ids: { productId: string; variantId: string }): Promise<Product> {
  return applyTo(command, ids, 'archive', async () => {
    const bundles = await findBundlesOfVariant(command.tx, ids.variantId)
    if (bundles.length > 0) throw new DomainError('refused', 'component_of_bundle', { facts: { bundles } })
  })
}

/**
 * Puts a variant on sale again.
 * @throws DomainError `product_not_found`, `product_archived`, `variant_not_found`, `version_mismatch`, `action_not_allowed`, `component_unknown`
 */
export function restoreVariant(command: Command, ids: { productId: string; variantId: string }): Promise<Product> {
  return applyTo(command, ids, 'restore', async (product, { components }) => {
    if (product.status === 'archived') throw new DomainError('refused', 'product_archived')
    const skus = components.map(({ sku }) => sku)
    const known = await findVariantsOfCodes(command.tx, { skus, barcodes: [] })
    const archived = known.find(({ status }) => status === 'archived')
    if (archived !== undefined) throw new DomainError('refused', 'component_unknown', { facts: { sku: archived.sku } })
  })
}

const told = ['name', 'options', 'unit', 'weightGrams', 'taxClass', 'barcode', 'status', 'components'] as const

function applyTo(
  command: Command,
  { productId, variantId }: { productId: string; variantId: string },
  action: keyof typeof productActions,
  requireFree: (product: Product, variant: Variant) => Promise<void>,
): Promise<Product> {
  return changeVariants(command, productId, async (product) => {
    const before = variantOf(product, variantId)
    const after = { ...before, status: applyAction(productActions, action, before.status) }
    await requireFree(product, before)
    await saveVariants(command.tx, [after])
    return named(before.sku, changesBetween<Variant>(before, after, told))
  })
}

/** Works on a locked product, tells what changed by the names of its variants, and answers it as it then is. */
async function changeVariants(
  command: Command,
  productId: string,
  change: (product: Product) => Promise<Changes>,
): Promise<Product> {
  const { tx, now, actor } = command
  const before = await lockProduct(tx, productId)
  const product = await findProduct(tx, productId)
  if (before === undefined || product === undefined) throw new DomainError('not_found', 'product_not_found')
  requireVersion(command, before.version)
  const changes = await change(product)
  const after = { ...before, version: before.version + 1 }
  await saveProduct(tx, after)
  await publish(tx, [productEvent('product.changed', { before, after, changes }, { at: now, actor })])
  await touchReference(tx)
  return (await findProduct(tx, productId)) as Product
}

function variantOf({ variants }: Product, variantId: string): Variant {
  const variant = variants.find(({ id }) => id === variantId)
  if (variant === undefined) throw new DomainError('not_found', 'variant_not_found')
  return variant
}

async function decideForm({ tx }: Command, before: Variant, { components, ...form }: VariantForm): Promise<Variant> {
  const { barcode } = form
  if (barcode !== null) checkBarcode(barcode, 'barcode')
  const codes = {
    skus: (components ?? []).map(({ sku }) => sku),
    barcodes: barcode === null ? [] : [barcode],
  }
  const [known, taxClasses] = await Promise.all([findVariantsOfCodes(tx, codes), findTaxClasses(tx)])
  checkTaxClass(form.taxClass, taxClasses, 'taxClass')
  if (barcode !== null && known.some((other) => other.barcode === barcode && other.id !== before.id))
    throw new DomainError('conflict', 'barcode_taken', { field: 'barcode', facts: { barcode } })
  if (components === undefined) return { ...before, ...form }
  return { ...before, ...form, components: decideComponents(before, components, 'components', [codesOf(known)]) }
}

function named(sku: string, changes: Changes): Changes {
  return Object.fromEntries(Object.entries(changes).map(([field, change]) => [`variants.${sku}.${field}`, change]))
}
