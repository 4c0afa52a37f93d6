import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import { findLocationsByIds } from '../../locations/location-queries.ts'
import { findTransfers, type TransferSummary } from '../transfers/transfer-queries.ts'
import type { TransferExportColumn } from './export-columns.ts'

/** Transfers as rows of a file. */
export const transferExport: ExportSource = {
  permissions: { read: 'stock.read' },
  read: async (command, { ids, columns }) => {
    const wanted = columns as readonly TransferExportColumn[]
    const transfers = await findTransfers(command, { ids }, { limit: ids.length })
    const places = transfers.flatMap(({ fromLocationId, toLocationId }) => [fromLocationId, toLocationId])
    const known = await findLocationsByIds(command, [...new Set(places)])
    const names = new Map(known.map(({ id, name }) => [id, name]))
    const rows = transfers.map((transfer) => {
      const cells = wanted.map((column) => [column, cellOf(transfer, names, column)] as const)
      return [transfer.id, Object.fromEntries(cells)] as const
    })
    return { rows: new Map(rows), masked: 0 }
  },
}

function cellOf(
  transfer: TransferSummary,
  names: ReadonlyMap<string, string>,
  column: TransferExportColumn,
): ExportCell {
  switch (column) {
    case 'from':
      return names.get(transfer.fromLocationId) ?? null
    case 'to':
      return names.get(transfer.toLocationId) ?? null
    case 'status':
      return { code: transfer.status }
    case 'lineCount':
    case 'quantity':
    case 'sent':
    case 'received':
      return Number(transfer[column])
    case 'reference':
    case 'createdAt':
      return transfer[column]
  }
}
