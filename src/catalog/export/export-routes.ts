import { filterToTell } from '../../bulk/selection.ts'
import { requestExport } from '../../exports/request-export.ts'
import { viewExport } from '../../exports/routes.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { selectedProducts } from '../bulk/selection-queries.ts'
import { exportProductsContract } from './export-contract.ts'
import { variantsOf } from './export-rows-queries.ts'
import { variantExport } from './product-export.ts'

/** Serves the taking out of products as files. */
export function serveProductExports(app: App): void {
  serveCommand(app, exportProductsContract, async (command, { selection, rows, sort, ...asked }) => {
    const products = await selectedProducts(command, selection, sort)
    const source = rows === 'products' ? products : variantsOf(command.tx, products)
    const { permissions } = variantExport
    const filter = filterToTell(selection)
    return viewExport(
      await requestExport(command, { list: rows, ...asked, fullFor: null, filter, source, permissions }),
    )
  })
}
