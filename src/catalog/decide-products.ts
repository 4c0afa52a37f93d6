import type { Outcome } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import {
  type Component,
  checkBarcode,
  checkTaxClass,
  defaultTaxClass,
  type NewProduct,
  type NewVariant,
  type Product,
  type ProductStatus,
  type Variant,
  type VariantKind,
  variantName,
} from './product.ts'

/** What must be known of the variants that have a SKU or barcode named by products to be made. */
export type KnownVariant = { id: string; sku: string; barcode: string | null; kind: VariantKind; status: ProductStatus }

/** What products are decided with: `newId` gives the ids, products before their variants; `taxClasses` are those of the shop. */
export type DecisionContext = { now: Date; newId: () => string; taxClasses: ReadonlySet<string> }

/**
 * Decides which products can be made: each stands or falls alone, in order, and an earlier one takes its codes from a
 * later one.
 */
export function decideProducts(
  inputs: readonly NewProduct[],
  known: readonly KnownVariant[],
  { now, newId, taxClasses }: DecisionContext,
): Outcome<Product>[] {
  const codes = codesOf(known)
  return inputs.map((input) => {
    try {
      const product = decideProduct(input, codes, { id: newId(), now, newId, taxClasses })
      for (const variant of product.variants) {
        codes.bySku.set(variant.sku, variant)
        if (variant.barcode !== null) codes.barcodes.add(variant.barcode)
      }
      return { value: product }
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error }
      throw error
    }
  })
}

/** What is known under which code. */
export function codesOf(known: readonly KnownVariant[]): Codes {
  return {
    bySku: new Map(known.map((variant) => [variant.sku, variant])),
    barcodes: new Set(known.flatMap(({ barcode }) => (barcode === null ? [] : [barcode]))),
  }
}

/** Codes that are taken, and whose they are. */
export type Codes = { bySku: Map<string, KnownVariant>; barcodes: Set<string> }

function decideProduct(
  input: NewProduct,
  codes: Codes,
  { id, now, newId, taxClasses }: DecisionContext & { id: string },
): Product {
  const own: Codes = { bySku: new Map(), barcodes: new Set() }
  const variants = input.variants.map((variant, index) => {
    const field = `variants[${index}]`
    checkCodes(variant, field, [codes, own])
    checkTaxClass(variant.taxClass ?? defaultTaxClass, taxClasses, `${field}.taxClass`)
    const decided = decideVariant(variant, newId(), input.name)
    own.bySku.set(decided.sku, decided)
    if (decided.barcode !== null) own.barcodes.add(decided.barcode)
    return decided
  })
  for (const [index, variant] of variants.entries()) {
    const wanted = input.variants[index]?.components ?? []
    variant.components = decideComponents(variant, wanted, `variants[${index}].components`, [own, codes])
  }
  const { name, category = '' } = input
  return { id, name, category, status: 'active', version: 1, createdAt: now, variants, pictures: [] }
}

function decideVariant(input: NewVariant, id: string, productName: string): Variant {
  const {
    sku,
    barcode = null,
    options = {},
    kind = 'stocked',
    unit = '件',
    weightGrams = 0,
    taxClass = defaultTaxClass,
  } = input
  const name = input.name ?? variantName(productName, options)
  return { id, sku, barcode, name, options, kind, unit, weightGrams, taxClass, status: 'active', components: [] }
}

/** @throws DomainError `sku_taken`, `barcode_taken`, `barcode_check_digit_wrong` */
function checkCodes({ sku, barcode }: NewVariant, field: string, taken: readonly Codes[]): void {
  if (taken.some(({ bySku }) => bySku.has(sku))) {
    throw new DomainError('conflict', 'sku_taken', { field: `${field}.sku`, facts: { sku } })
  }
  if (barcode === undefined) return
  checkBarcode(barcode, `${field}.barcode`)
  if (taken.some(({ barcodes }) => barcodes.has(barcode))) {
    throw new DomainError('conflict', 'barcode_taken', { field: `${field}.barcode`, facts: { barcode } })
  }
}

/**
 * What a bundle is to be made of; nothing for what is none.
 * @throws DomainError `bundle_empty`, `components_not_allowed`, `component_repeated`, `component_unknown`, `component_not_stocked`
 */
export function decideComponents(
  { kind }: Pick<Variant, 'kind'>,
  wanted: readonly { sku: string; quantity: number }[],
  field: string,
  places: readonly Codes[],
): Component[] {
  if (kind === 'bundle' && wanted.length === 0) throw new DomainError('refused', 'bundle_empty', { field })
  if (kind !== 'bundle' && wanted.length > 0) throw new DomainError('refused', 'components_not_allowed', { field })
  const seen = new Set<string>()
  return wanted.map(({ sku, quantity }, index) => {
    const about = { field: `${field}[${index}].sku`, facts: { sku } }
    const found = places.map(({ bySku }) => bySku.get(sku)).find((variant) => variant !== undefined)
    if (seen.has(sku)) throw new DomainError('refused', 'component_repeated', about)
    if (found === undefined || found.status !== 'active') throw new DomainError('refused', 'component_unknown', about)
    if (found.kind !== 'stocked') throw new DomainError('refused', 'component_not_stocked', about)
    seen.add(sku)
    return { variantId: found.id, sku, quantity }
  })
}
