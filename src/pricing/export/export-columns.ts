/** What can stand in a column of a file of prices, a row a currency, as an import of prices reads them. Pure: the screens offer the same. */
export const priceExportColumns = ['sku', 'name', 'barcode', 'status', 'currency', 'price'] as const

/** A column of a file of prices. */
export type PriceExportColumn = (typeof priceExportColumns)[number]
