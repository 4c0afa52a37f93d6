import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { DomainError } from '../platform/errors.ts'
import { cancelLine } from './cancel-lines.ts'
import { cancelOrder } from './cancel-order.ts'
import { expireOrders } from './expire-orders.ts'
import { holdOrder, releaseHold } from './hold-order.ts'
import { findOrders } from './order-store.ts'
import { recordPayment } from './record-payment.ts'

let shop: TestShop
let now = new Date('2026-03-02T02:00:00Z')
before(async () => {
  shop = await createTestShop({ clock: () => now })
})
after(() => shop.close())

const orderOf = async (id: string) => {
  const order = await shop.query(async ({ tx }) => (await findOrders(tx, [id])).get(id))
  assert.ok(order !== undefined)
  return order
}
const levelOf = async (sku: string) =>
  (
    await shop.owner.query(
      'select sum(on_hand)::int as "onHand", sum(allocated)::int as allocated, sum(reserved)::int as reserved from inventory_levels where item_id = $1',
      [shop.variants.get(sku)],
    )
  ).rows[0]
const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code

test('cancelling gives the stock back and ends the order; a second time it is refused', async () => {
  const { body } = await shop.place({ lines: [{ sku: 'A', quantity: 7 }] })
  assert.equal((await levelOf('A')).allocated, 7)
  await shop.command((command) => cancelOrder(command, { orderId: body.id, reason: 'changed my mind' }))
  const order = await orderOf(body.id)
  assert.deepEqual(
    [order.status, order.stage, order.lines[0]?.cancelled, order.cancelledTotal],
    ['cancelled', 'cancelled', 7, order.total],
  )
  assert.equal((await levelOf('A')).allocated, 0)
  await assert.rejects(
    shop.command((command) => cancelOrder(command, { orderId: body.id, reason: 'again' })),
    refusal('action_not_allowed'),
  )
})

test('an order that ends ends its holds, and answers what it became', async () => {
  const { body } = await shop.place({ lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'awaiting_payment' } })
  const held = await shop.command((command) =>
    holdOrder(command, { orderId: body.id, kind: 'manual', reason: 'ask', detail: '' }),
  )
  assert.deepEqual(held, await orderOf(body.id))
  const cancelled = await shop.command((command) => cancelOrder(command, { orderId: body.id, reason: 'no' }))
  assert.deepEqual(cancelled.holds, [])
  assert.deepEqual(cancelled, await orderOf(body.id))
})

test('what is refused uses up no number', async () => {
  const order = { lines: [{ sku: 'C', quantity: 1 }] }
  const unknown = { lines: [{ sku: 'nothing', quantity: 1 }] }
  const answers = await Promise.all([order, unknown, order, unknown, unknown].map((each) => shop.place(each)))
  answers.push(await shop.place(order))
  const numbers = answers.filter(({ status }) => status === 201).map(({ body }) => Number(body.number))
  assert.deepEqual(
    numbers.map((number) => number - (numbers[0] ?? 0)),
    [0, 1, 2],
  )
})

test('cancelling some of a line gives back so many and lowers what is due', async () => {
  const { body } = await shop.place({
    lines: [
      { sku: 'A', quantity: 4 },
      { sku: 'B', quantity: 1 },
    ],
    payment: { terms: 'cash_on_delivery' },
  })
  const cancel = (quantity: number) =>
    shop.command((command) => cancelLine(command, { orderId: body.id, lineNumber: 1, quantity, reason: 'fewer' }))
  await cancel(3)
  const order = await orderOf(body.id)
  assert.deepEqual([order.lines[0]?.allocated, order.lines[0]?.cancelled, order.cancelledTotal], [1, 3, 3000])
  assert.equal((await levelOf('A')).allocated, 1)
  await assert.rejects(cancel(2), refusal('quantity_exceeds_open'))
})

test('cancelling a bundle takes its components with it', async () => {
  await shop.addVariants({ sku: 'pair', kind: 'bundle', components: [{ sku: 'C', quantity: 2 }] })
  const { body } = await shop.place({ lines: [{ sku: 'pair', quantity: 3 }] })
  await shop.command((command) =>
    cancelLine(command, { orderId: body.id, lineNumber: 1, quantity: 1, reason: 'fewer' }),
  )
  const order = await orderOf(body.id)
  assert.deepEqual(
    order.lines.map(({ cancelled, allocated }) => [cancelled, allocated]),
    [
      [1, 0],
      [2, 4],
    ],
  )
})

test('a held order waits, and its release confirms it once nothing else holds it', async () => {
  await shop.settings({ reviewRules: [{ code: 'large', quantityAtLeast: 9 }] })
  const { body } = await shop.place({ lines: [{ sku: 'B', quantity: 9 }] })
  assert.equal(body.status, 'submitted')
  await shop.command((command) => holdOrder(command, { orderId: body.id, kind: 'manual', reason: 'ask', detail: '' }))
  const [first, second] = (await orderOf(body.id)).holds
  await shop.command((command) => releaseHold(command, { orderId: body.id, holdId: first?.id ?? '' }))
  assert.equal((await orderOf(body.id)).status, 'submitted')
  await shop.command((command) => releaseHold(command, { orderId: body.id, holdId: second?.id ?? '' }))
  assert.equal((await orderOf(body.id)).status, 'confirmed')
  await shop.settings({})
})

test('a payment that comes in time turns kept goods into allocated ones and confirms; a late one finds them given back', async () => {
  const order = { lines: [{ sku: 'B', quantity: 2 }], payment: { terms: 'awaiting_payment', expiresInMinutes: 30 } }
  const paid = await shop.place(order)
  const unpaid = await shop.place(order)
  assert.equal((await levelOf('B')).reserved, 4)
  await shop.command((command) => recordPayment(command, { orderId: paid.body.id, type: 'order.paid', captured: 2000 }))
  const confirmed = await orderOf(paid.body.id)
  assert.deepEqual([confirmed.status, confirmed.paymentStatus, confirmed.lines[0]?.allocated], ['confirmed', 'paid', 2])
  now = new Date(now.getTime() + 31 * 60_000)
  assert.equal(await shop.command(expireOrders), 1)
  assert.deepEqual([(await orderOf(unpaid.body.id)).status, (await levelOf('B')).reserved], ['cancelled', 0])
})

test('goods that come fill backorders: the first promised first, then the oldest', async () => {
  await shop.addVariants({ sku: 'late' })
  await shop.settings({ shortagePolicy: 'backorder' })
  const order = (more: object) => shop.place({ lines: [{ sku: 'late', quantity: 2 }], ...more })
  const oldest = await order({})
  const promised = await order({ requestedDeliveryOn: '2026-03-05' })
  const youngest = await order({})
  await shop.receive(shop.beijing, 'late', 5)
  await shop.drainAll()
  const given = await Promise.all(
    [promised, oldest, youngest].map(async ({ body }) => (await orderOf(body.id)).lines[0]),
  )
  assert.deepEqual(
    given.map((line) => [line?.allocated, line?.backordered]),
    [
      [2, 0],
      [2, 0],
      [1, 1],
    ],
  )
  await shop.settings({})
})

test('an order held for want of stock waits for goods once its hold is released', async () => {
  await shop.addVariants({ sku: 'wanted' })
  await shop.receive(shop.shanghai, 'wanted', 1)
  await shop.settings({ shortagePolicy: 'hold' })
  const { body } = await shop.place({ lines: [{ sku: 'wanted', quantity: 3 }] })
  const [hold] = (await orderOf(body.id)).holds
  await shop.receive(shop.beijing, 'wanted', 1)
  await shop.command((command) => releaseHold(command, { orderId: body.id, holdId: hold?.id ?? '' }))
  const released = await orderOf(body.id)
  assert.deepEqual([released.status, released.lines[0]?.allocated, released.lines[0]?.backordered], ['confirmed', 2, 1])
  await shop.receive(shop.beijing, 'wanted', 5)
  await shop.drainAll()
  assert.equal((await orderOf(body.id)).fulfillmentStatus, 'allocated')
  await shop.settings({})
})

test('releasing another hold leaves a short order waiting for its decision', async () => {
  await shop.addVariants({ sku: 'short' })
  await shop.settings({ shortagePolicy: 'hold' })
  const { body } = await shop.place({ lines: [{ sku: 'short', quantity: 2 }] })
  const held = await shop.command((command) =>
    holdOrder(command, { orderId: body.id, kind: 'stock', reason: 'count', detail: '' }),
  )
  const holdId = held.holds.at(-1)?.id ?? ''
  const left = await shop.command((command) => releaseHold(command, { orderId: body.id, holdId }))
  assert.deepEqual(
    [left.status, left.holds.map(({ reason }) => reason), left.lines[0]?.unallocated],
    ['submitted', ['short_of_stock'], 2],
  )
  await shop.settings({})
})

test('a cancelled order gives its goods to one that waits for them', async () => {
  await shop.addVariants({ sku: 'last' })
  await shop.receive(shop.shanghai, 'last', 1)
  await shop.settings({ shortagePolicy: 'backorder' })
  const first = await shop.place({ lines: [{ sku: 'last', quantity: 1 }] })
  const second = await shop.place({ lines: [{ sku: 'last', quantity: 1 }] })
  await shop.command((command) => cancelOrder(command, { orderId: first.body.id, reason: 'no' }))
  await shop.drainAll()
  assert.equal((await orderOf(second.body.id)).fulfillmentStatus, 'allocated')
  await shop.settings({})
})
