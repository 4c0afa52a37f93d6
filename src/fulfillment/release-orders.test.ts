import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { orderOf, workOn } from '../../test/support/work.ts'
import { cancelLine } from '../orders/cancel-lines.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { holdOrder, releaseHold } from '../orders/hold-order.ts'
import { isReleasable } from '../orders/order.ts'
import { findOrders } from '../orders/order-store.ts'
import type { DomainEvent } from '../platform/events.ts'
import { fulfillmentSubscriber } from './events.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'
import { findUnreleased } from './release-store.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
})
beforeEach(() => shop.settings({}))
after(() => shop.close())

test('a confirmed order becomes work for each place that has its goods', async () => {
  await shop.addVariants({ sku: 'NORTH' })
  await shop.receive(shop.beijing, 'NORTH', 5)
  const orderId = await place({ sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 }, { sku: 'NORTH', quantity: 1 })
  const work = await workOn(shop, orderId)
  assert.deepEqual(new Set(work.map((each) => each.locationId)), new Set([shop.shanghai, shop.beijing]))
  const shanghai = work.find((each) => each.locationId === shop.shanghai)
  assert.equal(shanghai?.status, 'released')
  assert.deepEqual(
    shanghai?.lines.map(({ sku, quantity }) => [sku, quantity]),
    [
      ['A', 2],
      ['B', 1],
    ],
  )
  await assertSound(shop)
})

test('the same events again change nothing', async () => {
  const orderId = await place({ sku: 'A', quantity: 2 })
  await shop.command((command) => holdOrder(command, { orderId, kind: 'manual', reason: 'r', detail: '' }))
  await shop.drainAll()
  const earlier = await workOn(shop, orderId)
  const events = await shop.query(({ tx }) => eventsOf(tx, orderId))
  for (const handled of [events, [...events].reverse(), events.slice(0, 1)]) {
    await shop.command((command) => fulfillmentSubscriber.handle(command, handled))
  }
  assert.deepEqual(await workOn(shop, orderId), earlier)
})

test('work that has not begun waits while its order is held', async () => {
  const orderId = await place({ sku: 'A', quantity: 1 })
  await shop.command((command) => holdOrder(command, { orderId, kind: 'address', reason: 'r', detail: '' }))
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['on_hold'],
  )
  const holdId = (await orderOf(shop, orderId)).holds[0]?.id ?? ''
  await shop.command((command) => releaseHold(command, { orderId, holdId }))
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released'],
  )
  await assertSound(shop)
})

test('an order held from the start becomes work when it is released', async () => {
  await shop.settings({ reviewRules: [{ code: 'big', quantityAtLeast: 7 }] })
  const orderId = await place({ sku: 'A', quantity: 7 })
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    [],
  )
  const holdId = (await orderOf(shop, orderId)).holds[0]?.id ?? ''
  await shop.command((command) => releaseHold(command, { orderId, holdId }))
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released'],
  )
})

test('what is cancelled of an order is not worked off', async () => {
  const orderId = await place({ sku: 'A', quantity: 3 }, { sku: 'B', quantity: 1 })
  await shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity: 2, reason: 'r' }))
  await shop.drainAll()
  const [work] = await workOn(shop, orderId)
  assert.deepEqual(
    work?.lines.map(({ quantity, cancelled }) => [quantity, cancelled]),
    [
      [3, 2],
      [1, 0],
    ],
  )
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['cancelled'],
  )
  await assertSound(shop)
})

test('goods that come for a backorder are work of their own', async () => {
  await shop.addVariants({ sku: 'LATE' })
  await shop.settings({ shortagePolicy: 'backorder' })
  const orderId = await place({ sku: 'A', quantity: 1 }, { sku: 'LATE', quantity: 2 })
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released'],
  )
  await shop.receive(shop.shanghai, 'LATE', 2)
  await shop.drainAll()
  await shop.drainAll()
  assert.deepEqual(
    (await workOn(shop, orderId)).map(({ status }) => status),
    ['released', 'released'],
  )
  await assertSound(shop)
})

test('which orders are released is the rule of orders', async () => {
  const confirmed = await place({ sku: 'B', quantity: 1 })
  const held = await place({ sku: 'B', quantity: 1 })
  const cancelled = await place({ sku: 'B', quantity: 1 })
  const requested = await place({ sku: 'B', quantity: 1 })
  await shop.command(async (command) => {
    await holdOrder(command, { orderId: held, kind: 'manual', reason: 'r', detail: '' })
    await cancelOrder(command, { orderId: cancelled, reason: 'r' })
    await pickFulfillmentOrders(command, [{ fulfillmentOrderId: (await workOn(shop, requested))[0]?.id ?? '' }])
    await cancelOrder(command, { orderId: requested, reason: 'r' })
  })
  const ids = [confirmed, held, cancelled, requested]
  const found = await shop.query(({ tx }) => findOrders(tx, ids))
  await shop.owner.query('delete from fulfillment_lines where order_id = any($1)', [ids])
  const unreleased = new Set((await shop.query(({ tx }) => findUnreleased(tx, ids))).map(({ orderId }) => orderId))
  for (const id of ids) {
    const order = found.get(id)
    assert.equal(unreleased.has(id), order !== undefined && isReleasable(order), order?.status)
  }
  assert.deepEqual([...unreleased], [confirmed])
})

async function place(...lines: { sku: string; quantity: number }[]): Promise<string> {
  const { status, body } = await shop.place({ lines })
  assert.equal(status, 201, JSON.stringify(body))
  await shop.drainAll()
  return body.id
}

function eventsOf(tx: Parameters<typeof findOrders>[0], orderId: string): Promise<DomainEvent[]> {
  return tx.rows({
    text: `select object_id, version, object_type, type, actor, at, data from events
      where merchant_id = $1 and object_id = $2 order by version`,
    values: [tx.merchantId, orderId],
  })
}
