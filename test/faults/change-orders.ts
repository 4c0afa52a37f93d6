import { act, type Client, type OwnOrder } from './acting.ts'
import { type Command, resultOf } from './journal.ts'
import { findWork, shipLabelled, shipRest, type Work } from './move-goods.ts'

/** What shipping is refused with when the order was cancelled, or is about to be. */
const tooLateToShip = ['action_not_allowed', 'nothing_left', 'order_not_releasable']

/** Cancels an order of which nothing has shipped, often before its places know of it. */
export async function cancel(client: Client): Promise<boolean> {
  const order = takeAny(client)
  if (order === undefined) return false
  const command = await cancelOrder(client, order, [])
  if (command.reply?.status === 200 && !isCancelled(command))
    fault(client, 'nothing was picked, and it is not cancelled', command)
  return true
}

/** Cancels and ships an order at once: one of the two must win, and only one. */
export async function race(client: Client): Promise<boolean> {
  const order = client.orders.shift()
  if (order === undefined) return false
  const work = await findWork(client, order)
  if (work.length === 0) {
    client.orders.push(order)
    return false
  }
  const [cancelled, ...ships] = await Promise.all([
    cancelOrder(client, order, ['order_has_shipped', 'action_not_allowed']),
    ...work.map((each) =>
      client.random.next() < 0.3
        ? shipLabelled(client, order, each, tooLateToShip)
        : shipRest(client, order, each, tooLateToShip),
    ),
  ])
  const winners = Number(isCancelled(cancelled)) + Number(ships.some((command) => resultOf(command) !== undefined))
  if (winners !== 1) fault(client, `${winners} of cancelling and shipping at once succeeded`, cancelled)
  return true
}

/** Once picking has begun a cancellation is a request, and the place answers it; what it declines is shipped. */
export async function pickThenCancel(client: Client): Promise<boolean> {
  const { random } = client
  const picked = await pickAny(client)
  if (picked === undefined) return false
  const { order, work } = picked
  const [cancelled, shipped] = await Promise.all([
    cancelOrder(client, order, ['order_has_shipped', 'action_not_allowed']),
    ...(random.next() < 0.5 ? [shipRest(client, order, work, tooLateToShip)] : []),
  ])
  const isRequested = resultOf(cancelled) !== undefined
  if (isRequested === (shipped !== undefined && resultOf(shipped) !== undefined)) {
    fault(client, 'a cancellation was requested and the parcel left, or neither', cancelled)
  }
  if (!isRequested) return true
  const isAccepted = await answer(client, picked, true)
  if (!isAccepted) for (const each of await findWork(client, order)) await shipRest(client, order, each, [])
  return true
}

/**
 * Of the first line one unit is called off once goods of the order are picked: at once where they are on the shelf, else
 * with the place's answer. What is left is shipped.
 */
export async function pickThenCancelUnit(client: Client): Promise<boolean> {
  const picked = await pickAny(client)
  if (picked === undefined) return false
  const { order, work } = picked
  const [cut] = await Promise.all([
    cancelUnit(client, order),
    ...(client.random.next() < 0.5 ? [shipRest(client, order, work, tooLateToShip)] : []),
  ])
  const after = resultOf<CutOrder>(cut)
  if (after?.cancellationRequested === true) await answer(client, picked, unitsOpen(after) === 1)
  for (const each of await findWork(client, order)) await shipRest(client, order, each, tooLateToShip)
  return true
}

type CutOrder = {
  cancellationRequested: boolean
  lines: { parentLineNumber: number | null; quantity: number; cancelled: number }[]
}

/** Who calls off the last of an order calls off the order. */
function unitsOpen({ lines }: CutOrder): number {
  const open = lines.map((line) => (line.parentLineNumber === null ? line.quantity - line.cancelled : 0))
  return open.reduce((sum, units) => sum + units, 0)
}

type Picked = { order: OwnOrder; work: Work }

/** Picks all that one place has to do for the oldest order; nothing when no place may begin with it. */
async function pickAny(client: Client): Promise<Picked | undefined> {
  const order = client.orders.shift()
  if (order === undefined) return undefined
  const work = (await findWork(client, order)).find(({ status }) => status === 'released')
  if (work === undefined) {
    client.orders.push(order)
    return undefined
  }
  const path = `/fulfillment-orders/${work.id}/picks`
  await act(client, { about: { kind: 'pick', orderId: order.id }, path, body: {}, mayRefuse: [] })
  return { order, work }
}

/** The place accepts a request, of the whole order or of a part, or it declines. */
async function answer(client: Client, { order, work }: Picked, isWhole: boolean): Promise<boolean> {
  const accepted = client.random.next() < 0.5
  const about = { kind: 'answer-cancellation' as const, orderId: order.id, accepted, isWhole }
  const path = `/fulfillment-orders/${work.id}/cancellation`
  await act(client, { about, path, body: { accepted }, mayRefuse: [] })
  return accepted
}

/** Pays for an order that waits for its payment. */
export async function pay(client: Client): Promise<boolean> {
  const order = client.orders.find(({ terms }) => terms === 'awaiting_payment')
  if (order === undefined) return false
  order.terms = 'paid'
  const { id: orderId, total: amount } = order
  const body = { method: 'bank_transfer', amount }
  await act(client, {
    about: { kind: 'pay', orderId, amount },
    path: `/orders/${orderId}/payments`,
    body,
    mayRefuse: [],
  })
  return true
}

function cancelOrder(client: Client, { id }: OwnOrder, mayRefuse: readonly string[]): Promise<Command> {
  const body = { reason: 'changed their mind' }
  return act(client, { about: { kind: 'cancel', orderId: id }, path: `/orders/${id}/cancellation`, body, mayRefuse })
}

function cancelUnit(client: Client, { id }: OwnOrder): Promise<Command> {
  return act(client, {
    about: { kind: 'cancel', orderId: id },
    path: `/orders/${id}/lines/1/cancellation`,
    body: { quantity: 1, reason: 'one fewer' },
    mayRefuse: ['quantity_exceeds_open'],
  })
}

/** Whether a cancellation was done at once, not only requested. */
function isCancelled(command: Command): boolean {
  return resultOf<{ status: string }>(command)?.status === 'cancelled'
}

function takeAny({ orders, random }: Client): OwnOrder | undefined {
  return orders.length === 0 ? undefined : orders.splice(random.integer(0, orders.length - 1), 1)[0]
}

function fault({ field }: Client, what: string, { number, path }: Command): void {
  field.journal.faults.push(`${what}: command ${number} ${path}`)
}
