import { filterToTell } from '../../bulk/selection.ts'
import { maxExportRows } from '../../exports/export-job.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import { exportLackingGoodsContract } from './export-contract.ts'
import { lackingExport } from './lacking-export.ts'
import { matchingLackingGoods } from './lacking-queries.ts'

/** Serves the taking out of goods that orders wait for as files. */
export function serveLackingExports(app: App): void {
  serveCommand(app, exportLackingGoodsContract, async (command, { selection, ...asked }) => {
    // They are of all orders and all places.
    requireEverywhere(command.scope)
    const source = matchingLackingGoods(command.tx, { ids: selection.ids, limit: maxExportRows + 1 })
    const { permissions } = lackingExport
    const given = { ...asked, fullFor: null, filter: filterToTell(selection), source, permissions }
    return viewExport(await requestExport(command, { list: 'lacking', ...given }))
  })
}
