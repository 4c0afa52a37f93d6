import { createProductExport, variantExport } from '../catalog/export/product-export.ts'
import { customerExport } from '../customers/export/customer-export.ts'
import type { ExportSources } from '../exports/export-job.ts'
import { levelExport } from '../inventory/export/level-export.ts'
import { transferExport } from '../inventory/export/transfer-export.ts'
import { findTotals } from '../inventory/total-queries.ts'
import { locationExport } from '../locations/export/location-export.ts'
import { orderExport } from '../orders/export/order-export.ts'
import { lackingExport } from '../orders/lacking-goods/lacking-export.ts'
import { priceExport } from '../pricing/export/price-export.ts'
import { findPricesOfVariants } from '../pricing/pricing-queries.ts'

/** What stands in a list of products from the modules above it. */
const productExport = createProductExport({
  findPrices: ({ tx }, variantIds) => findPricesOfVariants(tx, variantIds),
  findStock: async (command, variantIds) => {
    const { items } = await findTotals(command, variantIds)
    return new Map(items.map(({ itemId, ...total }) => [itemId, total]))
  },
})

/** The lists that can be taken out as files, module by module. */
export const exportSources: ExportSources = {
  orders: orderExport,
  products: productExport,
  variants: variantExport,
  customers: customerExport,
  locations: locationExport,
  prices: priceExport,
  levels: levelExport,
  transfers: transferExport,
  lacking: lackingExport,
}
