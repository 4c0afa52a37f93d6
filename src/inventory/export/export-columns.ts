// What can stand in a column of a file of stock, or of transfers. Pure: the screens offer the same.

/** Every column of a file of stock levels. */
export const levelExportColumns = [
  ...(['sku', 'name', 'locationCode', 'locationName', 'onHand', 'allocated', 'reserved', 'unavailable'] as const),
  ...(['safetyStock', 'toPromise', 'incoming'] as const),
] as const

/** Every column of a file of transfers. */
export const transferExportColumns = [
  ...(['from', 'to', 'status', 'lineCount', 'quantity', 'sent', 'received', 'reference', 'createdAt'] as const),
] as const

/** A column of a file of stock levels. */
export type LevelExportColumn = (typeof levelExportColumns)[number]

/** A column of a file of transfers. */
export type TransferExportColumn = (typeof transferExportColumns)[number]
