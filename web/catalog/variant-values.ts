import { defaultTaxClass } from '../../src/catalog/product.ts'
import type { addVariantsContract, changeVariantContract } from '../../src/catalog/variants/contract.ts'
import type { BodyOf } from '../platform/call.ts'
import type { PriceValues } from './PriceRows.tsx'
import type { Variant } from './products.ts'

/** A variant as a form has it. */
export type VariantValues = {
  sku: string
  barcode?: string
  name?: string
  options?: { name: string; value: string }[]
  kind: Variant['kind']
  unit: string
  weightGrams: number | null
  taxClass: string
  components?: { sku: string; quantity: number }[]
  /** Of a new one. */
  prices?: PriceValues
}

/** A new variant as a form begins. */
export function firstValues(unit: string) {
  return { kind: 'stocked', unit, weightGrams: 0, taxClass: defaultTaxClass } as const
}

/** What a form begins with for a variant that there is. */
export function valuesOf({ options, barcode, components, ...variant }: Variant): VariantValues {
  return {
    ...variant,
    ...(barcode !== null && { barcode }),
    options: Object.entries(options).map(([name, value]) => ({ name, value })),
    components: components.map(({ sku, quantity }) => ({ sku, quantity })),
  }
}

/** A form of a new variant as it is sent. */
export function newVariantOf(values: VariantValues): BodyOf<typeof addVariantsContract>['variants'][number] {
  const { sku, name, barcode, kind, unit, weightGrams, taxClass, components = [], prices = [] } = values
  const priced = prices.flatMap(({ currency, price = '' }) => (price === '' ? [] : [{ currency, price }]))
  return {
    ...{ sku: sku.trim(), kind, unit, taxClass, weightGrams: weightGrams ?? 0, options: optionsOf(values) },
    ...(name !== undefined && name.trim() !== '' && { name }),
    ...(barcode !== undefined && barcode.trim() !== '' && { barcode: barcode.trim() }),
    ...(kind === 'bundle' && { components }),
    ...(priced.length > 0 && { prices: priced }),
  }
}

/** A form of a variant that there is as it is sent. */
export function changedVariantOf(values: VariantValues, variant: Variant): BodyOf<typeof changeVariantContract> {
  const { name, barcode, unit, weightGrams, taxClass, components = [] } = values
  return {
    ...{
      name: name?.trim() || variant.name,
      options: optionsOf(values),
      unit,
      weightGrams: weightGrams ?? 0,
      taxClass,
    },
    barcode: barcode?.trim() || null,
    ...(variant.kind === 'bundle' && { components }),
  }
}

function optionsOf({ options = [] }: VariantValues): Record<string, string> {
  return Object.fromEntries(options.map(({ name, value }) => [name.trim(), value.trim()]))
}
