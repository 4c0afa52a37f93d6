import { fulfillmentSubscriber } from '../../fulfillment/events.ts'
import type { PlaceOrderItem } from '../../orders/intake/place-order-item.ts'
import { type Intake, placeOrders } from '../../orders/intake/place-orders.ts'
import type { Order } from '../../orders/order.ts'
import type { OrderMemory, SaveContext } from '../../orders/order-store.ts'
import { type Outcome, runInHalves } from '../../platform/batch.ts'
import { type Answer, hashRequest, runCommand } from '../../platform/command.ts'
import { drain, type Subscriber } from '../../platform/drain.ts'
import { deliverOrders, type MovingOrder, shipOrders } from './advance-orders.ts'
import { ahead } from './ahead.ts'
import type { SalesDay } from './import-plan.ts'
import { type Invoice, orderOf } from './invoice.ts'

/** What carrying out needs: whose, by whom, and what becomes of an invoice that intake has answered. */
export type Carrier = {
  intake: Intake
  merchantId: string
  actor: string
  /** Hears what intake answered for an invoice; answers the order when it is to move on. */
  onAnswer: (invoice: Invoice, answer: Answer) => Promise<MovingOrder | undefined>
  subscribers: readonly Subscriber[]
  signal?: AbortSignal | undefined
}

/** One day on its way through the stages. */
type MovingDay = { day: SalesDay; orders: MovingOrder[] }

/** Events are handled beside the work, every so many days: larger sets cost less an event. */
const daysBetweenDrains = 10

/**
 * Carries out days one after the other and answers each once its goods have arrived. The stages overlap: while the goods of
 * one day are delivered, those of the next are shipped, and the orders of the one after are placed.
 */
export async function* carryOut(carrier: Carrier, days: Iterable<SalesDay>): AsyncGenerator<SalesDay> {
  const known = new Map<string, Order>()
  const remembering = { ...carrier, known }
  const placed = place(remembering, days)
  const shipped = ship(remembering, ahead(placed, 1))
  const delivered = deliver(remembering, ahead(shipped, 1))
  let count = 0
  let draining: Promise<void> = Promise.resolve()
  try {
    for await (const day of delivered) {
      if (++count % daysBetweenDrains === 0) {
        await draining
        draining = drainBeside(carrier)
        // A failure is met at the next turn.
        draining.catch(() => {})
      }
      yield day
    }
  } finally {
    await draining
  }
}

/** Not those whose work shipping does itself: it would only wait for their locks on the orders under way. */
async function drainBeside({ intake, merchantId, subscribers }: Carrier): Promise<void> {
  for (const subscriber of subscribers) {
    if (subscriber !== fulfillmentSubscriber) await drain(intake.runtime, merchantId, subscriber)
  }
}

type Remembering = Carrier & { known: Map<string, Order> }

async function* place(carrier: Remembering, days: Iterable<SalesDay>): AsyncGenerator<MovingDay> {
  const { intake, merchantId, actor, onAnswer, signal, known } = carrier
  const onPlaced = (orders: readonly Order[]) => {
    for (const order of orders) known.set(order.id, order)
  }
  const run = placeOrders({ ...intake, onPlaced })
  for (const day of days) {
    signal?.throwIfAborted()
    const outcomes = await runInHalves(
      run,
      merchantId,
      day.invoices.map((invoice) => itemOf(invoice, actor)),
    )
    const orders: MovingOrder[] = []
    for (const [index, invoice] of day.invoices.entries()) {
      const order = await onAnswer(invoice, answerOf(outcomes[index]))
      if (order !== undefined) orders.push(order)
    }
    yield { day, orders }
  }
}

function itemOf(invoice: Invoice, actor: string): PlaceOrderItem {
  const input = orderOf(invoice)
  return { input, contentHash: hashRequest(input), actor, at: invoice.at }
}

function answerOf(outcome: Outcome<Answer> | undefined): Answer {
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  return outcome.value
}

async function* ship(carrier: Remembering, placed: AsyncIterable<MovingDay>): AsyncGenerator<MovingDay> {
  for await (const moving of placed) {
    const { orders, day } = moving
    if (orders.length > 0) await command(carrier, day.shippedAt, (context) => shipOrders(context, orders))
    yield moving
  }
}

async function* deliver(carrier: Remembering, shipped: AsyncIterable<MovingDay>): AsyncGenerator<SalesDay> {
  for await (const { orders, day } of shipped) {
    if (orders.length > 0) await command(carrier, day.deliveredAt, (context) => deliverOrders(context, orders))
    for (const { orderId } of orders) carrier.known.delete(orderId)
    yield day
  }
}

/** What a transaction writes is remembered once it is committed; an attempt that was lost leaves nothing behind. */
async function command(
  { intake, merchantId, actor, known }: Remembering,
  now: Date,
  work: (command: SaveContext) => Promise<void>,
): Promise<void> {
  const written = await runCommand(intake.runtime, { merchantId, actor, now }, async (context) => {
    const memory: OrderMemory = { known, written: new Map() }
    await work({ ...context, memory })
    return memory.written
  })
  for (const [id, order] of written) known.set(id, order)
}
