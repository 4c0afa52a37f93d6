import { act, type Client, newName } from './acting.ts'
import type { NewCommand } from './journal.ts'
import { randomOrder } from './random-order.ts'

const keylessShare = 0.1

/** Places an order; some without a key, to be sent once only. */
export async function place(client: Client): Promise<boolean> {
  const { random } = client
  const { body, reply } = await act(client, newOrder(client), { keyless: random.next() < keylessShare })
  if (reply?.status === 201) {
    const { id, total } = JSON.parse(reply.body) as { id: string; total: number }
    client.orders.push({ id, total, terms: (body as { payment: { terms: string } }).payment.terms })
  }
  return true
}

/** Places some orders with one request, each of which stands or falls alone. */
export async function placeMany(client: Client): Promise<boolean> {
  const markers = Array.from({ length: client.random.integer(2, 6) }, () => newName(client))
  const orders = markers.map((marker) => randomOrder(client.random, marker).body)
  await act(client, { about: { kind: 'place-many', markers }, path: '/orders/batch', body: { orders }, mayRefuse: [] })
  return true
}

/** A channel that tells its order twice under different keys: the same content is one order, other content is refused. */
export async function placeAgain(client: Client): Promise<boolean> {
  const { random } = client
  const externalId = newName(client)
  const first = withExternalId(newOrder(client), externalId)
  const second = random.next() < 0.7 ? first : withExternalId(newOrder(client), externalId)
  if (random.next() < 0.5) await Promise.all([act(client, first), act(client, second)])
  else {
    await act(client, first)
    await act(client, second)
  }
  return true
}

/** Two different orders at once under one key: one of them counts, the other is refused. */
export async function duel(client: Client): Promise<boolean> {
  const key = `key-${newName(client)}`
  const orders = [newOrder(client), newOrder(client)].map((order) => {
    return { ...order, key, mayRefuse: [...order.mayRefuse, 'idempotency_key_reused'] }
  })
  const commands = await Promise.all(orders.map((order) => act(client, order)))
  const counted = commands.filter(
    ({ reply }) => reply?.status !== 400 && !reply?.body.includes('idempotency_key_reused'),
  )
  if (counted.length > 1) client.field.journal.faults.push(`two requests counted under the key ${key}`)
  return true
}

function newOrder(client: Client): NewCommand {
  const marker = newName(client)
  const { body, mayRefuse } = randomOrder(client.random, marker)
  return { about: { kind: 'place', marker }, path: '/orders', body, mayRefuse }
}

/** Of two that come at once either may be the second, and find the number taken. */
function withExternalId(order: NewCommand, externalId: string): NewCommand {
  return { ...order, body: { ...order.body, externalId }, mayRefuse: [...order.mayRefuse, 'external_id_taken'] }
}
