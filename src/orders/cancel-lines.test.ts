import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf } from '../../test/support/work.ts'
import { recordPayment } from '../payments/record-payment.ts'
import { voidPayment } from '../payments/void-payment.ts'
import { cancelLine } from './cancel-lines.ts'

let shop: TestShop
before(async () => {
  shop = await createTestShop()
})
after(() => shop.close())

const awaited = { terms: 'awaiting_payment' }

async function place(lines: Record<string, number>, payment: object = { terms: 'on_account' }): Promise<string> {
  const wanted = Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity }))
  const { status, body } = await shop.place({ lines: wanted, payment })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

function cancel(orderId: string, quantity: number, lineNumber = 1) {
  return shop.command((command) => cancelLine(command, { orderId, lineNumber, quantity, reason: 'fewer' }))
}

function pay(orderId: string, amount: number, kind: 'captured' | 'authorized' = 'captured') {
  const payment = { orderId, method: 'wallet', amount, reference: '', kind } as const
  return shop.command((command) => recordPayment(command, payment))
}

async function reservationsOf(orderId: string) {
  const { rows } = await shop.owner.query({
    text: `select line_number, reservation_number, quantity, status from reservations where order_id = $1
      order by line_number, reservation_number`,
    values: [orderId],
    rowMode: 'array',
  })
  return rows
}

async function reservedOf(sku: string): Promise<number> {
  const { rows } = await shop.owner.query(
    'select sum(reserved)::int as reserved from inventory_levels where item_id = $1',
    [shop.variants.get(sku)],
  )
  return rows[0].reserved
}

test('any part of what waits for its payment is cancelled; the ended part is a reservation of its own', async () => {
  const orderId = await place({ B: 5 }, awaited)
  await cancel(orderId, 2)
  await cancel(orderId, 1)
  assert.deepEqual(await reservationsOf(orderId), [
    [1, 1, 2, 'held'],
    [1, 2, 2, 'released'],
    [1, 3, 1, 'released'],
  ])
  assert.equal(await reservedOf('B'), 2)
  const [line] = (await orderOf(shop, orderId)).lines
  assert.deepEqual([line?.reserved, line?.cancelled], [2, 3])
  await assertSound(shop)
  await pay(orderId, 2000)
  const paid = await orderOf(shop, orderId)
  assert.deepEqual([paid.status, paid.lines[0]?.allocated, await reservedOf('B')], ['confirmed', 2, 0])
  await assertSound(shop)
})

test('of what is reserved at two places the youngest goes first, and of a bundle each component', async () => {
  await shop.addVariants({ sku: 'X' }, { sku: 'Y' })
  const components = [
    { sku: 'X', quantity: 1 },
    { sku: 'Y', quantity: 2 },
  ]
  await shop.addVariants({ sku: 'SET', kind: 'bundle', components })
  await shop.receive(shop.shanghai, 'X', 3)
  await shop.receive(shop.beijing, 'X', 2)
  await shop.receive(shop.shanghai, 'Y', 10)
  const orderId = await place({ SET: 5 }, awaited)
  await cancel(orderId, 3)
  const byLine = Map.groupBy(await reservationsOf(orderId), ([lineNumber]) => lineNumber)
  assert.deepEqual(
    byLine.get(2)?.map(([, , quantity, status]) => [quantity, status]),
    [
      [2, 'held'],
      [2, 'released'],
      [1, 'released'],
    ],
  )
  assert.deepEqual(
    byLine.get(3)?.map(([, , quantity, status]) => [quantity, status]),
    [
      [4, 'held'],
      [6, 'released'],
    ],
  )
  await assertSound(shop)
})

test('what was paid already may pay for what is left: then it waits no longer', async () => {
  const orderId = await place({ A: 4, B: 1 }, awaited)
  await pay(orderId, 3000)
  await cancel(orderId, 1)
  assert.equal((await orderOf(shop, orderId)).status, 'submitted')
  const { status, version } = await cancel(orderId, 1)
  const order = await orderOf(shop, orderId)
  assert.deepEqual([status, version], ['confirmed', order.version])
  assert.deepEqual([order.holds, order.expiresAt, order.paymentStatus], [[], null, 'paid'])
  assert.deepEqual(
    order.lines.map(({ allocated, reserved }) => [allocated, reserved]),
    [
      [2, 0],
      [1, 0],
    ],
  )
  await assertSound(shop)
})

test('… also where a promise of it fell away after the order was confirmed', async () => {
  const orderId = await place({ A: 4 }, awaited)
  await pay(orderId, 2000)
  const { id: paymentId } = await pay(orderId, 2000, 'authorized')
  assert.equal((await orderOf(shop, orderId)).status, 'confirmed')
  await shop.command((command) => voidPayment(command, { paymentId }))
  assert.equal((await orderOf(shop, orderId)).holds.length, 1)
  const { holds } = await cancel(orderId, 2)
  assert.deepEqual([holds, (await orderOf(shop, orderId)).paymentStatus], [[], 'paid'])
  await assertSound(shop)
})

test('what leaves nothing of an order cancels it', async () => {
  const orderId = await place({ A: 2, B: 1 })
  await cancel(orderId, 1, 2)
  await cancel(orderId, 1)
  const { version } = await cancel(orderId, 1)
  const order = await orderOf(shop, orderId)
  assert.deepEqual(
    [order.status, order.stage, order.cancelledTotal, order.version],
    ['cancelled', 'cancelled', order.total, version],
  )
  assert.deepEqual(await historyOf(shop, orderId), [
    'order.placed',
    'order.line_cancelled',
    'order.line_cancelled',
    'order.cancelled',
  ])
  await assertSound(shop)
  await assert.rejects(cancel(orderId, 1), { code: 'action_not_allowed' })
})

test('an order that waits for its payment ends with its last line', async () => {
  const orderId = await place({ A: 2 }, awaited)
  await cancel(orderId, 2)
  assert.deepEqual([(await orderOf(shop, orderId)).status, await reservedOf('A')], ['cancelled', 0])
  assert.deepEqual(await reservationsOf(orderId), [[1, 1, 2, 'released']])
  await assertSound(shop)
})

test('what has no stock is cancelled first, and the answer says the version that now is', async () => {
  await shop.addVariants({ sku: 'FEW' })
  await shop.receive(shop.shanghai, 'FEW', 2)
  await shop.settings({ shortagePolicy: 'backorder' })
  const orderId = await place({ FEW: 5 })
  const { version } = await cancel(orderId, 4)
  const order = await orderOf(shop, orderId)
  assert.deepEqual([order.version, order.lines[0]?.backordered, order.lines[0]?.allocated], [version, 0, 1])
  await assertSound(shop)
})

test('an order that is held because it is short goes on without what it lacks', async () => {
  await shop.addVariants({ sku: 'none' })
  await shop.settings({ shortagePolicy: 'hold' })
  const lines = [
    { sku: 'A', quantity: 1 },
    { sku: 'none', quantity: 1 },
  ]
  const { body } = await shop.place({ lines })
  assert.equal(body.status, 'submitted')
  const cut = await shop.command((command) =>
    cancelLine(command, { orderId: body.id, lineNumber: 2, quantity: 1, reason: 'r' }),
  )
  assert.deepEqual([cut.status, cut.holds], ['confirmed', []])
  await assertSound(shop)
})
