import { archiveProduct } from '../../../catalog/archive-product.ts'
import { adjustStock } from '../../../inventory/adjust-stock.ts'
import { cancelTransfer } from '../../../inventory/transfers/cancel-transfer.ts'
import { receiveTransfer } from '../../../inventory/transfers/receive-transfer.ts'
import { closeLocation } from '../../../locations/close-location.ts'
import type { Command } from '../../../platform/command.ts'
import { unlessRefused } from '../../../platform/unless-refused.ts'
import type { Kept, SampleRemoval } from './removal.ts'
import {
  findFreeGoods,
  findOpenSampleTransfers,
  findSampleLocations,
  findSampleProducts,
  type MadeLocation,
} from './removal-queries.ts'

const reference = '示例店已移除 sample shop removed'
const mostLines = 1000

/** Ends the sample shop's transfers: what has left arrives, the others are called off. */
export async function endSampleTransfers(command: Command, removal: SampleRemoval): Promise<void> {
  for (const { id, label, status } of await findOpenSampleTransfers(command.tx)) {
    const hasLeft = status === 'in_transit' || status === 'partially_received'
    const end = hasLeft ? receiveTransfer : cancelTransfer
    const refusal = await unlessRefused(command, () => end(command, { transferId: id }))
    if (refusal === undefined) removal.transfersEnded++
    else removal.kept.push({ kind: 'transfer', id, label, reason: 'refused' })
  }
}

/**
 * Writes off what lies of the sample shop's products, and takes them out of sale. What an open order asks for stays on sale and on
 * its shelf; so does a component of a bundle that is sold.
 */
export async function putAwayProducts(command: Command, removal: SampleRemoval): Promise<void> {
  const products = await findSampleProducts(command.tx)
  for (const { id, label, isOrdered } of products) {
    const refusal = isOrdered
      ? undefined
      : await unlessRefused(command, () => archiveProduct(command, { productId: id }))
    if (!isOrdered && refusal === undefined) removal.productsArchived++
    else removal.kept.push({ kind: 'product', id, label, reason: isOrdered ? 'in_open_order' : 'in_bundle' })
  }
  const goods = await findFreeGoods(command.tx)
  for (const [locationId, lines] of Map.groupBy(goods, (each) => each.locationId)) {
    for (let at = 0; at < lines.length; at += mostLines) {
      const portion = lines.slice(at, at + mostLines).map(({ itemId, onHand }) => ({ itemId, quantity: -onHand }))
      const [outcome] = await adjustStock(command, [{ locationId, reason: 'correction', reference, lines: portion }])
      if (outcome === undefined || 'refusal' in outcome) continue
      removal.unitsWrittenOff -= portion.reduce((sum, { quantity }) => sum + quantity, 0)
    }
  }
}

/** Closes the sample shop's places where nothing lies, nothing is to be done, and to which nobody is narrowed. */
export async function closeSampleLocations(command: Command, removal: SampleRemoval): Promise<void> {
  for (const location of await findSampleLocations(command.tx)) {
    const { id, label } = location
    const reason = reasonToKeep(location)
    const refusal = reason ?? (await unlessRefused(command, () => closeLocation(command, { locationId: id })))
    if (refusal === undefined) removal.locationsClosed++
    else removal.kept.push({ kind: 'location', id, label, reason: reason ?? 'refused' })
  }
}

function reasonToKeep({ hasStock, hasWork, hasPeople }: MadeLocation): Kept['reason'] | undefined {
  if (hasWork) return 'has_work'
  if (hasStock) return 'has_stock'
  return hasPeople ? 'has_people' : undefined
}
