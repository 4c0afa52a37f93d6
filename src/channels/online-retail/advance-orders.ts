import { findActiveOf, findOrdersOf } from '../../fulfillment/fulfillment-store.ts'
import { releaseOrders } from '../../fulfillment/release-orders.ts'
import { shipFulfillmentOrders } from '../../fulfillment/ship-fulfillment-orders.ts'
import { recordTrackingEvents } from '../../fulfillment/shipments/record-tracking-events.ts'
import { findUnderWay } from '../../fulfillment/shipments/shipment-queries.ts'
import { renderServicesOf } from '../../orders/render-services.ts'
import type { Outcome } from '../../platform/batch.ts'
import type { Command } from '../../platform/command.ts'

/** An order on its way, with the number of its invoice. `hasGoods`: not only services. */
export type MovingOrder = { orderId: string; invoice: string; hasGoods: boolean }

const carrier = 'online-retail'

/**
 * Gives places their work on orders, and ships it, in one transaction at the moment when the goods leave. What has left
 * already stays as it is.
 */
export async function shipOrders(command: Command, orders: readonly MovingOrder[]): Promise<void> {
  const { tx } = command
  const orderIds = orders.filter(({ hasGoods }) => hasGoods).map(({ orderId }) => orderId)
  await releaseOrders(command, orderIds)
  const orderOf = await findOrdersOf(tx, await findActiveOf(tx, orderIds))
  const invoices = new Map(orders.map(({ orderId, invoice }) => [orderId, invoice]))
  const parcels = new Map<string, number>()
  const shipped = await shipFulfillmentOrders(
    command,
    [...orderOf].map(([fulfillmentOrderId, orderId]) => {
      const invoice = invoices.get(orderId) ?? orderId
      const parcel = (parcels.get(invoice) ?? 0) + 1
      parcels.set(invoice, parcel)
      return { fulfillmentOrderId, carrier, trackingNumber: `${invoice}-${parcel}` }
    }),
  )
  throwRefusal(shipped)
}

/** Records that all parcels of orders have arrived, and that services without parcels are done, in one transaction. */
export async function deliverOrders(command: Command, orders: readonly MovingOrder[]): Promise<void> {
  const { now } = command
  const shipmentIds = await findUnderWay(
    command.tx,
    orders.filter(({ hasGoods }) => hasGoods).map(({ orderId }) => orderId),
  )
  const scans = shipmentIds.map((shipmentId) => {
    return { shipmentId, occurredAt: now, code: 'delivered' as const, place: '', description: '' }
  })
  throwRefusal(await recordTrackingEvents(command, scans))
  await renderServicesOf(
    command,
    orders.filter(({ hasGoods }) => !hasGoods).map(({ orderId }) => orderId),
  )
}

function throwRefusal(outcomes: readonly Outcome<unknown>[]): void {
  for (const outcome of outcomes) if ('refusal' in outcome) throw outcome.refusal
}
