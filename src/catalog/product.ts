// A product is what customers see as one thing; its variants are what is sold, stocked and scanned, each with its SKU.
// A bundle is a variant that stands for others. What a variant costs is pricing's, how many there are is inventory's.
import { DomainError } from '../platform/errors.ts'
import { type ActionTable, checkMachine } from '../platform/states.ts'
import { isGtin } from './gtin.ts'
import type { Picture } from './pictures/picture.ts'

/** The states of a product and of each of its variants. */
export type ProductStatus = 'active' | 'archived'

/** What a variant is: a thing on a shelf, a set of such things, or something done. */
export type VariantKind = 'stocked' | 'bundle' | 'service'

/** The whole life of a product. */
export const productActions = {
  archive: { from: ['active'], to: 'archived' },
  restore: { from: ['archived'], to: 'active' },
} as const satisfies ActionTable<ProductStatus>

checkMachine<ProductStatus>(productActions, {
  initial: 'active',
  states: ['active', 'archived'],
})

/** A variant of a bundle: so many of it for each bundle sold. */
export type Component = { variantId: string; sku: string; quantity: number }

/** A variant as it stands. */
export type Variant = {
  id: string
  sku: string
  barcode: string | null
  name: string
  /** What sets it apart from its sisters: `{ "颜色": "红", "尺码": "XL" }`. */
  options: Record<string, string>
  kind: VariantKind
  /** What its quantities count: 件, kg, box. */
  unit: string
  weightGrams: number
  taxClass: string
  status: ProductStatus
  components: Component[]
}

/** A product as it stands. */
export type Product = {
  id: string
  name: string
  category: string
  status: ProductStatus
  version: number
  createdAt: Date
  variants: Variant[]
  pictures: Picture[]
}

/** A variant to be made. Components are named by SKU: variants that exist, or stand in the same or an earlier product. */
export type NewVariant = {
  sku: string
  barcode?: string | undefined
  /** The product's name with the options behind it when left out. */
  name?: string | undefined
  options?: Record<string, string> | undefined
  kind?: VariantKind | undefined
  unit?: string | undefined
  weightGrams?: number | undefined
  taxClass?: string | undefined
  components?: { sku: string; quantity: number }[] | undefined
}

/** A product to be made. */
export type NewProduct = { name: string; category?: string | undefined; variants: NewVariant[] }

/** The class of what names none; every shop has it, whether it has said yet how it is taxed or not. */
export const defaultTaxClass = 'standard'

/**
 * What is sold is taxed by a class that the shop has: of another it would be sold without tax, and nobody would be told.
 * @throws DomainError `tax_class_unknown`
 */
export function checkTaxClass(taxClass: string, known: ReadonlySet<string>, field: string): void {
  if (taxClass === defaultTaxClass || known.has(taxClass)) return
  throw new DomainError('refused', 'tax_class_unknown', { field, facts: { taxClass } })
}

const gtinForm = /^(\d{8}|\d{12,14})$/

/**
 * A barcode that looks like a GTIN must be one; house codes of other forms are taken as they are.
 * @throws DomainError `barcode_check_digit_wrong`
 */
export function checkBarcode(barcode: string, field: string): void {
  if (gtinForm.test(barcode) && !isGtin(barcode)) {
    throw new DomainError('invalid', 'barcode_check_digit_wrong', { field, facts: { barcode } })
  }
}

/** The name under which a variant is sold when it is given none. */
export function variantName(productName: string, options: Record<string, string>): string {
  return [productName, ...Object.values(options)].join(' ')
}
