// What can stand in a column of a file of customers. Pure: the screens offer the same.

/** Columns that show the person: masked, unless whole contacts are asked for. `region` never is. */
export const contactColumns = ['name', 'phone', 'email', 'company', 'region'] as const

/** Every column of a file of customers. */
export const customerExportColumns = [...contactColumns, 'code', 'tier', 'status', 'createdAt'] as const

/** A column of a file of customers. */
export type CustomerExportColumn = (typeof customerExportColumns)[number]
