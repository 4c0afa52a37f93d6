import type { BulkActions } from '../../bulk/bulk-job.ts'
import { viewBulkJob } from '../../bulk/routes.ts'
import { requireAct, startBulkJob } from '../../bulk/start-bulk-job.ts'
import type { App } from '../../platform/http/app.ts'
import { foretell } from '../../platform/http/foretell.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { orderBulkPermissions, startOrderBulkContract } from './bulk-contract.ts'
import { bulkEffects } from './effects-queries.ts'
import { selectedOrders } from './selection-queries.ts'

const orders = { list: 'orders', permissions: orderBulkPermissions }

/** Serves what is done with many orders at once. */
export function serveOrderBulk(app: App, actions: BulkActions): void {
  serveCommand(app, startOrderBulkContract, async (command, asked) => {
    const source = await selectedOrders(command, asked.selection)
    return viewBulkJob(await startBulkJob(command, orders, asked, source), actions)
  })
  foretell(app, startOrderBulkContract, async (command, { selection, action }) => {
    requireAct(command, orders.permissions, action.name)
    return bulkEffects(command.tx, await selectedOrders(command, selection), action)
  })
}
