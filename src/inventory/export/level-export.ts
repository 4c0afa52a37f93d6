import type { ExportSource } from '../../exports/export-job.ts'
import { toPromise } from '../stock-level.ts'
import { findLevelsOf, type NamedLevel } from '../stock-queries.ts'
import type { LevelExportColumn } from './export-columns.ts'

/** Stock levels as rows of a file, each named by its item and its place. */
export const levelExport: ExportSource = {
  permissions: { read: 'stock.read' },
  read: async (command, { ids, columns }) => {
    const wanted = columns as readonly LevelExportColumn[]
    const named = ids.map((id) => {
      const [itemId = '', locationId = ''] = id.split(':')
      return { itemId, locationId }
    })
    const rows = (await findLevelsOf(command, named)).map((level) => {
      const cells = wanted.map((column) => [column, cellOf(level, column)] as const)
      return [`${level.itemId}:${level.locationId}`, Object.fromEntries(cells)] as const
    })
    return { rows: new Map(rows), masked: 0 }
  },
}

function cellOf(level: NamedLevel, column: LevelExportColumn): string | number {
  return column === 'toPromise' ? toPromise(level) : level[column]
}
