import type { ExportSources } from '../exports/export-job.ts'
import { orderExport } from '../orders/export/order-export.ts'

/** The lists that can be taken out as files, module by module. */
export const exportSources: ExportSources = { orders: orderExport }
