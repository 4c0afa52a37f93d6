import type { BulkAction } from '../../bulk/bulk-job.ts'
import { closeLocation, reopenLocation } from '../close-location.ts'
import { type LocationBulkAction, locationBulkPermissions } from './bulk-contract.ts'

/** What can be done with many locations. Each is the single act. */
export const locationActions: Readonly<Record<LocationBulkAction, BulkAction>> = {
  close: {
    permission: locationBulkPermissions.close,
    reversedBy: 'reopen',
    work: async (command, { objectId: locationId }) => {
      await closeLocation(command, { locationId })
      return null
    },
  },
  reopen: {
    permission: locationBulkPermissions.reopen,
    reversedBy: 'close',
    work: async (command, { objectId: locationId }) => {
      await reopenLocation(command, { locationId })
      return null
    },
  },
}
