/** What can stand in a column of a file of locations. Pure: the screens offer the same. */
export const locationExportColumns = [
  ...(['name', 'code', 'kind', 'region', 'fulfils', 'priority', 'timeZone', 'status', 'createdAt'] as const),
] as const

/** A column of a file of locations. */
export type LocationExportColumn = (typeof locationExportColumns)[number]
