import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { untilSomeoneWaits } from '../../test/support/locks.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf, workOf, workOn } from '../../test/support/work.ts'
import { lockLevels } from '../inventory/level-store.ts'
import { setItemPolicies } from '../inventory/set-item-policies.ts'
import { cancelLine } from '../orders/cancel-lines.ts'
import { holdOrder } from '../orders/hold-order.ts'
import { packFulfillmentOrders } from './pack-fulfillment-orders.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'
import { shipFulfillmentOrders } from './ship-fulfillment-orders.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
})
beforeEach(() => shop.settings({}))
after(() => shop.close())

test('the first pick begins the work, and picked and packed quantities stand on both sides', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 }, { sku: 'B', quantity: 1 })
  await pick(work.id, { lineNumber: 1, quantity: 2 })
  assert.equal((await workOf(shop, work.id)).status, 'picking')
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'picking')
  await pack(work.id)
  assert.equal((await workOf(shop, work.id)).status, 'picking')
  await pick(work.id)
  await pack(work.id)
  assert.equal((await workOf(shop, work.id)).status, 'packed')
  assert.deepEqual(
    (await orderOf(shop, orderId)).lines.map((line) => line.picked),
    [3, 1],
  )
  await assertSound(shop)
})

test('wrong quantities are refused with their field, and the others of the batch are not', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const { work: other } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const outcomes = await shop.command((command) =>
    pickFulfillmentOrders(command, [
      { fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 4 }] },
      { fulfillmentOrderId: work.id, lines: [{ lineNumber: 9, quantity: 1 }] },
      { fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 2, short: 2 }] },
      { fulfillmentOrderId: other.id },
      { fulfillmentOrderId: other.id },
      { fulfillmentOrderId: other.orderId },
    ]),
  )
  assert.deepEqual(outcomes.map(refusalOf), [
    ['quantity_exceeds_open', 'lines[0].quantity'],
    ['unknown_line', 'lines[0].lineNumber'],
    ['quantity_exceeds_open', 'lines[0].short'],
    undefined,
    ['nothing_left', 'lines'],
    ['fulfillment_order_not_found'],
  ])
  assert.equal((await workOf(shop, work.id)).status, 'released')
  assert.equal((await workOf(shop, other.id)).status, 'picking')
})

test('what is not found leaves the stock and is sourced from another place', async () => {
  await shop.addVariants({ sku: 'RARE' })
  await shop.receive(shop.shanghai, 'RARE', 5)
  await shop.receive(shop.beijing, 'RARE', 5)
  const { orderId, work } = await placeWork(shop, { sku: 'RARE', quantity: 4 })
  await pick(work.id, { lineNumber: 1, quantity: 1, short: 3 })
  await shop.drainAll()
  const [beijing, shanghai] = await workOn(shop, orderId)
  assert.deepEqual(
    [beijing, shanghai].map((each) => [
      each?.locationId,
      each?.status,
      each?.lines[0]?.quantity,
      each?.lines[0]?.short,
    ]),
    [
      [shop.beijing, 'released', 3, 0],
      [shop.shanghai, 'picking', 4, 3],
    ],
  )
  assert.deepEqual(await onHand('RARE'), [2, 5])
  assert.deepEqual(await historyOf(shop, orderId), [
    'order.placed',
    'order.picked',
    'order.short_picked',
    'order.allocated',
  ])
  await assertSound(shop)
})

test('what several pickers found and missed in one batch is told of each', async () => {
  await shop.addVariants({ sku: 'SPARE' })
  await shop.receive(shop.shanghai, 'SPARE', 4)
  await shop.receive(shop.beijing, 'SPARE', 4)
  const [one, two] = [
    await placeWork(shop, { sku: 'SPARE', quantity: 2 }),
    await placeWork(shop, { sku: 'SPARE', quantity: 2 }),
  ]
  const lines = [{ lineNumber: 1, quantity: 1, short: 1 }]
  const outcomes = await shop.command((command) =>
    pickFulfillmentOrders(command, [
      { fulfillmentOrderId: one.work.id, lines, caller: { actor: 'key:one', expectedVersion: 1 } },
      { fulfillmentOrderId: two.work.id, lines, caller: { actor: 'key:two', expectedVersion: 7 } },
      { fulfillmentOrderId: two.work.id, lines, caller: { actor: 'key:three' } },
    ]),
  )
  assert.deepEqual(outcomes.map(refusalOf), [undefined, ['version_mismatch'], undefined])
  const { rows } = await shop.owner.query(
    `select distinct object_id, actor from events
     where object_id = any($1) and type not in ('order.placed', 'fulfillment_order.created') order by actor`,
    [[one.orderId, two.orderId, one.work.id, two.work.id]],
  )
  assert.deepEqual(
    rows.map(({ object_id, actor }: { object_id: string; actor: string }) => [object_id, actor]).sort(),
    [
      [one.orderId, 'key:one'],
      [one.work.id, 'key:one'],
      [two.orderId, 'key:three'],
      [two.work.id, 'key:three'],
    ].sort(),
  )
  const moved = await shop.owner.query(
    `select actor, quantity from stock_movements where kind = 'short_pick' and item_id = $1 order by actor`,
    [shop.variants.get('SPARE')],
  )
  assert.deepEqual(moved.rows, [
    { actor: 'key:one', quantity: -1 },
    { actor: 'key:three', quantity: -1 },
  ])
  await assertSound(shop)
})

test('when nothing is found anywhere the work ends and the order waits', async () => {
  await shop.addVariants({ sku: 'GONE' })
  await shop.receive(shop.shanghai, 'GONE', 2)
  await shop.settings({ shortagePolicy: 'hold' })
  const { orderId, work } = await placeWork(shop, { sku: 'GONE', quantity: 2 })
  await pick(work.id, { lineNumber: 1, quantity: 0, short: 2 })
  assert.equal((await workOf(shop, work.id)).status, 'cancelled')
  assert.deepEqual(
    (await orderOf(shop, orderId)).holds.map(({ kind }) => kind),
    ['stock'],
  )
  await assertSound(shop)
})

test('of goods that were sold ahead only what the books had is taken off the stock', async () => {
  await shop.addVariants({ sku: 'AHEAD' })
  await shop.receive(shop.shanghai, 'AHEAD', 2)
  const policy = { shortagePolicy: 'backorder', oversellLimit: 5 } as const
  const setPolicy = (more: object = {}) =>
    shop.command((command) =>
      setItemPolicies(command, [{ itemId: shop.variants.get('AHEAD') as string, ...policy, ...more }]),
    )
  await setPolicy()
  const { work } = await placeWork(shop, { sku: 'AHEAD', quantity: 4 })
  await pick(work.id, { lineNumber: 1, quantity: 1, short: 1 })
  assert.deepEqual(await onHand('AHEAD'), [2])
  await pick(work.id, { lineNumber: 1, quantity: 0, short: 2 })
  assert.deepEqual(await onHand('AHEAD'), [1])
  await shop.command((command) =>
    shipFulfillmentOrders(command, [{ fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: 'AHEAD' }]),
  )
  assert.deepEqual(await onHand('AHEAD'), [0])
  await assertSound(shop)
})

test('an order that misses goods at a place does not take others that it waits for, out of their turn', async () => {
  await shop.addVariants({ sku: 'MISSED' }, { sku: 'AWAITED' })
  await shop.receive(shop.shanghai, 'MISSED', 1)
  await shop.settings({ shortagePolicy: 'backorder' })
  const { body: first } = await shop.place({ lines: [{ sku: 'AWAITED', quantity: 1 }] })
  const { orderId, work } = await placeWork(shop, { sku: 'MISSED', quantity: 1 }, { sku: 'AWAITED', quantity: 1 })
  await shop.receive(shop.beijing, 'AWAITED', 1)
  await pick(work.id, { lineNumber: 1, quantity: 0, short: 1 })
  assert.equal((await orderOf(shop, orderId)).lines[1]?.allocated, 0)
  await shop.drainAll()
  assert.equal((await orderOf(shop, first.id)).lines[0]?.allocated, 1)
  await assertSound(shop)
})

test('a pick that misses goods locks the levels of all places in their order', async () => {
  await shop.addVariants({ sku: 'TWICE' })
  await shop.receive(shop.shanghai, 'TWICE', 1)
  await shop.receive(shop.beijing, 'TWICE', 3)
  const { work } = await placeWork(shop, { sku: 'TWICE', quantity: 3 })
  const level = (locationId: string) => ({ itemId: shop.variants.get('TWICE') as string, locationId })
  const [first = '', second = ''] = [shop.shanghai, shop.beijing].sort()
  assert.equal(work.locationId, second)
  let attempts = 0
  let picking: Promise<unknown> = Promise.resolve()
  const missAll = [{ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 0, short: 3 }] }]
  await shop.command(async ({ tx }) => {
    await lockLevels(tx, [level(first)])
    picking = shop.command((command) => {
      attempts += 1
      return pickFulfillmentOrders(command, missAll)
    })
    await untilSomeoneWaits(shop)
    await lockLevels(tx, [level(second)])
  })
  await picking
  assert.equal(attempts, 1)
  await assertSound(shop)
})

test('nothing is picked for an order that is held, though its work is not yet told', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  await shop.command((command) => holdOrder(command, { orderId, kind: 'manual', reason: 'r', detail: '' }))
  const [outcome] = await shop.command((command) => pickFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }]))
  assert.deepEqual(refusalOf(outcome), ['action_not_allowed'])
  const [packed] = await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }]))
  assert.deepEqual(refusalOf(packed), ['action_not_allowed'])
})

test('what was cancelled meanwhile is not picked, though the work is not yet told', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  await shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity: 2, reason: 'r' }))
  await pick(work.id)
  const [line] = (await workOf(shop, work.id)).lines
  assert.deepEqual([line?.picked, line?.cancelled], [1, 2])
  await assertSound(shop)
})

test('a version that another has changed is refused', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  await pick(work.id, { lineNumber: 1, quantity: 1 })
  const [outcome] = await shop.command((command) =>
    pickFulfillmentOrders({ ...command, expectedVersion: work.version }, [{ fulfillmentOrderId: work.id }]),
  )
  assert.deepEqual(refusalOf(outcome), ['version_mismatch'])
})

test('pickers at once on one order each pick their part', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 8 })
  await Promise.all(Array.from({ length: 8 }, () => pick(work.id, { lineNumber: 1, quantity: 1 })))
  assert.equal((await orderOf(shop, orderId)).lines[0]?.picked, 8)
  assert.equal((await workOf(shop, work.id)).version, 9)
  await assertSound(shop)
})

async function pick(fulfillmentOrderId: string, ...lines: { lineNumber: number; quantity: number; short?: number }[]) {
  const input = { fulfillmentOrderId, lines: lines.length === 0 ? undefined : lines }
  resultOf(await shop.command((command) => pickFulfillmentOrders(command, [input])))
}

async function pack(fulfillmentOrderId: string) {
  resultOf(await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId }])))
}

async function onHand(sku: string): Promise<number[]> {
  const { rows } = await shop.owner.query(
    `select on_hand from inventory_levels where item_id = $1 order by location_id = $2 desc`,
    [shop.variants.get(sku), shop.shanghai],
  )
  return rows.map((row: { on_hand: number }) => row.on_hand)
}
