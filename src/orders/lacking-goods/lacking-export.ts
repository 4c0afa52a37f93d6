import type { ExportSource } from '../../exports/export-job.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import type { LackingExportColumn } from './export-columns.ts'
import { findLackingGoods } from './lacking-queries.ts'

/** Goods that orders wait for as rows of a file; those that no order waits for any more are left out. */
export const lackingExport: ExportSource = {
  permissions: { read: 'stock.read' },
  read: async ({ tx, scope }, { ids, columns }) => {
    requireEverywhere(scope)
    const wanted = columns as readonly LackingExportColumn[]
    const rows = (await findLackingGoods(tx, ids)).map(
      (goods) => [goods.itemId, Object.fromEntries(wanted.map((column) => [column, goods[column]]))] as const,
    )
    return { rows: new Map(rows), masked: 0 }
  },
}
