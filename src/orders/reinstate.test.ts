import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { createTestShop, intakeOf, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, workOn } from '../../test/support/work.ts'
import { findRelatedObjects } from '../fulfillment/related-objects.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import { servePayments } from '../payments/routes.ts'
import { minuteMs } from '../platform/time.ts'
import { serveOrders } from './routes.ts'

let aheadMs = 0
let shop: TestShop
let call: CallAs
before(async () => {
  shop = await createTestShop({ clock: () => new Date(Date.now() + aheadMs) })
  call = openTo(shop, (app) => serveOrders(app, intakeOf(shop), findRelatedObjects), servePayments, serveFulfillment)
  await shop.addVariants(
    { sku: 'RARE' },
    { sku: 'WRAP', kind: 'service' },
    { sku: 'SET', kind: 'bundle', components: [{ sku: 'A', quantity: 2 }] },
  )
})
beforeEach(() => {
  aheadMs = 0
  return shop.settings({})
})
after(() => shop.close())

type Answer = { status: number; body: unknown }
const clerk = { actor: 'staff:clerk' }
const onAccount = { payment: { terms: 'on_account' } }
const awaiting = { payment: { terms: 'awaiting_payment' } }
const place = async (lines: object[], more: object = onAccount) => {
  const { status, body } = await shop.place({ lines, ...more })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}
const cancel = async (orderId: string) => {
  const { status } = await call(clerk, 'POST', `/orders/${orderId}/cancellation`, { reason: 'slip' })
  assert.equal(status, 200)
}
const undo = (orderId: string) => call(clerk, 'DELETE', `/orders/${orderId}/cancellation`)
const cancelLine = async (orderId: string, lineNumber: number, quantity: number) => {
  const path = `/orders/${orderId}/lines/${lineNumber}/cancellation`
  assert.equal((await call(clerk, 'POST', path, { quantity, reason: 'slip' })).status, 200)
}
const undoLine = (orderId: string, lineNumber: number) =>
  call(clerk, 'DELETE', `/orders/${orderId}/lines/${lineNumber}/cancellation`)
const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code]
const pay = (orderId: string, amount: number, kind = 'captured') =>
  call(clerk, 'POST', `/orders/${orderId}/payments`, { method: 'cash', amount, kind })

test('a cancelled order is wanted again: sourced, confirmed, and worked on', async () => {
  const orderId = await place([
    { sku: 'A', quantity: 3 },
    { sku: 'SET', quantity: 1 },
    { sku: 'WRAP', quantity: 1 },
  ])
  await shop.drainAll()
  await cancel(orderId)
  await shop.drainAll()
  const answer = await undo(orderId)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const order = await orderOf(shop, orderId)
  assert.deepEqual([order.status, order.stage, order.fulfillmentStatus], ['confirmed', 'processed', 'allocated'])
  assert.deepEqual([order.cancelledTotal, order.lines.map(({ cancelled }) => cancelled)], [0, [0, 0, 0, 0]])
  await assertSound(shop)
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released', 'cancelled'],
  )
  const types = (await historyOf(shop, orderId)).slice(-4)
  assert.deepEqual(types, ['order.cancelled', 'order.reinstated', 'order.allocated', 'order.confirmed'])
  await cancel(orderId)
  assert.equal((await undo(orderId)).status, 200)
  await assertSound(shop)
})

test('it does not matter whether anybody heard of the cancellation yet', async () => {
  const orderId = await place([{ sku: 'A', quantity: 2 }])
  await shop.drainAll()
  await cancel(orderId)
  await undo(orderId)
  await assertSound(shop)
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released', 'cancelled'],
  )
})

test('goods that went to others meanwhile are not taken back: the order is held for them', async () => {
  await shop.receive(shop.shanghai, 'RARE', 5)
  const orderId = await place([{ sku: 'RARE', quantity: 5 }])
  await cancel(orderId)
  await place([{ sku: 'RARE', quantity: 4 }])
  const answer = await undo(orderId)
  const order = await orderOf(shop, orderId)
  assert.equal(answer.status, 200)
  assert.deepEqual([order.status, order.holds.map(({ kind }) => kind)], ['submitted', ['stock']])
  await assertSound(shop)
  await shop.receive(shop.shanghai, 'RARE', 10)
  await assertSound(shop)
})

test('the holds that it had stand again', async () => {
  const orderId = await place([{ sku: 'A', quantity: 1 }])
  await call(clerk, 'POST', `/orders/${orderId}/holds`, { kind: 'fraud', reason: 'odd', detail: 'Detail' })
  await cancel(orderId)
  await undo(orderId)
  const { status, holds } = await orderOf(shop, orderId)
  assert.deepEqual(
    [status, holds.map(({ kind, reason, detail }) => [kind, reason, detail])],
    ['submitted', [['fraud', 'odd', 'Detail']]],
  )
  await call(clerk, 'DELETE', `/orders/${orderId}/holds/${holds[0]?.id}`)
  assert.equal((await orderOf(shop, orderId)).status, 'confirmed')
  await assertSound(shop)
})

test('one that awaits its payment awaits it anew; once paid it goes on', async () => {
  const orderId = await place([{ sku: 'A', quantity: 1 }], awaiting)
  await cancel(orderId)
  await undo(orderId)
  const order = await orderOf(shop, orderId)
  assert.deepEqual([order.status, order.holds.map(({ kind }) => kind)], ['submitted', ['payment']])
  assert.ok(order.expiresAt !== null && order.expiresAt > new Date())
  await assertSound(shop)
  await pay(orderId, order.total)
  const paid = await orderOf(shop, orderId)
  assert.deepEqual([paid.status, paid.fulfillmentStatus, paid.expiresAt], ['confirmed', 'allocated', null])
  await assertSound(shop)
})

test('what was paid for while it was cancelled awaits no payment', async () => {
  const orderId = await place([{ sku: 'A', quantity: 1 }], awaiting)
  const { total } = await orderOf(shop, orderId)
  await cancel(orderId)
  await pay(orderId, total)
  assert.equal((await undo(orderId)).status, 200)
  const { status, holds } = await orderOf(shop, orderId)
  assert.deepEqual([status, holds], ['confirmed', []])
  await assertSound(shop)
})

test('too late is too late, as the settings say; what is not cancelled cannot be undone', async () => {
  const orderId = await place([{ sku: 'A', quantity: 1 }])
  assert.deepEqual(codeOf(await undo(orderId)), [409, 'action_not_allowed'])
  await cancel(orderId)
  aheadMs = 30 * minuteMs
  assert.deepEqual(codeOf(await undo(orderId)), [409, 'undo_too_late'])
  await shop.settings({ cancellationUndoMinutes: 60 })
  assert.equal((await undo(orderId)).status, 200)
  await shop.settings({ cancellationUndoMinutes: 0 })
  await cancel(orderId)
  assert.deepEqual(codeOf(await undo(orderId)), [409, 'undo_too_late'])
})

test('money that went back since stands in the way', async () => {
  for (const kind of ['captured', 'authorized']) {
    const orderId = await place([{ sku: 'A', quantity: 1 }])
    const { body } = await pay(orderId, 500, kind)
    await cancel(orderId)
    const { id } = body as { id: string }
    const act = kind === 'captured' ? (['refunds', { amount: 500 }] as const) : (['void', undefined] as const)
    assert.ok((await call({ actor: 'key:all' }, 'POST', `/payments/${id}/${act[0]}`, act[1])).status < 300)
    assert.deepEqual(codeOf(await undo(orderId)), [409, 'undo_overtaken'])
  }
  await assertSound(shop)
})

test('lines that were cut before stay cut, until their own cancellation is undone', async () => {
  const orderId = await place([
    { sku: 'A', quantity: 5 },
    { sku: 'SET', quantity: 4 },
  ])
  await cancelLine(orderId, 1, 2)
  await cancelLine(orderId, 2, 1)
  await cancel(orderId)
  await undo(orderId)
  const cancelled = async () => (await orderOf(shop, orderId)).lines.map((line) => line.cancelled)
  assert.deepEqual(await cancelled(), [2, 1, 2])
  await assertSound(shop)
  assert.equal((await undoLine(orderId, 2)).status, 200)
  assert.deepEqual(await cancelled(), [2, 0, 0])
  assert.deepEqual(codeOf(await undoLine(orderId, 2)), [409, 'no_cancellation'])
  aheadMs = 31 * minuteMs
  assert.deepEqual(codeOf(await undoLine(orderId, 1)), [409, 'undo_too_late'])
  aheadMs = 0
  assert.equal((await undoLine(orderId, 1)).status, 200)
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'allocated')
  await assertSound(shop)
})

test('where a line makes more due than came, the order is held for its payment again', async () => {
  const orderId = await place([{ sku: 'A', quantity: 2 }], awaiting)
  const { total } = await orderOf(shop, orderId)
  await pay(orderId, total / 2)
  await cancelLine(orderId, 1, 1)
  assert.equal((await orderOf(shop, orderId)).status, 'confirmed')
  assert.equal((await undoLine(orderId, 1)).status, 200)
  assert.deepEqual(
    (await orderOf(shop, orderId)).holds.map(({ kind }) => kind),
    ['payment'],
  )
  await assertSound(shop)
  await pay(orderId, total / 2)
  const { status, holds, fulfillmentStatus } = await orderOf(shop, orderId)
  assert.deepEqual([status, holds, fulfillmentStatus], ['confirmed', [], 'allocated'])
  await assertSound(shop)
})

test('of two who undo it at once one does; and it races with a refund to one end', async () => {
  const orderId = await place([{ sku: 'A', quantity: 1 }])
  await cancel(orderId)
  const answers = await Promise.all([undo(orderId), undo(orderId), undo(orderId)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  const { body } = await pay(orderId, 500)
  await cancel(orderId)
  const refund = call({ actor: 'key:all' }, 'POST', `/payments/${(body as { id: string }).id}/refunds`, { amount: 500 })
  const [undone, refunded] = await Promise.all([undo(orderId), refund])
  assert.equal(refunded.status, 201)
  const { status } = await orderOf(shop, orderId)
  assert.equal(status, undone.status === 200 ? 'confirmed' : 'cancelled')
  await assertSound(shop)
})
