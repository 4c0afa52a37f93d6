import type { BulkActions } from '../bulk/bulk-job.ts'
import { releaseWork } from '../fulfillment/release-work.ts'
import { orderBulkPermissions } from '../orders/bulk/bulk-contract.ts'
import { orderActions } from '../orders/bulk/order-actions.ts'

/** What can be done with many objects of each list, module by module. */
export const bulkActions: BulkActions = {
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
