import { serveBulkJobs } from '../bulk/routes.ts'
import { serveProductBulk } from '../catalog/bulk/bulk-routes.ts'
import { serveProductExports } from '../catalog/export/export-routes.ts'
import { serveCustomerBulk } from '../customers/bulk/bulk-routes.ts'
import { serveCustomerExports } from '../customers/export/export-routes.ts'
import { serveExports } from '../exports/routes.ts'
import { serveStockExports } from '../inventory/export/export-routes.ts'
import { serveLocationBulk } from '../locations/bulk/bulk-routes.ts'
import { serveLocationExports } from '../locations/export/export-routes.ts'
import { serveOrderBulk } from '../orders/bulk/bulk-routes.ts'
import { serveOrderExports } from '../orders/export/export-routes.ts'
import { serveLackingExports } from '../orders/lacking-goods/export-routes.ts'
import type { App } from '../platform/http/app.ts'
import { servePriceExports } from '../pricing/export/export-routes.ts'
import { bulkActions } from './bulk-actions.ts'
import { exportSources } from './export-sources.ts'

/** Serves what is done with many rows of a list at once, and the taking out of lists as files. */
export function serveLists(app: App): void {
  for (const serve of [serveOrderBulk, serveProductBulk, serveCustomerBulk, serveLocationBulk, serveBulkJobs]) {
    serve(app, bulkActions)
  }
  for (const serve of [
    serveOrderExports,
    serveProductExports,
    serveCustomerExports,
    serveLocationExports,
    servePriceExports,
    serveStockExports,
    serveLackingExports,
  ]) {
    serve(app)
  }
  serveExports(app, exportSources)
}
