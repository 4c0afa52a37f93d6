import { answerCancellation } from '../../fulfillment/answer-cancellation.ts'
import { findFulfillmentOrders } from '../../fulfillment/fulfillment-queries.ts'
import { findActiveOf } from '../../fulfillment/fulfillment-store.ts'
import { holdFulfillmentOrder, releaseFulfillmentHold } from '../../fulfillment/hold-fulfillment-order.ts'
import { cancelLine } from '../../orders/cancel-lines.ts'
import { cancelOrder } from '../../orders/cancel-order.ts'
import { expireOrders } from '../../orders/expire-orders.ts'
import { holdOrder, releaseHold } from '../../orders/hold-order.ts'
import type { HoldKind } from '../../orders/order.ts'
import { lockOrder } from '../../orders/order-store.ts'
import { writeNote } from '../../orders/write-note.ts'
import { capturePayment } from '../../payments/capture-payment.ts'
import type { PaymentMethod, PaymentState } from '../../payments/payment.ts'
import { findPayments } from '../../payments/payment-queries.ts'
import { recordPayment } from '../../payments/record-payment.ts'
import { refundPayment } from '../../payments/refund-payment.ts'
import { voidPayment } from '../../payments/void-payment.ts'
import type { Command } from '../../platform/command.ts'
import { dayMs, hourMs } from '../../platform/time.ts'
import type { DeskAct } from './plan/story.ts'
import { findReceivables, findReviews, hasNote } from './sample-queries.ts'
import type { StoryOf } from './warehouse-waves.ts'

/** Does what somebody at a desk does about one order. @throws DomainError as the use case behind it */
export async function performAct(command: Command, orderId: string, act: DeskAct): Promise<void> {
  switch (act.do) {
    case 'cancel':
      await cancelOrder(command, { orderId, reason: act.reason })
      return
    case 'cancel_line':
      return cancelLastLine(command, orderId, act.reason)
    case 'hold':
      await holdOrder(command, { orderId, kind: act.kind, reason: act.reason, detail: act.detail })
      return
    case 'release':
      return releaseKind(command, orderId, act.kind)
    case 'note':
      if (!(await hasNote(command.tx, orderId, act.text))) await writeNote(command, { orderId, text: act.text })
      return
    case 'hold_work':
    case 'release_work':
    case 'answer_cancellation':
      return performAtPlace(command, orderId, act)
    case 'expire':
      await expireOrders(command)
      return
    default:
      return performPayment(command, orderId, act)
  }
}

/** Reviews are read within the hour, addresses asked about; money is chased once the goods have arrived. */
export async function clearDesk(command: Command, storyOf: StoryOf): Promise<void> {
  const { tx, now } = command
  const ageMs = (at: Date) => now.getTime() - at.getTime()
  for (const { orderId, externalId, holdId, placedAt } of await findReviews(tx)) {
    if (ageMs(placedAt) > hourMs && !storyOf(externalId).keepsHolds) await releaseHold(command, { orderId, holdId })
  }
  for (const { orderId, externalId, paymentTerms, placedAt, due } of await findReceivables(tx)) {
    const story = storyOf(externalId)
    const isCash = paymentTerms === 'cash_on_delivery'
    if (isCash ? story.keepsCash : ageMs(placedAt) < creditMs || story.acts !== undefined) continue
    const method = isCash ? 'cash_on_delivery' : 'bank_transfer'
    await recordPayment(command, { orderId, method, amount: due, reference: `SK${externalId}`, kind: 'captured' })
  }
}

/** Companies pay three weeks after they ordered. */
const creditMs = 21 * dayMs

async function cancelLastLine(command: Command, orderId: string, reason: string): Promise<void> {
  const { lines } = await lockOrder(command.tx, orderId)
  const short = lines.find(({ unallocated }) => unallocated > 0)
  const line = short ?? lines.findLast(({ parentLineNumber }) => parentLineNumber === null)
  if (line === undefined) return
  await cancelLine(command, { orderId, lineNumber: line.lineNumber, quantity: line.quantity, reason })
}

async function releaseKind(command: Command, orderId: string, kind: HoldKind): Promise<void> {
  const { holds } = await lockOrder(command.tx, orderId)
  for (const hold of holds) if (hold.kind === kind) await releaseHold(command, { orderId, holdId: hold.id })
}

async function performAtPlace(
  command: Command,
  orderId: string,
  act: Extract<DeskAct, { do: 'hold_work' | 'release_work' | 'answer_cancellation' }>,
): Promise<void> {
  const [fulfillmentOrderId] = await findActiveOf(command.tx, [orderId])
  if (fulfillmentOrderId === undefined) return
  if (act.do === 'answer_cancellation') {
    return answerCancellation(command, { fulfillmentOrderId, accepted: act.accepted })
  }
  if (act.do === 'hold_work') {
    await holdFulfillmentOrder(command, { fulfillmentOrderId, reason: act.reason })
    return
  }
  const [work] = await findFulfillmentOrders(command.tx, [fulfillmentOrderId])
  for (const { id: holdId } of work?.holds ?? []) await releaseFulfillmentHold(command, { fulfillmentOrderId, holdId })
}

type PaymentAct = Extract<DeskAct, { do: 'pay' | 'authorize' | 'capture' | 'void_payment' | 'refund' }>

async function performPayment(command: Command, orderId: string, act: PaymentAct): Promise<void> {
  const { total, cancelledTotal, status, captured } = await lockOrder(command.tx, orderId)
  const due = total - cancelledTotal
  const part = (percent: number) => Math.round((due * percent) / 100)
  const pay = (amount: number, method: PaymentMethod, kind: 'captured' | 'authorized') =>
    recordPayment(command, { orderId, method, amount, reference: `SK-${act.do}`, kind })
  if (act.do === 'pay') {
    // Nobody pays for what was called off; the last part is what is left.
    if (status === 'cancelled') return
    const rest = due - captured
    const amount = captured > 0 && act.percent < 100 ? rest : part(act.percent)
    if (amount > 0) await pay(amount, act.method, 'captured')
    return
  }
  if (act.do === 'authorize') {
    await pay(due, 'card_elsewhere', 'authorized')
    return
  }
  const found = await paymentOf(command, orderId, act.do === 'refund' ? 'captured' : 'authorized')
  if (found === undefined) return
  const { id: paymentId, captured: paid } = found
  if (act.do === 'capture') await capturePayment(command, { paymentId })
  else if (act.do === 'void_payment') await voidPayment(command, { paymentId })
  else await refundPayment(command, { paymentId, amount: Math.round((paid * act.percent) / 100) })
}

async function paymentOf({ tx }: Command, orderId: string, status: PaymentState) {
  const payments = await findPayments({ tx }, orderId)
  return payments.find((payment) => payment.status === status)
}
