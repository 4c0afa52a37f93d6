import { findSellableVariants } from '../catalog/catalog-queries.ts'
import { findOrderIdsOfNumber } from '../orders/order-queries.ts'
import { isId } from '../platform/ids.ts'
import type { Scoped } from '../platform/scope.ts'
import { type FulfillmentSummary, listFulfillmentOrders } from './fulfillment-queries.ts'
import { isAtPlace } from './fulfillment-scope.ts'
import type { Shipment } from './shipments/shipment.ts'
import { findShipmentsOfNumber } from './shipments/shipment-queries.ts'
import type { WorkFilter } from './work-queries.ts'

/** What a scanned code is, and the work that it leads to, the oldest first. */
export type FoundByCode = {
  meaning: 'fulfillment_order' | 'order' | 'shipment' | 'item' | 'nothing'
  item: { itemId: string; sku: string; name: string } | null
  shipment: Shipment | null
  fulfillmentOrders: FulfillmentSummary[]
}

const most = 20
const nothing: Omit<FoundByCode, 'meaning'> = { item: null, shipment: null, fulfillmentOrders: [] }

/**
 * Finds what a code on a paper, a parcel or a shelf means, among the work that the caller may see: an order by its number or
 * its channel's, a parcel by its tracking number, an item that work at a place still needs. The first that is found counts.
 */
export async function findByCode(
  asking: Scoped,
  { code: typed, locationId }: { code: string; locationId?: string | undefined },
): Promise<FoundByCode> {
  const code = typed.trim()
  const workOf = async (filter: WorkFilter) =>
    (await listFulfillmentOrders(asking, { ...filter, locationId, order: 'oldest', limit: most })).items
  const byId = await workWithId(asking, code, locationId)
  if (byId.length > 0) return { ...nothing, meaning: 'fulfillment_order', fulfillmentOrders: byId }
  const [orderIds, shipments, variants] = await Promise.all([
    findOrderIdsOfNumber(asking.tx, code),
    findShipmentsOfNumber(asking.tx, code),
    findSellableVariants(asking.tx, { skus: [code, code.toUpperCase()], barcodes: [code], ids: [] }),
  ])
  const ofOrders = (await Promise.all(orderIds.map((orderId) => workOf({ orderId })))).flat()
  if (ofOrders.length > 0) return { ...nothing, meaning: 'order', fulfillmentOrders: ofOrders }
  const shipment = shipments.find((found) => isAtPlace(asking.scope, found))
  if (shipment !== undefined) {
    const works = await workOf({ orderId: shipment.orderId })
    const own = works.filter(({ id }) => id === shipment.fulfillmentOrderId)
    return { ...nothing, meaning: 'shipment', shipment, fulfillmentOrders: own }
  }
  const variant = variants.find(({ barcode }) => barcode === code) ?? variants[0]
  if (variant === undefined) return { ...nothing, meaning: 'nothing' }
  const { id: itemId, sku, name } = variant
  const fulfillmentOrders = await workOf({ itemId, status: ['released', 'picking'] })
  return { ...nothing, meaning: 'item', item: { itemId, sku, name }, fulfillmentOrders }
}

async function workWithId(asking: Scoped, code: string, locationId: string | undefined): Promise<FulfillmentSummary[]> {
  const id = code.toLowerCase()
  if (!isId(id)) return []
  const { items } = await listFulfillmentOrders(asking, { id, locationId, limit: 1 })
  return items
}
