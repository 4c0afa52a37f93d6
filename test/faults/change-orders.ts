import { act, type Client, type OwnOrder } from './acting.ts'
import { type Command, resultOf } from './journal.ts'
import { findWork, shipLabelled, shipRest } from './move-goods.ts'

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
  const order = client.orders.shift()
  if (order === undefined) return false
  const work = (await findWork(client, order)).find(({ status }) => status === 'released')
  if (work === undefined) {
    client.orders.push(order)
    return false
  }
  const path = `/fulfillment-orders/${work.id}`
  await act(client, { about: { kind: 'pick', orderId: order.id }, path: `${path}/picks`, body: {}, mayRefuse: [] })
  const [cancelled, shipped] = await Promise.all([
    cancelOrder(client, order, ['order_has_shipped', 'action_not_allowed']),
    ...(random.next() < 0.5 ? [shipRest(client, order, work, tooLateToShip)] : []),
  ])
  const isRequested = resultOf(cancelled) !== undefined
  if (isRequested === (shipped !== undefined && resultOf(shipped) !== undefined)) {
    fault(client, 'a cancellation was requested and the parcel left, or neither', cancelled)
  }
  if (!isRequested) return true
  const accepted = random.next() < 0.5
  const about = { kind: 'answer-cancellation' as const, orderId: order.id, accepted }
  await act(client, { about, path: `${path}/cancellation`, body: { accepted }, mayRefuse: [] })
  if (!accepted) for (const each of await findWork(client, order)) await shipRest(client, order, each, [])
  return true
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
