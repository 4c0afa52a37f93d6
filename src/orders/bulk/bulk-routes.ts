import type { BulkActions } from '../../bulk/bulk-job.ts'
import { requestBulkJob } from '../../bulk/request-bulk-job.ts'
import { viewBulkJob } from '../../bulk/routes.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { foretell } from '../../platform/http/foretell.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { type OrderBulkAction, orderBulkPermissions, startOrderBulkContract } from './bulk-contract.ts'
import { bulkEffects } from './effects-queries.ts'
import { filterToTell, selectedOrders } from './selection-queries.ts'

/** Serves what is done with many orders at once. */
export function serveOrderBulk(app: App, actions: BulkActions): void {
  serveCommand(app, startOrderBulkContract, async (command, { selection, action: { name, input } }) => {
    requirePermission(command, name)
    const source = await selectedOrders(command, selection)
    const job = await requestBulkJob(command, {
      ...{ list: 'orders', action: name, input, filter: filterToTell(selection), source },
    })
    return viewBulkJob(job, actions)
  })
  foretell(app, startOrderBulkContract, async (command, { selection, action }) => {
    requirePermission(command, action.name)
    return bulkEffects(command.tx, await selectedOrders(command, selection), action)
  })
}

/** @throws DomainError `not_permitted` */
function requirePermission({ may = () => true }: Command, name: OrderBulkAction): void {
  const permission = orderBulkPermissions[name]
  if (!may(permission)) throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
}
