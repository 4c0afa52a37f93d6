import { filterToTell } from '../../bulk/selection.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { selectedOrders } from '../bulk/selection-queries.ts'
import { exportOrdersContract } from './export-contract.ts'
import { orderExport } from './order-export.ts'

/** Serves the taking out of orders as files. */
export function serveOrderExports(app: App): void {
  serveCommand(app, exportOrdersContract, async (command, { selection, sort, ...asked }) => {
    const source = await selectedOrders(command, selection, sort)
    const { permissions } = orderExport
    return viewExport(
      await requestExport(command, { list: 'orders', ...asked, filter: filterToTell(selection), source, permissions }),
    )
  })
}
