import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import type { Location } from '../location.ts'
import { findLocationsByIds } from '../location-queries.ts'
import { regionOf } from '../regions.ts'
import type { LocationExportColumn } from './export-columns.ts'

/** Locations as rows of a file. */
export const locationExport: ExportSource = {
  permissions: { read: 'locations.read' },
  read: async (command, { ids, columns }) => {
    const wanted = columns as readonly LocationExportColumn[]
    const locations = await findLocationsByIds(command, ids)
    const rows = locations.map((location) => {
      const cells = wanted.map((column) => [column, cellOf(location, column)])
      return [location.id, Object.fromEntries(cells) as Record<string, ExportCell>] as const
    })
    return { rows: new Map(rows), masked: 0 }
  },
}

function cellOf(location: Location, column: LocationExportColumn): ExportCell {
  switch (column) {
    case 'region': {
      const region = regionOf(location)
      const parts = region === undefined ? [location.country] : [region.province, region.city, region.district]
      return parts.filter((part, index) => part !== undefined && part !== parts[index - 1]).join(' ')
    }
    case 'kind':
    case 'status':
      return { code: location[column] }
    case 'fulfils':
      return { code: location.fulfils ? 'yes' : 'no' }
    default:
      return location[column]
  }
}
