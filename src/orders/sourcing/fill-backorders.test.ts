import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { untilSomeoneWaits } from '../../../test/support/locks.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { orderOf } from '../../../test/support/work.ts'
import { type NewItemPolicy, setItemPolicies } from '../../inventory/set-item-policies.ts'
import { changeLocation } from '../../locations/change-location.ts'
import { closeLocation, reopenLocation } from '../../locations/close-location.ts'
import { findLocation } from '../../locations/location-queries.ts'
import { drain } from '../../platform/drain.ts'
import { cancelOrder } from '../cancel-order.ts'
import { lockOrder } from '../order-store.ts'
import { backorders } from './fill-backorders.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
})
beforeEach(() => shop.settings({ shortagePolicy: 'backorder' }))
after(() => shop.close())

async function place(skus: Record<string, number>, more: object = {}): Promise<string> {
  const lines = Object.entries(skus).map(([sku, quantity]) => ({ sku, quantity }))
  return (await shop.place({ lines, ...more })).body.id
}

/** How many each line of the order has. */
async function givenTo(orderId: string): Promise<number[]> {
  return (await orderOf(shop, orderId)).lines.map((line) => line.allocated)
}

function setPolicy(sku: string, policy: Partial<NewItemPolicy>) {
  const itemId = shop.variants.get(sku) as string
  return shop.command((command) =>
    setItemPolicies(command, [{ itemId, shortagePolicy: 'backorder', oversellLimit: 0, ...policy }]),
  )
}

test('orders that are not paid yet stand in nobody’s way, however many they are', async () => {
  await shop.addVariants({ sku: 'Q' })
  const payment = { terms: 'awaiting_payment', expiresInMinutes: 40_000 }
  await Promise.all(Array.from({ length: 200 }, () => place({ Q: 1 }, { payment })))
  const paid = await place({ Q: 1 })
  await shop.receive(shop.shanghai, 'Q', 5)
  await shop.drainAll()
  assert.deepEqual(await givenTo(paid), [1])
  await assertSound(shop)
})

test('an order that waits for two things takes neither before its turn', async () => {
  await shop.addVariants({ sku: 'X1' }, { sku: 'X2' })
  const oldest = await place({ X1: 1 })
  const younger = await place({ X2: 1, X1: 1 })
  for (const sku of ['X2', 'X1']) await shop.receive(shop.shanghai, sku, 1)
  await shop.drainAll()
  assert.deepEqual([await givenTo(oldest), await givenTo(younger)], [[1], [1, 0]])
  await assertSound(shop)
})

test('a queue longer than a page is served to its end, in its order', async () => {
  await shop.addVariants({ sku: 'LONG' })
  const waiting: string[] = []
  for (let count = 0; count < 450; count += 90) {
    waiting.push(...(await Promise.all(Array.from({ length: 90 }, () => place({ LONG: 1 })))))
  }
  await shop.receive(shop.shanghai, 'LONG', 430)
  for (let page = 0; page < 3; page++) await shop.drainAll()
  const { rows } = await shop.owner.query(
    `select order_id as id from order_lines where order_id = any($1) and backordered > 0 order by order_id`,
    [waiting],
  )
  assert.deepEqual(
    rows.map(({ id }) => id),
    waiting.sort().slice(-20),
  )
  await assertSound(shop)
})

test('all orders of the queue are locked before any level, so that a cancellation beside it waits for nothing', async () => {
  await shop.addVariants({ sku: 'D1' }, { sku: 'D2' })
  for (const sku of ['D1', 'D2']) await shop.receive(shop.shanghai, sku, 1)
  const has = await place({ D1: 1, D2: 2 })
  const lacks = await place({ D2: 2, D1: 1 })
  await shop.drainAll()
  let attempts = 0
  let filling: Promise<number> = Promise.resolve(0)
  await shop.receive(shop.shanghai, 'D1', 2)
  await shop.receive(shop.shanghai, 'D2', 2)
  const warned: object[] = []
  const logger = { ...shop.runtime.logger, warn: (facts: object) => warned.push(facts) }
  await shop.command(async (command) => {
    attempts += 1
    await lockOrder(command.tx, has)
    filling = drain({ ...shop.runtime, logger }, shop.merchantId, backorders)
    await untilSomeoneWaits(shop)
    await cancelOrder(command, { orderId: has, reason: 'changed my mind' })
  })
  await filling
  assert.deepEqual([attempts, warned], [1, []])
  await assertSound(shop)
  assert.deepEqual(await givenTo(lacks), [2, 1])
})

test('what may be promised now is given: a lower buffer, a higher limit, a place that opens or begins to send', async () => {
  await shop.addVariants({ sku: 'S' })
  await shop.receive(shop.shanghai, 'S', 5)
  const buffer = (quantity: number) => setPolicy('S', { safetyStock: [{ locationId: shop.shanghai, quantity }] })
  await buffer(5)
  const [first, second, third, last] = [
    await place({ S: 5 }),
    await place({ S: 2 }),
    await place({ S: 1 }),
    await place({ S: 1 }),
  ]
  await buffer(0)
  await shop.drainAll()
  assert.deepEqual(await givenTo(first), [5])
  await setPolicy('S', { oversellLimit: 2 })
  await shop.drainAll()
  assert.deepEqual(await givenTo(second), [2])

  await shop.command((command) => closeLocation(command, { locationId: shop.beijing }))
  await shop.owner.query(`insert into inventory_levels (merchant_id, item_id, location_id, oversell_limit)
    values ('${shop.merchantId}', '${shop.variants.get('S')}', '${shop.beijing}', 2)`)
  await shop.command((command) => reopenLocation(command, { locationId: shop.beijing }))
  await shop.drainAll()
  assert.deepEqual([await givenTo(third), await givenTo(last)], [[1], [1]])
  await assertSound(shop)
})

test('a place that begins to send goods serves those who wait', async () => {
  await shop.addVariants({ sku: 'SENT' })
  const sends = (fulfils: boolean) =>
    shop.command(async (command) => {
      const location = await findLocation({ tx: command.tx, scope: {} }, shop.beijing)
      assert.ok(location !== undefined)
      const { name, kind, country, timeZone } = location
      await changeLocation(command, { locationId: shop.beijing, name, kind, country, timeZone, fulfils })
    })
  await sends(false)
  await shop.receive(shop.beijing, 'SENT', 1)
  const waiting = await place({ SENT: 1 })
  await shop.drainAll()
  await sends(true)
  await shop.drainAll()
  assert.deepEqual(await givenTo(waiting), [1])
  await assertSound(shop)
})

test('goods that come while an order is decided are given to it', async () => {
  await shop.addVariants({ sku: 'LATE' })
  await shop.owner.query('begin; lock table orders in share mode')
  const placing = place({ LATE: 1 })
  await untilSomeoneWaits(shop)
  await shop.receive(shop.shanghai, 'LATE', 1)
  await shop.drainAll()
  await shop.owner.query('commit')
  const orderId = await placing
  await shop.drainAll()
  assert.deepEqual(await givenTo(orderId), [1])
  await assertSound(shop)
})

test('an order that is held because it is short has its turn too, and goes on once it has everything', async () => {
  await shop.addVariants({ sku: 'H1' }, { sku: 'H2' })
  await shop.settings({ shortagePolicy: 'hold' })
  const held = await place({ H1: 2, H2: 1 })
  const later = await place({ H1: 1 })
  await shop.receive(shop.shanghai, 'H1', 2)
  await shop.drainAll()
  assert.deepEqual([await givenTo(held), await givenTo(later)], [[2, 0], [0]])
  assert.equal((await orderOf(shop, held)).status, 'submitted')
  await shop.receive(shop.shanghai, 'H2', 1)
  await shop.drainAll()
  const { status, holds, fulfillmentStatus } = await orderOf(shop, held)
  assert.deepEqual([status, holds, fulfillmentStatus], ['confirmed', [], 'allocated'])
  assert.deepEqual((await orderOf(shop, later)).status, 'submitted')
  await assertSound(shop)
})

test('a held order that is to wait from now on is held no longer', async () => {
  await shop.addVariants({ sku: 'WAIT' })
  await setPolicy('WAIT', { shortagePolicy: 'hold' })
  const orders = [await place({ WAIT: 2 }), await place({ WAIT: 2 })]
  await shop.drainAll()
  await setPolicy('WAIT', {})
  await shop.receive(shop.shanghai, 'WAIT', 2)
  await shop.drainAll()
  const found = await Promise.all(orders.map((id) => orderOf(shop, id)))
  assert.deepEqual(
    found.map(({ status, holds }) => [status, holds.length]),
    [
      ['confirmed', 0],
      ['confirmed', 0],
    ],
  )
  await assertSound(shop)
})

test('goods at a place that serves the order already do not stay beside it', async () => {
  await shop.addVariants({ sku: 'BESIDE' })
  await shop.settings({ shortagePolicy: 'backorder', maxSplits: 1 })
  await shop.receive(shop.shanghai, 'BESIDE', 1)
  const orderId = await place({ BESIDE: 4 })
  await shop.receive(shop.shanghai, 'BESIDE', 1)
  await shop.receive(shop.beijing, 'BESIDE', 2)
  await shop.drainAll()
  await shop.drainAll()
  assert.deepEqual(await givenTo(orderId), [4])
  await assertSound(shop)
})

test('a place that comes to serve an order gives it what else it lacks', async () => {
  await shop.addVariants({ sku: 'TWO1' }, { sku: 'TWO2' })
  await shop.settings({ shortagePolicy: 'backorder', maxSplits: 1 })
  await shop.receive(shop.shanghai, 'TWO1', 3)
  await shop.receive(shop.beijing, 'TWO1', 3)
  await shop.drainAll()
  const orderId = await place({ TWO1: 4, TWO2: 2 })
  await shop.drainAll()
  assert.deepEqual(await givenTo(orderId), [3, 0])
  await shop.receive(shop.beijing, 'TWO2', 4)
  await shop.drainAll()
  await shop.drainAll()
  assert.deepEqual(await givenTo(orderId), [4, 2])
  await assertSound(shop)
})
