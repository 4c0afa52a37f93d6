import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, receiver, type TestShop } from '../../../test/support/shop.ts'
import { hashRequest } from '../../platform/command.ts'
import { findSourcing } from '../detail-queries.ts'
import { findOrders } from '../order-store.ts'
import { placeOrderForm } from './place-order-form.ts'
import { placeOrders } from './place-orders.ts'

let shop: TestShop
before(async () => {
  shop = await createTestShop()
})
after(() => shop.close())

const orderOf = (id: string) => shop.query(async ({ tx }) => (await findOrders(tx, [id])).get(id))

test('a clean order is confirmed, priced with tax inside, and given stock from the nearest warehouse', async () => {
  await shop.addVariants({ sku: 'near' })
  await shop.receive(shop.beijing, 'near', 10)
  await shop.receive(shop.shanghai, 'near', 10)
  const { status, body } = await shop.place({ lines: [{ sku: 'near', quantity: 3 }], shipping: 500 })
  assert.equal(status, 201)
  assert.equal(body.status, 'confirmed')
  assert.equal(body.total, 3500)
  const order = await orderOf(body.id)
  assert.equal(order?.taxTotal, 403)
  assert.equal(order?.fulfillmentStatus, 'allocated')
  const [sourcing] = await shop.query((query) => findSourcing(query, body.id))
  assert.deepEqual(
    sourcing?.decision.candidates.map(({ code, reason }) => [code, reason]),
    [
      ['SH', 'chosen'],
      ['BJ', 'farther'],
    ],
  )
})

test('the same external id with the same content is the same order, with other content a conflict', async () => {
  const order = { externalId: 'T-1', lines: [{ sku: 'A', quantity: 1 }] }
  const first = await shop.place(order)
  const again = await shop.place(order)
  const other = await shop.place({ ...order, lines: [{ sku: 'A', quantity: 2 }] })
  assert.deepEqual([first.status, again.status, other.status], [201, 200, 409])
  assert.equal(again.body.id, first.body.id)
  assert.deepEqual([other.body.field, other.body.facts], ['externalId', { orderId: first.body.id }])
  const batch = ['T-1a', 'T-1a'].map((externalId, index) =>
    shop.place({ externalId, lines: [{ sku: 'A', quantity: 1 + index }] }),
  )
  const [made, clashing] = await Promise.all(batch)
  assert.deepEqual([clashing?.status, clashing?.body.facts], [409, { orderId: made?.body.id }])
})

test('a day of delivery that is over is refused, with a day of slack for the time zone', async () => {
  const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const on = (day: string) => shop.place({ lines: [{ sku: 'A', quantity: 1 }], requestedDeliveryOn: day })
  for (const days of [-1, 0, 400]) assert.equal((await on(dayIn(days))).status, 201)
  const { status, body } = await on(dayIn(-3))
  assert.deepEqual([status, body.code, body.field], [422, 'delivery_day_past', 'requestedDeliveryOn'])
})

test('an address is held for what of it is unknown, when the shop wants that', async () => {
  await shop.settings({ addressCheck: 'hold' })
  const to = async (address: object) => {
    const shipTo = { ...receiver, province: '广东省', city: '广州市', ...address }
    const { body } = await shop.place({ shipTo, lines: [{ sku: 'A', quantity: 1 }] })
    return (body.holds as { kind: string; reason: string }[]).map(({ kind, reason }) => `${kind} ${reason}`)
  }
  assert.deepEqual(await to({ district: '火星区' }), ['address district_unknown'])
  assert.deepEqual(await to({ city: '火星市' }), ['address city_unknown'])
  assert.deepEqual(await to({ province: '火星' }), ['address region_unknown'])
  assert.deepEqual(await to({ district: '天河区' }), [])
  assert.deepEqual(await to({ city: '东莞市', district: '南城街道' }), [])
  await shop.settings({})
})

test('the same key at once and again acts once and is answered the same; with another order it is refused', async () => {
  const order = { lines: [{ sku: 'A', quantity: 1 }] }
  const answers = await Promise.all(Array.from({ length: 20 }, () => shop.place(order, 'key-1')))
  answers.push(await shop.place(order, 'key-1'))
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
  const other = await shop.place({ lines: [{ sku: 'A', quantity: 2 }] }, 'key-1')
  assert.equal(other.status, 422)
  assert.equal(other.body.code, 'idempotency_key_reused')
})

test('300 buyers at once of an item of which there are 100: exactly 100 are sold', async () => {
  await shop.addVariants({ sku: 'hot' })
  await shop.receive(shop.beijing, 'hot', 100)
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => shop.place({ lines: [{ sku: 'hot', quantity: 1 }] })),
  )
  const sold = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status, body }) => status === 422 && body.code === 'out_of_stock')
  assert.deepEqual([sold.length, refused.length], [100, 200])
})

test('a channel number that comes again under a key is answered the same under it, whatever became of the order', async () => {
  const order = { externalId: 'T-2', lines: [{ sku: 'A', quantity: 1 }] }
  await shop.place(order)
  const under = await shop.place(order, 'key-2')
  await shop.owner.query(`update orders set version = 9 where external_id = 'T-2'`)
  assert.deepEqual(await shop.place(order, 'key-2'), under)
  await shop.owner.query(`update orders set version = 1 where external_id = 'T-2'`)
})

test('a refused order names the field and leaves nothing of the buyer behind', async () => {
  const count = async () => (await shop.owner.query('select count(*)::int as n from people')).rows[0]?.n
  const earlier = await count()
  const refusals = [
    {
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: 'nothing', quantity: 1 },
      ],
    },
    { channel: 'pigeon', lines: [{ sku: 'A', quantity: 1 }] },
    { lines: [{ sku: 'A', quantity: 5000 }] },
    { lines: [{ sku: 'A', quantity: 1 }], discount: 5000 },
    { customer: { id: '0190b5c8-0000-7000-8000-000000000000' }, lines: [{ sku: 'A', quantity: 1 }] },
  ]
  const fields = []
  for (const order of refusals) {
    const { status, body } = await shop.place(order)
    assert.equal(status, 422)
    fields.push(body.field)
  }
  assert.deepEqual(fields, ['lines[1].sku', 'channel', 'lines[0].quantity', 'discount', 'customer.id'])
  assert.equal(await count(), earlier)
})

test('a bundle allocates its components, which share its price to the last unit', async () => {
  await shop.addVariants({
    sku: 'set',
    kind: 'bundle',
    components: [
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 1 },
    ],
  })
  const { body } = await shop.place({ lines: [{ sku: 'set', quantity: 2 }], shipping: 101 })
  const order = await orderOf(body.id)
  const parts = order?.lines.filter((line) => line.parentLineNumber === 1) ?? []
  assert.deepEqual(
    parts.map(({ sku, quantity, allocated }) => [sku, quantity, allocated]),
    [
      ['A', 4, 4],
      ['B', 2, 2],
    ],
  )
  assert.equal(
    parts.reduce((sum, line) => sum + line.lineTotal, 0),
    order?.lines[0]?.lineTotal,
  )
  assert.equal(
    parts.reduce((sum, line) => sum + line.shipping, 0),
    101,
  )
})

test('a short item is refused, held or backordered as its merchant wants', async () => {
  await shop.addVariants({ sku: 'scarce' })
  await shop.receive(shop.shanghai, 'scarce', 1)
  await shop.settings({ shortagePolicy: 'hold' })
  const held = await shop.place({ lines: [{ sku: 'scarce', quantity: 3 }] })
  assert.equal(held.body.status, 'submitted')
  assert.deepEqual(held.body.holds, [{ kind: 'stock', reason: 'short_of_stock' }])
  await shop.settings({ shortagePolicy: 'backorder' })
  const waiting = await shop.place({ lines: [{ sku: 'scarce', quantity: 2 }] })
  assert.equal(waiting.body.status, 'confirmed')
  assert.equal(waiting.body.fulfillmentStatus, 'backordered')
  await shop.settings({})
})

test('a buyer who is met for the first time becomes one customer, however often in one batch', async () => {
  const contact = { name: '李四', phone: '13900139000', country: 'CN' }
  const order = { customer: { contact }, shipTo: { ...receiver, name: '李四' }, lines: [{ sku: 'A', quantity: 1 }] }
  const answers = await Promise.all([shop.place(order), shop.place(order), shop.place(order)])
  answers.push(await shop.place(order))
  const orders = await Promise.all(answers.map(({ body }) => orderOf(body.id)))
  assert.equal(new Set(orders.map((each) => each?.customerId)).size, 1)
  assert.notEqual(orders[0]?.customerId, null)
})

test('of orders in one batch each is told with the address that sent it', async () => {
  const input = placeOrderForm.parse({
    channel: 'web',
    shipTo: receiver,
    lines: [{ sku: 'A', quantity: 1 }],
    note: 'Note',
  })
  const item = (origin: string) => ({ input, contentHash: hashRequest(input), actor: 'key:shop', origin })
  const outcomes = await placeOrders(shop.intake)(shop.merchantId, [item('192.0.2.1'), item('192.0.2.2')], 1)
  const ids = outcomes.map((outcome) => ('value' in outcome ? (outcome.value.body as { id: string }).id : ''))
  const { rows } = await shop.owner.query<{ origin: string }>(
    `select origin from events where object_id = any($1) or data ->> 'orderId' = any($1::text[]) order by origin, type`,
    [ids],
  )
  assert.deepEqual(
    rows.map(({ origin }) => origin),
    ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.2'],
  )
})

test('an order that awaits payment keeps its goods softly and waits', async () => {
  const { body } = await shop.place({ lines: [{ sku: 'B', quantity: 2 }], payment: { terms: 'awaiting_payment' } })
  const order = await orderOf(body.id)
  assert.deepEqual([order?.status, order?.lines[0]?.reserved, order?.lines[0]?.allocated], ['submitted', 2, 0])
  assert.deepEqual(
    order?.holds.map(({ kind }) => kind),
    ['payment'],
  )
})

test('who comes with the phone that an erased person was left with buys as a guest', async () => {
  const customer = { contact: { name: '王五', phone: '13700137000', country: 'CN' } }
  const order = { customer, lines: [{ sku: 'A', quantity: 1 }] }
  const before = await orderOf((await shop.place(order)).body.id)
  await shop.owner.query(
    'update people set wrapped_key = null where id = (select person_id from customers where id = $1)',
    [before?.customerId],
  )
  const { status, body } = await shop.place(order)
  assert.equal(status, 201)
  assert.equal((await orderOf(body.id))?.customerId, null)
  const byId = await shop.place({ ...order, customer: { id: before?.customerId } })
  assert.deepEqual([byId.status, byId.body.code], [422, 'unknown_customer'])
})
