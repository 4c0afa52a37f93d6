import type { BulkActions } from '../bulk/bulk-job.ts'
import { productActions } from '../catalog/bulk/product-actions.ts'
import { customerActions } from '../customers/bulk/customer-actions.ts'
import { releaseWork } from '../fulfillment/release-work.ts'
import { locationActions } from '../locations/bulk/location-actions.ts'
import { orderBulkPermissions } from '../orders/bulk/bulk-contract.ts'
import { orderActions } from '../orders/bulk/order-actions.ts'

/** What can be done with many objects of each list, module by module. */
export const bulkActions: BulkActions = {
  products: productActions,
  customers: customerActions,
  locations: locationActions,
  orders: {
    ...orderActions,
    release_work: {
      permission: orderBulkPermissions.release_work,
      work: async (command, { objectId: orderId }) => {
        await releaseWork(command, { orderId })
        return null
      },
    },
  },
}
