// What can stand in a column of a file of goods that orders wait for. Pure: the screen offers the same.

/** Every column of a file of goods that orders wait for. */
export const lackingExportColumns = ['sku', 'name', 'units', 'orders', 'since', 'onHand', 'incoming'] as const

/** A column of such a file. */
export type LackingExportColumn = (typeof lackingExportColumns)[number]
