import { findSellableVariants, type SellableVariant } from '../catalog/catalog-queries.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'

/** Names an item by one of its id, its SKU or its barcode. */
export type ItemReference = {
  itemId?: string | undefined
  sku?: string | undefined
  barcode?: string | undefined
}

/** An item that can be in stock. It has the id of its variant. */
export type StockedItem = Pick<SellableVariant, 'id' | 'sku' | 'name'>

/**
 * Finds the item of a reference; `field` is the path of the input that holds it.
 * @throws DomainError refused `unknown_item`, `unknown_sku`, `unknown_barcode`, or `item_not_stocked` for a bundle or a
 *   service
 */
export type ItemFinder = (reference: ItemReference, field?: string) => StockedItem

/** Reads the variants that references name, archived ones too: what is no longer sold may still lie on a shelf. */
export async function findStockedItems(tx: Transaction, references: readonly ItemReference[]): Promise<ItemFinder> {
  const codes = (name: keyof ItemReference) => [...new Set(references.flatMap((reference) => reference[name] ?? []))]
  const variants = await findSellableVariants(tx, {
    skus: codes('sku'),
    barcodes: codes('barcode'),
    ids: codes('itemId'),
  })
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]))
  const byBarcode = new Map(variants.map((variant) => [variant.barcode, variant]))
  return ({ itemId, sku, barcode }, field) => {
    const at = (name: string) => (field === undefined ? name : `${field}.${name}`)
    if (itemId !== undefined) return stocked(byId.get(itemId), 'unknown_item', at('itemId'), itemId)
    if (sku !== undefined) return stocked(bySku.get(sku), 'unknown_sku', at('sku'), sku)
    return stocked(
      barcode === undefined ? undefined : byBarcode.get(barcode),
      'unknown_barcode',
      at('barcode'),
      barcode ?? '',
    )
  }
}

function stocked(variant: SellableVariant | undefined, unknown: string, field: string, code: string): StockedItem {
  if (variant === undefined) throw new DomainError('refused', unknown, { field, facts: { code } })
  if (variant.kind === 'stocked') return variant
  throw new DomainError('refused', 'item_not_stocked', { field, facts: { sku: variant.sku, kind: variant.kind } })
}
