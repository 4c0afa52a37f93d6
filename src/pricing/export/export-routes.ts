import { filterToTell } from '../../bulk/selection.ts'
import { maxExportRows } from '../../exports/export-job.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { matchingPrices } from '../pricing-queries.ts'
import { searchPrices } from '../search-prices.ts'
import { exportPricesContract } from './export-contract.ts'
import { priceExport } from './price-export.ts'

/** Serves the taking out of prices as files. */
export function servePriceExports(app: App): void {
  serveCommand(app, exportPricesContract, async (command, { selection, sort, ...asked }) => {
    const { permissions } = priceExport
    const filter = await searchPrices(command, selection.filter ?? {}, selection.ids)
    const source = matchingPrices(command.tx, filter, { limit: maxExportRows + 1, sort })
    const given = { ...asked, fullFor: null, filter: filterToTell(selection), source, permissions }
    return viewExport(await requestExport(command, { list: 'prices', ...given }))
  })
}
