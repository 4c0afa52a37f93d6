import type { BulkActions } from '../../bulk/bulk-job.ts'
import { effectsByCode } from '../../bulk/effects-queries.ts'
import { viewBulkJob } from '../../bulk/routes.ts'
import { requireAct, startBulkJob } from '../../bulk/start-bulk-job.ts'
import type { App } from '../../platform/http/app.ts'
import { foretell } from '../../platform/http/foretell.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { productBulkPermissions, startProductBulkContract } from './bulk-contract.ts'
import { codedProducts, selectedProducts } from './selection-queries.ts'

const products = { list: 'products', permissions: productBulkPermissions }

/** Serves what is done with many products at once. */
export function serveProductBulk(app: App, actions: BulkActions): void {
  serveCommand(app, startProductBulkContract, async (command, asked) => {
    const source = await selectedProducts(command, asked.selection)
    return viewBulkJob(await startBulkJob(command, products, asked, source), actions)
  })
  foretell(app, startProductBulkContract, async (command, { selection, action: { name } }) => {
    requireAct(command, products.permissions, name)
    return effectsByCode(command.tx, codedProducts(command.tx, await selectedProducts(command, selection), name))
  })
}
