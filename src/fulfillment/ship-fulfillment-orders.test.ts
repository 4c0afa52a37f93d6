import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf, workOf, workOn } from '../../test/support/work.ts'
import { setItemPolicies } from '../inventory/set-item-policies.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { holdOrder } from '../orders/hold-order.ts'
import { hourMs } from '../platform/time.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'
import { type ShipInput, shipFulfillmentOrders } from './ship-fulfillment-orders.ts'
import type { Shipment } from './shipments/shipment.ts'

let shop: TestShop
let numbers = 0

before(async () => {
  shop = await createTestShop()
  for (const sku of ['A', 'B']) await shop.receive(shop.shanghai, sku, 5000)
})
after(() => shop.close())

test('one call ships a released fulfillment order in full, and its history is legal step by step', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 })
  const shipment = await ship({ fulfillmentOrderId: work.id })
  assert.equal(shipment.status, 'shipped')
  assert.equal((await workOf(shop, work.id)).status, 'closed')
  const order = await orderOf(shop, orderId)
  assert.deepEqual([order.fulfillmentStatus, order.stage], ['shipped', 'shipped'])
  assert.deepEqual(await historyOf(shop, work.id), [
    'fulfillment_order.created',
    'fulfillment_order.picked',
    'fulfillment_order.packed',
    'fulfillment_order.closed',
  ])
  assert.deepEqual(await historyOf(shop, orderId), ['order.placed', 'order.shipped'])
  await assertSound(shop)
})

test('a part may leave first, from what is picked or not', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 5 })
  const fulfillmentOrderId = work.id
  const lines = [{ lineNumber: 1, quantity: 2 }]
  resultOf(await shop.command((command) => pickFulfillmentOrders(command, [{ fulfillmentOrderId, lines }])))
  await ship({ fulfillmentOrderId, lines: [{ lineNumber: 1, quantity: 3 }] })
  const inPart = await workOf(shop, fulfillmentOrderId)
  assert.deepEqual([inPart.status, inPart.lines[0]?.picked, inPart.lines[0]?.shipped], ['picking', 3, 3])
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'partially_shipped')
  await ship({ fulfillmentOrderId, lines: [{ lineNumber: 1, quantity: 1 }] })
  await ship({ fulfillmentOrderId })
  assert.equal((await workOf(shop, fulfillmentOrderId)).status, 'closed')
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  assert.equal((await workOn(shop, orderId)).length, 1)
  await assertSound(shop)
})

test('the same parcel again is the same shipment; its number is taken for any other', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const { work: other } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const parcel = { fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: 'SAME' }
  const two = { ...parcel, lines: [{ lineNumber: 1, quantity: 2 }] }
  const first = resultOf(await shipAll([two]))
  const again = await shipAll([
    two,
    { ...two, lines: [{ lineNumber: 1, quantity: 1 }] },
    { ...parcel, fulfillmentOrderId: other.id },
    { ...parcel, carrier: 'YTO' },
  ])
  assert.equal(resultOf(again).id, first.id)
  assert.deepEqual(again.map(refusalOf), [
    undefined,
    ['tracking_number_taken', 'trackingNumber'],
    ['tracking_number_taken', 'trackingNumber'],
    undefined,
  ])
  await assertSound(shop)
})

test('each parcel of a batch stands or falls alone', async () => {
  const works = await Promise.all([1, 2, 3, 4].map((quantity) => placeWork(shop, { sku: 'B', quantity })))
  const [one, two, held, gone] = works.map(({ work, orderId }) => ({ fulfillmentOrderId: work.id, orderId }))
  assert.ok(one && two && held && gone)
  await shop.command((command) =>
    holdOrder(command, { orderId: held.orderId, kind: 'manual', reason: 'r', detail: '' }),
  )
  await shop.command((command) => cancelOrder(command, { orderId: gone.orderId, reason: 'r' }))
  const parcels = [
    { ...one, carrier: 'SF', trackingNumber: 'B-1' },
    { ...two, carrier: 'SF', trackingNumber: 'B-2', lines: [{ lineNumber: 1, quantity: 3 }] },
    { ...two, carrier: 'SF', trackingNumber: 'B-1' },
    { ...held, carrier: 'SF', trackingNumber: 'B-3' },
    { ...gone, carrier: 'SF', trackingNumber: 'B-4' },
    { ...two, carrier: 'SF', trackingNumber: 'B-5', shippedAt: new Date(Date.now() + hourMs) },
    { ...two, carrier: 'SF', trackingNumber: 'B-6' },
    { ...two, carrier: 'SF', trackingNumber: 'B-7' },
  ]
  assert.deepEqual((await shipAll(parcels)).map(refusalOf), [
    undefined,
    ['quantity_exceeds_open', 'lines[0].quantity'],
    ['tracking_number_taken', 'trackingNumber'],
    ['action_not_allowed'],
    ['action_not_allowed'],
    ['in_the_future', 'shippedAt'],
    undefined,
    ['action_not_allowed'],
  ])
  await assertSound(shop)
})

test('parcels of an order from two places in one request are told by one event that names both', async () => {
  await shop.addVariants({ sku: 'SPLIT' })
  await shop.receive(shop.shanghai, 'SPLIT', 2)
  await shop.receive(shop.beijing, 'SPLIT', 2)
  const { orderId } = await placeWork(shop, { sku: 'SPLIT', quantity: 3 })
  const parcels = (await workOn(shop, orderId)).map(({ id }, index) => {
    return { fulfillmentOrderId: id, carrier: 'SF', trackingNumber: `TWO-${index}` }
  })
  const outcomes = await shipAll(parcels)
  const ids = outcomes.map((outcome) => ('value' in outcome ? outcome.value.id : ''))
  const { rows } = await shop.owner.query(
    `select data -> 'shipmentIds' as ids from events where object_id = $1 and type = 'order.shipped'`,
    [orderId],
  )
  assert.equal(ids.length, 2)
  assert.deepEqual(rows, [{ ids }])
  await assertSound(shop)
})

test('of many who ship the same at once one does, and the stock leaves once', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 4 })
  const same = { fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: 'RACE' }
  const outcomes = await Promise.all([
    ...Array.from({ length: 6 }, () => shipAll([same])),
    ...Array.from({ length: 6 }, (_, index) => shipAll([{ ...same, trackingNumber: `RACE-${index}` }])),
  ])
  const shipped = outcomes.flat().flatMap((outcome) => ('value' in outcome ? [outcome.value.id] : []))
  assert.equal(new Set(shipped).size, 1)
  await assertSound(shop)
})

test('of two orders that are given the same tracking number at once one has it', async () => {
  const works = await Promise.all(Array.from({ length: 6 }, () => placeWork(shop, { sku: 'A', quantity: 1 })))
  const outcomes = await Promise.all(
    works.map(({ work }) => shipAll([{ fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: 'ONE' }])),
  )
  const refusals = outcomes.flat().map(refusalOf)
  assert.equal(refusals.filter((each) => each === undefined).length, 1)
  assert.equal(refusals.filter((each) => each?.[0] === 'tracking_number_taken').length, 5)
  await assertSound(shop)
})

test('batches that meet in another order all get through', async () => {
  const works = await Promise.all(Array.from({ length: 20 }, () => placeWork(shop, { sku: 'B', quantity: 2 })))
  const batch = (name: string) =>
    works.map(({ work }) => ({
      fulfillmentOrderId: work.id,
      carrier: 'YTO',
      trackingNumber: `${name}-${work.id}`,
      lines: [{ lineNumber: 1, quantity: 1 }],
    }))
  const outcomes = await Promise.all([shipAll(batch('X')), shipAll(batch('Y').reverse())])
  assert.deepEqual(outcomes.flat().map(refusalOf), Array(40).fill(undefined))
  await assertSound(shop)
})

test('goods that were sold ahead leave once they are there, and refuse only the parcel that has them', async () => {
  await sellAhead('AHEAD', 5)
  const { orderId, work } = await placeWork(shop, { sku: 'AHEAD', quantity: 3 })
  const { work: other } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const parcel = (fulfillmentOrderId: string, trackingNumber: string) => {
    return { fulfillmentOrderId, carrier: 'SF', trackingNumber }
  }
  const outcomes = await shipAll([
    { ...parcel(work.id, 'ALL'), lines: [{ lineNumber: 1, quantity: 2 }] },
    parcel(other.id, 'OTHER'),
    parcel(work.id, 'REST'),
  ])
  assert.deepEqual(outcomes.map(refusalOf), [['not_on_hand', 'lines[0].quantity'], undefined, ['not_on_hand', 'lines']])
  await shop.receive(shop.shanghai, 'AHEAD', 2)
  await ship({ fulfillmentOrderId: work.id })
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('parcels at once of goods that were sold ahead: only as many leave as there are', async () => {
  await sellAhead('FEW', 5)
  const works = await Promise.all(Array.from({ length: 4 }, () => placeWork(shop, { sku: 'FEW', quantity: 1 })))
  const outcomes = await Promise.all(
    works.map(({ work }, index) =>
      shipAll([{ fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: `F-${index}` }]),
    ),
  )
  const refusals = outcomes.flat().map((outcome) => refusalOf(outcome)?.[0])
  assert.deepEqual(refusals.sort(), ['not_on_hand', 'not_on_hand', 'not_on_hand', undefined])
  await assertSound(shop)
})

/** One of it in Shanghai, and so many may be sold ahead. */
async function sellAhead(sku: string, oversellLimit: number) {
  await shop.addVariants({ sku })
  await shop.receive(shop.shanghai, sku, 1)
  const policy = { itemId: shop.variants.get(sku) as string, shortagePolicy: 'refuse', oversellLimit } as const
  await shop.command((command) => setItemPolicies(command, [policy]))
}

function shipAll(inputs: readonly ShipInput[]) {
  return shop.command((command) => shipFulfillmentOrders(command, inputs))
}

async function ship(input: Omit<ShipInput, 'carrier' | 'trackingNumber'>): Promise<Shipment> {
  numbers += 1
  return resultOf(await shipAll([{ ...input, carrier: 'SF', trackingNumber: `N-${numbers}` }]))
}
