// What can stand in a column of a file of products. Pure: the screens offer the same.

/** Columns that show stock: for who may see it. */
export const stockColumns = ['available', 'onHand'] as const

/** Every column of a file of products, a row each. */
export const productExportColumns = [
  ...(['name', 'category', 'sku', 'barcode', 'variants', 'kind', 'status', 'createdAt'] as const),
  ...(['lowestPrice', 'highestPrice', 'currency'] as const),
  ...stockColumns,
] as const

/** Every column of a file of variants, as an import of products reads them. */
export const variantExportColumns = [
  ...(['product', 'category', 'sku', 'barcode', 'name', 'options', 'kind', 'unit', 'weightGrams'] as const),
  ...(['taxClass', 'components', 'status'] as const),
] as const

/** A column of a file of products. */
export type ProductExportColumn = (typeof productExportColumns)[number]

/** A column of a file of variants. */
export type VariantExportColumn = (typeof variantExportColumns)[number]
