import { deliverLines } from '../../orders/order-progress.ts'
import { lockOrders, type SaveContext } from '../../orders/order-store.ts'
import { atWork, keepOrder, type OrdersAtWork, saveOrdersAtWork } from '../fulfillment-work.ts'
import { perLine } from '../line-shares.ts'
import { afterScans, isDecisive, type Shipment, type TrackingEvent } from './shipment.ts'
import { findShipmentLines, lockShipments, type ShipmentChange, saveShipments } from './shipment-store.ts'

/** A scan of a shipment, and who told it. */
export type Scan = { shipment: Shipment; event: TrackingEvent; actor: string }

/**
 * Moves shipments on by those of their scans that decide (delivered, returned, lost), and their orders with what has
 * arrived. Locks both. Answers those shipments as they then are.
 */
export async function applyScans(context: SaveContext, scans: readonly Scan[]): Promise<Map<string, Shipment>> {
  const decisive = scans.filter(({ event }) => isDecisive(event.code))
  if (decisive.length === 0) return new Map()
  const { tx, memory } = context
  const [orders, shipments] = await Promise.all([
    lockOrders(tx, [...new Set(decisive.map(({ shipment }) => shipment.orderId))], memory),
    lockShipments(tx, [...new Set(decisive.map(({ shipment }) => shipment.id))]),
  ])
  const scansOf = Map.groupBy(decisive, ({ shipment }) => shipment.id)
  const changes = [...shipments.values()].flatMap((before) => changeOf(before, scansOf.get(before.id) ?? []))
  const delivering = atWork(orders)
  await deliver(context, delivering, changes)
  await Promise.all([saveShipments(context, changes), saveOrdersAtWork(context, delivering)])
  for (const { before, after } of changes) shipments.set(after.id, { ...after, version: before.version + 1 })
  return shipments
}

type ScanChange = ShipmentChange & { actor: string }

/** What scans make of a shipment, if anything; whoever told the one that counts did it. */
function changeOf(before: Shipment, scans: readonly Scan[]): ScanChange[] {
  const after = afterScans(
    before,
    scans.map(({ event }) => event),
  )
  const counting = scans.find(({ event }) => event.code === after.status) ?? scans[0]
  return after === before || counting === undefined ? [] : [{ before, after, actor: counting.actor }]
}

/** What arriving shipments mean for their orders: one change for an order and whoever told of its parcels. */
async function deliver(context: SaveContext, orders: OrdersAtWork, changes: readonly ScanChange[]): Promise<void> {
  const arrived = changes.filter(({ before, after }) => before.status !== 'delivered' && after.status === 'delivered')
  if (arrived.length === 0) return
  const ids = arrived.map(({ after }) => after.id)
  const linesOf = Map.groupBy(await findShipmentLines(context.tx, ids), (line) => line.shipmentId)
  for (const together of Map.groupBy(arrived, ({ after, actor }) => `${after.orderId} ${actor}`).values()) {
    const [{ after: first, actor }] = together as [ScanChange]
    const order = orders.get(first.orderId)?.order
    if (order === undefined) continue
    const after = deliverLines(order, perLine(together.flatMap((change) => linesOf.get(change.after.id) ?? [])))
    const type = after.status === order.status ? 'order.delivered' : 'order.completed'
    const facts = { shipmentIds: together.map((change) => change.after.id) }
    keepOrder(orders, { ...context, actor }, { after, type, facts })
  }
}
