import type { BulkActions } from '../../bulk/bulk-job.ts'
import { effectsByCode } from '../../bulk/effects-queries.ts'
import { viewBulkJob } from '../../bulk/routes.ts'
import { requireAct, startBulkJob } from '../../bulk/start-bulk-job.ts'
import type { App } from '../../platform/http/app.ts'
import { foretell } from '../../platform/http/foretell.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { customerBulkPermissions, startCustomerBulkContract } from './bulk-contract.ts'
import { codedCustomers, selectedCustomers } from './selection-queries.ts'

const customers = { list: 'customers', permissions: customerBulkPermissions }

/** Serves what is done with many customers at once. */
export function serveCustomerBulk(app: App, actions: BulkActions): void {
  serveCommand(app, startCustomerBulkContract, async (command, asked) => {
    const source = await selectedCustomers(command, asked.selection)
    return viewBulkJob(await startBulkJob(command, customers, asked, source), actions)
  })
  foretell(app, startCustomerBulkContract, async (command, { selection, action: { name } }) => {
    requireAct(command, customers.permissions, name)
    return effectsByCode(command.tx, codedCustomers(command.tx, await selectedCustomers(command, selection), name))
  })
}
