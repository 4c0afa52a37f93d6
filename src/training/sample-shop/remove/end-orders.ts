import { answerCancellation } from '../../../fulfillment/answer-cancellation.ts'
import { findActiveOf, findGoodsInHand } from '../../../fulfillment/fulfillment-store.ts'
import { recordTrackingEvents } from '../../../fulfillment/shipments/record-tracking-events.ts'
import { cancelLine } from '../../../orders/cancel-lines.ts'
import { cancelOrder } from '../../../orders/cancel-order.ts'
import { lockOrder } from '../../../orders/order-store.ts'
import { only } from '../../../platform/batch.ts'
import type { Command } from '../../../platform/command.ts'
import { unlessRefused } from '../../../platform/unless-refused.ts'
import type { SampleRemoval } from './removal.ts'
import { findOpenSampleOrders, findParcelsOf, type Made } from './removal-queries.ts'
import { giveBackSurplus, settleArrived } from './settle-money.ts'

const reason = '示例店已移除 sample shop removed'

/**
 * Brings every open order of the sample shop to an end: what has not left is cancelled, also what a place has in its hands; what
 * is on its way arrives, and is paid. What stays open after that (a parcel that was lost) is named.
 */
export async function endSampleOrders(command: Command, removal: SampleRemoval): Promise<void> {
  const open = await findOpenSampleOrders(command.tx)
  for (const { id } of open) await unlessRefused(command, () => cancelWhatIsLeft(command, id))
  const ids = open.map(({ id }) => id)
  removal.parcelsDelivered += await deliverAll(command, ids)
  await settleArrived(command, ids)
  await giveBackSurplus(command, removal)
  await countEnds(command, open, removal)
}

async function cancelWhatIsLeft(command: Command, orderId: string): Promise<void> {
  const order = await lockOrder(command.tx, orderId, command)
  if (order.lines.every(({ shipped }) => shipped === 0)) await cancelOrder(command, { orderId, reason })
  else {
    for (const { lineNumber, parentLineNumber, quantity, cancelled, shipped, kind } of order.lines) {
      const left = quantity - cancelled - shipped
      if (parentLineNumber !== null || left <= 0 || kind === 'bundle') continue
      await unlessRefused(command, () => cancelLine(command, { orderId, lineNumber, quantity: left, reason }))
    }
  }
  await acceptAtPlaces(command, orderId)
}

/** What was only asked for, because goods are in somebody's hands, is agreed to. */
async function acceptAtPlaces(command: Command, orderId: string): Promise<void> {
  for (const fulfillmentOrderId of await findActiveOf(command.tx, [orderId])) {
    const { cancellationRequested } = await lockOrder(command.tx, orderId, command)
    if (!cancellationRequested) return
    if ((await findGoodsInHand(command.tx, orderId, fulfillmentOrderId)).length === 0) continue
    await unlessRefused(command, () => answerCancellation(command, { fulfillmentOrderId, accepted: true }))
  }
}

async function deliverAll(command: Command, orderIds: readonly string[]): Promise<number> {
  const parcels = await findParcelsOf(command.tx, orderIds)
  let delivered = 0
  for (const shipmentId of parcels) {
    const scan = { shipmentId, code: 'delivered', occurredAt: command.now, description: '', place: '' } as const
    const refusal = await unlessRefused(command, async () => only(await recordTrackingEvents(command, [scan])))
    if (refusal === undefined) delivered++
  }
  return delivered
}

async function countEnds(command: Command, open: readonly Made[], removal: SampleRemoval): Promise<void> {
  const still = new Map((await findOpenSampleOrders(command.tx)).map(({ id, label }) => [id, label]))
  for (const { id } of open) {
    const label = still.get(id)
    if (label !== undefined) {
      removal.kept.push({ kind: 'order', id, label, reason: 'has_shipped' })
      continue
    }
    const { status } = await lockOrder(command.tx, id, command)
    if (status === 'cancelled') removal.ordersCancelled++
    else removal.ordersFinished++
  }
}
