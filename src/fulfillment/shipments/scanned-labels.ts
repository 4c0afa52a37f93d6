import type { Subscriber } from '../../platform/drain.ts'
import { dispatchScanned } from './dispatch-moving.ts'
import { findScannedLabels } from './shipment-store.ts'

/** Lets labels leave whose parcels the carrier has, and whose goods were not in the books yet, once some of them came. */
export const scannedLabels: Subscriber = {
  name: 'scanned_labels',
  types: ['stock.received', 'stock.adjusted', 'stock.transfer_received'],
  handle: async ({ tx, now, actor }, events) => {
    const itemIds = new Set(events.flatMap(({ data }) => (data as { itemIds?: string[] }).itemIds ?? []))
    await dispatchScanned({ tx, now, actor }, await findScannedLabels(tx, [...itemIds]))
  },
}
