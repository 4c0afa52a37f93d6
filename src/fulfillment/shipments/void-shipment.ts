import { lockOrders } from '../../orders/order-store.ts'
import { requireVersion } from '../../platform/command.ts'
import { isAtPlace, shipmentNotFound } from '../fulfillment-scope.ts'
import type { WorkContext } from '../fulfillment-work.ts'
import { type Shipment, voidLabel } from './shipment.ts'
import { findShipments, lockShipments, saveShipments } from './shipment-store.ts'

/**
 * Voids a label under which nothing has left; its goods are free for another parcel.
 * @throws DomainError `shipment_not_found`, `version_mismatch`, `action_not_allowed`
 */
export async function voidShipment(context: WorkContext, { shipmentId }: { shipmentId: string }): Promise<Shipment> {
  const { tx } = context
  const found = (await findShipments(tx, [shipmentId])).get(shipmentId)
  if (found === undefined || !isAtPlace(context.scope, found)) throw shipmentNotFound(shipmentId)
  const [, locked] = await Promise.all([lockOrders(tx, [found.orderId]), lockShipments(tx, [shipmentId])])
  const before = locked.get(shipmentId) ?? found
  requireVersion(context, before.version)
  const after = voidLabel(before)
  await saveShipments(context, [{ before, after }])
  return { ...after, version: before.version + 1 }
}
