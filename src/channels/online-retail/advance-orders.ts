import { findActiveOf, findOrdersOf } from '../../fulfillment/fulfillment-store.ts'
import { releaseOrders } from '../../fulfillment/release-orders.ts'
import { shipFulfillmentOrders } from '../../fulfillment/ship-fulfillment-orders.ts'
import { recordTrackingEvents } from '../../fulfillment/shipments/record-tracking-events.ts'
import { findUnderWay } from '../../fulfillment/shipments/shipment-queries.ts'
import { endHolds } from '../../orders/hold-order.ts'
import { lockOrders, type SaveContext } from '../../orders/order-store.ts'
import { renderServicesOf } from '../../orders/render-services.ts'

/** An order on its way, with the number of its invoice. `isHeld`: a rule of the shop held it at intake. */
export type MovingOrder = { orderId: string; invoice: string; isHeld: boolean }

/** Who brings the parcels, as far as the file knows. */
const carrier = 'online-retail'

/**
 * Gives places their work on orders, and ships it, in one transaction at the moment when the goods leave. What has left
 * already stays as it is; what may not leave (a hold that somebody put on it meanwhile) waits for them.
 */
export async function shipOrders(command: SaveContext, orders: readonly MovingOrder[]): Promise<void> {
  const orderIds = orders.map(({ orderId }) => orderId)
  await freeHeld(command, orders)
  await releaseOrders(command, orderIds)
  const orderOf = await findOrdersOf(command.tx, await findActiveOf(command.tx, orderIds))
  const invoices = new Map(orders.map(({ orderId, invoice }) => [orderId, invoice]))
  const parcels = new Map<string, number>()
  await shipFulfillmentOrders(
    command,
    [...orderOf].map(([fulfillmentOrderId, orderId]) => {
      const invoice = invoices.get(orderId) ?? orderId
      const parcel = (parcels.get(invoice) ?? 0) + 1
      parcels.set(invoice, parcel)
      return { fulfillmentOrderId, carrier, trackingNumber: `${invoice}-${parcel}` }
    }),
  )
}

/** Records that all parcels of orders have arrived, and that orders of services alone are done, in one transaction. */
export async function deliverOrders(command: SaveContext, orders: readonly MovingOrder[]): Promise<void> {
  const { tx, now } = command
  const orderIds = orders.map(({ orderId }) => orderId)
  const underWay = await findUnderWay(tx, orderIds)
  await recordTrackingEvents(
    command,
    underWay.map(({ id: shipmentId }) => {
      return { shipmentId, occurredAt: now, code: 'delivered', place: '', description: '' }
    }),
  )
  const withParcels = new Set(underWay.map(({ orderId }) => orderId))
  await renderServicesOf(
    command,
    orderIds.filter((orderId) => !withParcels.has(orderId)),
  )
}

/** The sale has long been decided: what the shop's rules held at intake is let go, and its history says so. */
async function freeHeld(command: SaveContext, orders: readonly MovingOrder[]): Promise<void> {
  const held = orders.filter(({ isHeld }) => isHeld).map(({ orderId }) => orderId)
  for (const order of (await lockOrders(command.tx, held)).values()) {
    const ours = order.holds.filter(({ placedBy }) => placedBy === command.actor)
    if (ours.length > 0) await endHolds(command, order, ours)
  }
}
