import type { Scoped } from '../platform/scope.ts'
import { findFulfillmentOrderIds } from './fulfillment-queries.ts'
import { findShipmentIds } from './shipments/shipment-queries.ts'

/** The ids of an order's fulfillment orders and shipments within a scope, whose events belong to its history. */
export async function findRelatedObjects(asking: Scoped, orderId: string): Promise<string[]> {
  const found = await Promise.all([findFulfillmentOrderIds(asking, orderId), findShipmentIds(asking, orderId)])
  return found.flat()
}
