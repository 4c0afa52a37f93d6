import type { SellableVariant } from '../../catalog/catalog-queries.ts'
import { DomainError } from '../../platform/errors.ts'
import type { PlaceOrderLine } from './place-order-form.ts'
import type { References } from './references.ts'

/**
 * What a line's code names, if it may be sold.
 * @throws DomainError `unknown_product`, `product_archived`
 */
export function resolveVariant(wanted: PlaceOrderLine, index: number, references: References): SellableVariant {
  const { sku, barcode } = wanted
  const found = findVariant(wanted, references)
  const field = `lines[${index}].${sku !== undefined ? 'sku' : barcode !== undefined ? 'barcode' : 'variantId'}`
  if (found === undefined) throw new DomainError('refused', 'unknown_product', { field })
  if (found.status !== 'active') throw new DomainError('refused', 'product_archived', { field })
  return found
}

/** What a line's code names, as far as it is known. */
export function findVariant(
  { sku, barcode, variantId }: PlaceOrderLine,
  { bySku, byBarcode, byId }: References,
): SellableVariant | undefined {
  if (sku !== undefined) return bySku.get(sku)
  return barcode !== undefined ? byBarcode.get(barcode) : byId.get(variantId ?? '')
}
