import { filterToTell } from '../../bulk/selection.ts'
import { maxExportRows } from '../../exports/export-job.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { matchingLevels, namedLevels } from '../stock-queries.ts'
import { matchingTransfers } from '../transfers/transfer-queries.ts'
import { exportLevelsContract, exportTransfersContract } from './export-contract.ts'
import { levelExport } from './level-export.ts'
import { transferExport } from './transfer-export.ts'

const page = { limit: maxExportRows + 1 }

/** Serves the taking out of stock levels and transfers as files. */
export function serveStockExports(app: App): void {
  serveCommand(app, exportLevelsContract, async (command, { selection, ...asked }) => {
    const { levels, filter = {} } = selection
    const source = levels === undefined ? matchingLevels(command, filter, page) : namedLevels(command, levels)
    const told = filterToTell(selection)
    const given = {
      ...asked,
      fullFor: null,
      filter: told,
      source,
      hasParts: true,
      permissions: levelExport.permissions,
    }
    return viewExport(await requestExport(command, { list: 'levels', ...given }))
  })
  serveCommand(app, exportTransfersContract, async (command, { selection, ...asked }) => {
    const { ids, filter = {} } = selection
    const source = matchingTransfers(command, { ...filter, ids }, page)
    const { permissions } = transferExport
    const given = { ...asked, fullFor: null, filter: filterToTell(selection), source, permissions }
    return viewExport(await requestExport(command, { list: 'transfers', ...given }))
  })
}
