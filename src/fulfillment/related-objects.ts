import type { Transaction } from '../platform/db/transaction.ts'
import { findFulfillmentOrderIds } from './fulfillment-queries.ts'
import { findShipmentIds } from './shipments/shipment-queries.ts'

/** The ids of an order's fulfillment orders and shipments, whose events belong to its history. */
export async function findRelatedObjects(tx: Transaction, orderId: string): Promise<string[]> {
  const found = await Promise.all([findFulfillmentOrderIds(tx, orderId), findShipmentIds(tx, orderId)])
  return found.flat()
}
