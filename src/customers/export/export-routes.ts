import { filterToTell } from '../../bulk/selection.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { selectedCustomers } from '../bulk/selection-queries.ts'
import { customerExport } from './customer-export.ts'
import { exportCustomersContract } from './export-contract.ts'

/** Serves the taking out of customers as files. */
export function serveCustomerExports(app: App): void {
  serveCommand(app, exportCustomersContract, async (command, { selection, sort, ...asked }) => {
    const source = await selectedCustomers(command, selection, sort)
    const { permissions } = customerExport
    const filter = filterToTell(selection)
    return viewExport(await requestExport(command, { list: 'customers', ...asked, filter, source, permissions }))
  })
}
