import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import type { Command } from '../../platform/command.ts'
import { formatPrice } from '../../platform/money.ts'
import type { Product, Variant } from '../product.ts'
import { findProducts } from '../product-queries.ts'
import { type ProductExportColumn, stockColumns, type VariantExportColumn } from './export-columns.ts'
import { findVariantProducts } from './export-rows-queries.ts'

/** What is known of variants by modules above this one: prices in price units, and what there is over all places. */
export type KnownOfVariants = {
  findPrices: (
    command: Command,
    variantIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { currency: string; price: number }[]>>
  findStock: (
    command: Command,
    variantIds: readonly string[],
  ) => Promise<ReadonlyMap<string, { onHand: number; available: number }>>
}

type Known = { [Name in keyof KnownOfVariants]: Awaited<ReturnType<KnownOfVariants[Name]>> }

const permissions = { read: 'catalog.read' }

/** Products as rows of a file, as their list shows them. */
export function createProductExport(known: KnownOfVariants): ExportSource {
  return {
    permissions,
    read: async (command, { ids, columns }) => {
      const wanted = columns as readonly ProductExportColumn[]
      const products = await findProducts(command.tx, { ids }, { limit: ids.length })
      const variantIds = products.flatMap(({ variants }) => variants.map(({ id }) => id))
      const showsStock = command.may?.('stock.read') === true && stockColumns.some((column) => wanted.includes(column))
      const found: Known = {
        findPrices: await known.findPrices(command, variantIds),
        findStock: showsStock ? await known.findStock(command, variantIds) : new Map(),
      }
      const cellOf = (product: Product) => (column: ProductExportColumn) =>
        showsStock || !(stockColumns as readonly string[]).includes(column) ? productCell(product, column, found) : null
      return { rows: rowsOf(products, wanted, cellOf), masked: 0 }
    },
  }
}

/** Variants as rows of a file, as an import reads them. */
export const variantExport: ExportSource = {
  permissions,
  read: async ({ tx }, { ids, columns }) => {
    const wanted = columns as readonly VariantExportColumn[]
    const productIds = await findVariantProducts(tx, ids)
    const products = await findProducts(tx, { ids: productIds }, { limit: productIds.length })
    const variants = products.flatMap((product) => product.variants.map((variant) => ({ ...variant, product })))
    return { rows: rowsOf(variants, wanted, (variant) => (column) => variantCell(variant, column)), masked: 0 }
  },
}

function rowsOf<Row extends { id: string }, Column extends string>(
  rows: readonly Row[],
  columns: readonly Column[],
  cellOf: (row: Row) => (column: Column) => ExportCell,
) {
  return new Map(
    rows.map((row) => [row.id, Object.fromEntries(columns.map((column) => [column, cellOf(row)(column)]))] as const),
  )
}

function productCell(product: Product, column: ProductExportColumn, known: Known): ExportCell {
  const { variants } = product
  switch (column) {
    case 'sku':
      return variants.map(({ sku }) => sku).join('; ')
    case 'barcode':
      return variants.flatMap(({ barcode }) => barcode ?? []).join('; ')
    case 'variants':
      return variants.length
    case 'kind':
      return { codes: [...new Set(variants.map(({ kind }) => kind))] }
    case 'status':
      return { code: product.status }
    case 'available':
    case 'onHand':
      return stockOf(variants, known, column)
    case 'lowestPrice':
    case 'highestPrice':
    case 'currency':
      return pricesOf(variants, known)[column]
    case 'name':
    case 'category':
    case 'createdAt':
      return product[column]
  }
}

/** Of what stands on shelves; services and bundles have none of their own. */
function stockOf(variants: readonly Variant[], { findStock }: Known, what: 'available' | 'onHand'): number | null {
  const stocked = variants.filter(({ kind }) => kind === 'stocked')
  return stocked.length === 0 ? null : stocked.reduce((sum, { id }) => sum + (findStock.get(id)?.[what] ?? 0), 0)
}

/** From the lowest to the highest, in the first currency that there is. */
function pricesOf(
  variants: readonly Variant[],
  { findPrices }: Known,
): Record<'lowestPrice' | 'highestPrice' | 'currency', ExportCell> {
  const all = variants.flatMap(({ id }) => findPrices.get(id) ?? [])
  const currency = all[0]?.currency
  if (currency === undefined) return { lowestPrice: null, highestPrice: null, currency: null }
  const prices = all.filter((each) => each.currency === currency).map(({ price }) => price)
  const written = (price: number) => ({ decimal: formatPrice(price, currency) })
  return { lowestPrice: written(Math.min(...prices)), highestPrice: written(Math.max(...prices)), currency }
}

function variantCell(variant: Variant & { product: Product }, column: VariantExportColumn): ExportCell {
  switch (column) {
    case 'product':
      return variant.product.name
    case 'category':
      return variant.product.category
    case 'options':
      return Object.entries(variant.options)
        .map(([name, value]) => `${name}:${value}`)
        .join(';')
    case 'components':
      return variant.components.map(({ sku, quantity }) => `${sku}*${quantity}`).join(';')
    case 'kind':
    case 'status':
      return { code: variant[column] }
    default:
      return variant[column]
  }
}
