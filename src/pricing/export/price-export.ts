import type { ExportCell, ExportRow, ExportSource } from '../../exports/export-job.ts'
import { formatPrice } from '../../platform/money.ts'
import { findPricedVariants, type ListPrice, type PricedVariant } from '../pricing-queries.ts'
import type { PriceExportColumn } from './export-columns.ts'

/** Prices as rows of a file: one for each currency of a variant, or one without a price. */
export const priceExport: ExportSource = {
  permissions: { read: 'catalog.read' },
  read: async ({ tx }, { ids, columns }) => {
    const wanted = columns as readonly PriceExportColumn[]
    const variants = await findPricedVariants(tx, { ids }, { limit: ids.length })
    return { rows: new Map(variants.map((variant) => [variant.id, rowsOf(variant, wanted)])), masked: 0 }
  },
}

function rowsOf(variant: PricedVariant, columns: readonly PriceExportColumn[]): ExportRow[] {
  const prices = variant.prices.length > 0 ? variant.prices : [undefined]
  return prices.map((price) => Object.fromEntries(columns.map((column) => [column, cellOf(variant, price, column)])))
}

function cellOf(variant: PricedVariant, price: ListPrice | undefined, column: PriceExportColumn): ExportCell {
  switch (column) {
    case 'currency':
      return price?.currency ?? null
    case 'price':
      return price === undefined ? null : { decimal: formatPrice(price.price, price.currency) }
    case 'status':
      return { code: variant.status }
    default:
      return variant[column]
  }
}
