import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, workOn } from '../../test/support/work.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { servePayments } from './routes.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  api = await shop.open(servePayments)
})
after(() => shop.close())

test('captured money counts for the order at once', async () => {
  const orderId = await place('cash_on_delivery')
  await pay(orderId, { method: 'cash', amount: 1200, reference: '收据 12' })
  assert.deepEqual(await paid(orderId), [1200, 0, 'partially_paid'])
  await pay(orderId, { method: 'wallet', amount: 800, reference: '' })
  assert.deepEqual(await paid(orderId), [2000, 0, 'paid'])
  await pay(orderId, { method: 'other', amount: 1 })
  assert.deepEqual(await paid(orderId), [2001, 0, 'overpaid'])
  const { items } = await get(`/orders/${orderId}/payments`)
  assert.deepEqual(
    items.map(({ method, amount, currency, status }) => [method, amount, currency, status]),
    [
      ['cash', 1200, 'CNY', 'captured'],
      ['wallet', 800, 'CNY', 'captured'],
      ['other', 1, 'CNY', 'captured'],
    ],
  )
  await assertSound(shop)
})

test('an order that awaits payment is confirmed, given its goods and worked on when all is promised', async () => {
  const orderId = await place('awaiting_payment')
  const { id } = await pay(orderId, { method: 'card_elsewhere', amount: 2000, kind: 'authorized' })
  const order = await orderOf(shop, orderId)
  assert.deepEqual(
    [order.status, order.paymentStatus, order.fulfillmentStatus],
    ['confirmed', 'authorized', 'allocated'],
  )
  assert.deepEqual([order.holds.length, order.expiresAt], [0, null])
  const captured = await call('POST', `/payments/${id}/captures`, {})
  assert.deepEqual([captured.status, captured.body.status, captured.body.captured], [201, 'captured', 2000])
  assert.deepEqual(await paid(orderId), [2000, 0, 'paid'])
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released'],
  )
  assert.deepEqual(await historyOf(shop, id), ['payment.authorized', 'payment.captured'])
  await assertSound(shop)
})

test('part of an awaited payment does not confirm the order', async () => {
  const orderId = await place('awaiting_payment')
  await pay(orderId, { method: 'bank_transfer', amount: 1999 })
  assert.equal((await orderOf(shop, orderId)).status, 'submitted')
  await pay(orderId, { method: 'bank_transfer', amount: 1 })
  assert.equal((await orderOf(shop, orderId)).status, 'confirmed')
  await assertSound(shop)
})

test('an order is held for its payment again when the promise it relied on falls away', async () => {
  for (const loseIt of [`/void`, '/captures']) {
    const orderId = await place('awaiting_payment')
    const { id } = await pay(orderId, { method: 'card_elsewhere', amount: 2000, kind: 'authorized' })
    await shop.drainAll()
    await call('POST', `/payments/${id}${loseIt}`, loseIt === '/captures' ? { amount: 1500 } : undefined)
    const order = await orderOf(shop, orderId)
    assert.deepEqual(
      [order.status, order.authorized, order.holds.map(({ kind, reason }) => [kind, reason])],
      ['confirmed', 0, [['payment', 'authorization_lost']]],
    )
    await shop.drainAll()
    assert.deepEqual(
      (await workOn(shop, orderId)).map(({ status }) => status),
      ['on_hold'],
    )
    await pay(orderId, { method: 'bank_transfer', amount: 2000 })
    await shop.drainAll()
    assert.deepEqual(
      (await workOn(shop, orderId)).map(({ status }) => status),
      ['released'],
    )
  }
  await assertSound(shop)
})

test('an order that came paid has the payment that its channel took, and it can be refunded', async () => {
  const { body } = await shop.place({ externalId: 'JD-77', lines: [{ sku: 'A', quantity: 2 }] })
  await shop.drainAll()
  const { items } = await get(`/orders/${body.id}/payments`)
  assert.deepEqual(
    items.map(({ method, reference, amount, captured, status }) => [method, reference, amount, captured, status]),
    [['channel', 'JD-77', 2000, 2000, 'captured']],
  )
  assert.deepEqual(await paid(body.id), [2000, 0, 'paid'])
  await shop.command((command) => cancelOrder(command, { orderId: body.id, reason: 'r' }))
  assert.deepEqual(await paid(body.id), [2000, 0, 'overpaid'])
  assert.equal((await call('POST', `/payments/${items[0]?.id}/refunds`, { amount: 2000 })).status, 201)
  assert.deepEqual(await paid(body.id), [2000, 2000, 'refunded'])
  assert.equal((await historyOf(shop, body.id)).at(-1), 'order.refunded')
  await assertSound(shop)
})

test('money that comes after some went back asks for nothing again', async () => {
  const orderId = await place('awaiting_payment')
  const { id } = await pay(orderId, { method: 'bank_transfer', amount: 2000 })
  await call('POST', `/payments/${id}/refunds`, { amount: 500 })
  await pay(orderId, { method: 'cash', amount: 100 })
  assert.deepEqual((await orderOf(shop, orderId)).holds, [])
  await assertSound(shop)
})

test('an order that was short and not paid goes on once it is paid and has its goods', async () => {
  await shop.addVariants({ sku: 'SHORT' })
  await shop.settings({ shortagePolicy: 'hold' })
  const orderId = await place('awaiting_payment', 'SHORT')
  await shop.receive(shop.shanghai, 'SHORT', 5)
  await shop.drainAll()
  assert.equal((await orderOf(shop, orderId)).lines[0]?.allocated, 0)
  await pay(orderId, { method: 'cash', amount: 2000 })
  const { status, holds, lines } = await orderOf(shop, orderId)
  assert.deepEqual([status, holds, lines[0]?.allocated], ['confirmed', [], 2])
  await shop.settings({})
  await assertSound(shop)
})

test('goods that come are not for an order whose promised payment fell away', async () => {
  await shop.addVariants({ sku: 'LOST' })
  await shop.settings({ shortagePolicy: 'backorder' })
  const unpaid = await place('awaiting_payment', 'LOST')
  const { id } = await pay(unpaid, { method: 'card_elsewhere', amount: 2000, kind: 'authorized' })
  await call('POST', `/payments/${id}/void`)
  const paid = await place('prepaid', 'LOST')
  await shop.receive(shop.shanghai, 'LOST', 2)
  await shop.drainAll()
  await shop.drainAll()
  const given = await Promise.all([unpaid, paid].map(async (each) => (await orderOf(shop, each)).lines[0]?.allocated))
  assert.deepEqual(given, [0, 2])
  await shop.settings({})
  await assertSound(shop)
})

test('money is given back up to what came, and a promise is voided', async () => {
  const orderId = await place('cash_on_delivery')
  const { id } = await pay(orderId, { method: 'cash', amount: 2000 })
  assert.equal((await call('POST', `/payments/${id}/refunds`, { amount: 500 })).status, 201)
  assert.deepEqual(await paid(orderId), [2000, 500, 'partially_refunded'])
  const tooMuch = await call('POST', `/payments/${id}/refunds`, { amount: 1501 })
  const { code, field, facts } = tooMuch.body
  assert.deepEqual(
    [tooMuch.status, code, field, facts],
    [422, 'amount_exceeds_captured', 'amount', { refundable: 1500 }],
  )
  assert.equal((await call('POST', `/payments/${id}/void`)).body.code, 'action_not_allowed')
  const promise = await pay(orderId, { method: 'cheque', amount: 10, kind: 'authorized' })
  assert.equal((await call('POST', `/payments/${promise.id}/refunds`, { amount: 1 })).body.code, 'action_not_allowed')
  const voided = await call('POST', `/payments/${promise.id}/void`)
  assert.deepEqual([voided.body.status, voided.body.version], ['voided', 2])
  assert.deepEqual(await paid(orderId), [2000, 500, 'partially_refunded'])
  await assertSound(shop)
})

test('money that comes for a cancelled order is recorded, and given back', async () => {
  const orderId = await place('awaiting_payment')
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  const { id } = await pay(orderId, { method: 'bank_transfer', amount: 2000 })
  assert.equal((await orderOf(shop, orderId)).status, 'cancelled')
  assert.equal((await call('POST', `/payments/${id}/refunds`, { amount: 2000 })).status, 201)
  assert.deepEqual(await paid(orderId), [2000, 2000, 'refunded'])
  await assertSound(shop)
})

test('the same request under one key pays once; at once too', async () => {
  const orderId = await place('cash_on_delivery')
  const body = { method: 'cash', amount: 700 }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      api.call('POST', `/orders/${orderId}/payments`, body, { 'idempotency-key': `pay-${orderId}` }),
    ),
  )
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer.body))).size, 1)
  assert.deepEqual(await paid(orderId), [700, 0, 'partially_paid'])
})

test('refunds at once never give back more than came', async () => {
  const orderId = await place('cash_on_delivery')
  const { id } = await pay(orderId, { method: 'cash', amount: 1000 })
  const refunds = await Promise.all(
    Array.from({ length: 8 }, () => call('POST', `/payments/${id}/refunds`, { amount: 300 })),
  )
  assert.equal(refunds.filter(({ status }) => status === 201).length, 3)
  assert.deepEqual(await paid(orderId), [1000, 900, 'partially_refunded'])
  await assertSound(shop)
})

test('what does not exist, is malformed or was changed by another is refused', async () => {
  const orderId = await place('cash_on_delivery')
  const { id } = await pay(orderId, { method: 'cash', amount: 10 })
  const cash = { method: 'cash', amount: 10 }
  const refusals = [
    await call('POST', `/orders/${id}/payments`, cash),
    await call('GET', `/orders/${id}/payments`),
    await call('POST', `/payments/${orderId}/refunds`, { amount: 1 }),
    await call('POST', `/payments/${id}/refunds`, { amount: 1 }, { 'if-match': '"7"' }),
    await call('POST', `/orders/${orderId}/payments`, { ...cash, amount: 0 }),
    await call('POST', `/orders/${orderId}/payments`, { ...cash, amount: 1.5 }),
    await call('POST', `/orders/${orderId}/payments`, { ...cash, method: 'card' }),
  ]
  assert.deepEqual(
    refusals.map(({ status, body }) => [status, body.code, body.field]),
    [
      [404, 'not_found', undefined],
      [404, 'not_found', undefined],
      [404, 'payment_not_found', undefined],
      [412, 'version_mismatch', undefined],
      [400, 'invalid_input', 'amount'],
      [400, 'invalid_input', 'amount'],
      [400, 'invalid_input', 'method'],
    ],
  )
})

type Body = Record<string, unknown> & { id: string; items: Record<string, unknown>[] }

async function place(terms: string, sku = 'A'): Promise<string> {
  const { status, body } = await shop.place({ lines: [{ sku, quantity: 2 }], payment: { terms } })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

async function call(method: 'GET' | 'POST', path: string, body?: object, headers?: object) {
  const answer = await api.call(method, path, body, headers)
  return { status: answer.status, body: answer.body as Body }
}

async function pay(orderId: string, payment: object): Promise<Body> {
  const { status, body } = await call('POST', `/orders/${orderId}/payments`, payment)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

async function get(path: string): Promise<Body> {
  const { status, body } = await call('GET', path)
  assert.equal(status, 200)
  return body
}

async function paid(orderId: string): Promise<unknown[]> {
  const { captured, refunded, paymentStatus } = await orderOf(shop, orderId)
  return [captured, refunded, paymentStatus]
}
