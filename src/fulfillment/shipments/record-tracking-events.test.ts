import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf } from '../../../test/support/work.ts'
import { dayMs, minuteMs } from '../../platform/time.ts'
import { type ShipInput, shipFulfillmentOrders } from '../ship-fulfillment-orders.ts'
import { recordTrackingEvents, type TrackingInput } from './record-tracking-events.ts'
import type { Shipment, TrackingCode } from './shipment.ts'
import { findShipmentDetails } from './shipment-queries.ts'

let shop: TestShop
let numbers = 0
const start = new Date(Date.now() - dayMs)

before(async () => {
  shop = await createTestShop()
})
after(() => shop.close())

test('scans in any order, doubled and late, end in a delivered shipment and a completed order', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const { id } = await ship({ fulfillmentOrderId: work.id })
  const codes: TrackingCode[] = ['out_for_delivery', 'delivered', 'in_transit', 'picked_up', 'delivered', 'in_transit']
  const minutes = [30, 40, 20, 10, 40, 20]
  const results = []
  for (const [index, code] of codes.entries()) results.push(await scan(id, code, minutes[index] ?? 0))
  assert.deepEqual(
    results.map((each) => [each.isKnown, each.status]),
    [
      [false, 'shipped'],
      [false, 'delivered'],
      [false, 'delivered'],
      [false, 'delivered'],
      [true, 'delivered'],
      [true, 'delivered'],
    ],
  )
  const [shipment] = await shop.query(({ tx }) => findShipmentDetails(tx, [id]))
  assert.deepEqual(
    shipment?.trackingEvents.map(({ code }) => code),
    ['picked_up', 'in_transit', 'out_for_delivery', 'delivered'],
  )
  assert.deepEqual(shipment?.deliveredAt, at(40))
  assert.deepEqual(await historyOf(shop, id), ['shipment.shipped', 'shipment.delivered'])
  assert.deepEqual(await historyOf(shop, orderId), ['order.placed', 'order.shipped', 'order.completed'])
  await assertSound(shop)
})

test('an order in two parcels is delivered in part, then completed', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 })
  const first = await ship({ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 1 }] })
  const second = await ship({ fulfillmentOrderId: work.id })
  await scan(second.id, 'delivered', 1)
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'partially_delivered')
  await scan(first.id, 'delivered', 2)
  const order = await orderOf(shop, orderId)
  assert.deepEqual([order.fulfillmentStatus, order.status], ['delivered', 'completed'])
  await assertSound(shop)
})

test('both parcels of an order delivered in one batch are one change of the order', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const parcels = [
    await ship({ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 1 }] }),
    await ship({ fulfillmentOrderId: work.id }),
  ]
  await record(parcels.map(({ id }) => scanOf(id, 'delivered', 1)))
  const types = ['order.placed', 'order.shipped', 'order.shipped', 'order.completed']
  assert.deepEqual(await historyOf(shop, orderId), types)
  await assertSound(shop)
})

test('parcels of an order that several carriers deliver in one batch are told of each', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const parcels = [
    await ship({ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 1 }] }),
    await ship({ fulfillmentOrderId: work.id }),
  ]
  await record(
    parcels.flatMap(({ id }, index) => [
      { ...scanOf(id, 'lost', 1), caller: { actor: 'key:late' } },
      { ...scanOf(id, 'delivered', 2), caller: { actor: `key:${index}` } },
    ]),
  )
  const { rows } = await shop.owner.query(
    `select type, actor from events where object_id = any($1) and actor <> 'system:test' and type <> 'order.placed'
     order by object_type, actor`,
    [[orderId, ...parcels.map(({ id }) => id)]],
  )
  assert.deepEqual(rows, [
    { type: 'order.delivered', actor: 'key:0' },
    { type: 'order.completed', actor: 'key:1' },
    { type: 'shipment.delivered', actor: 'key:0' },
    { type: 'shipment.delivered', actor: 'key:1' },
  ])
  await assertSound(shop)
})

test('a parcel that was lost turns up', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id } = await ship({ fulfillmentOrderId: work.id })
  assert.equal((await scan(id, 'lost', 1)).status, 'lost')
  assert.equal((await orderOf(shop, orderId)).status, 'confirmed')
  assert.equal((await scan(id, 'in_transit', 2)).status, 'lost')
  assert.equal((await scan(id, 'delivered', 3)).status, 'delivered')
  assert.equal((await orderOf(shop, orderId)).status, 'completed')
  await assertSound(shop)
})

test('each scan of a batch stands or falls alone, found by id or by tracking number', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id, carrier, trackingNumber } = await ship({ fulfillmentOrderId: work.id })
  const { shipmentId: _, ...event } = scanOf(id, 'in_transit', 1)
  const outcomes = await record([
    { carrier, trackingNumber, ...event },
    scanOf(id, 'in_transit', 1),
    { carrier, trackingNumber: 'nobody', ...event },
    scanOf(work.id, 'in_transit', 1),
    { ...scanOf(id, 'delivered', 1), occurredAt: new Date(Date.now() + 2 * dayMs) },
  ])
  assert.deepEqual(outcomes.map(refusalOf), [
    undefined,
    undefined,
    ['shipment_not_found', 'trackingNumber'],
    ['shipment_not_found', 'shipmentId'],
    ['in_the_future', 'occurredAt'],
  ])
  const known = outcomes.slice(0, 2).map((outcome) => 'value' in outcome && outcome.value.isKnown)
  assert.deepEqual(known, [false, true])
})

test('the same delivery told many times at once is one', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id } = await ship({ fulfillmentOrderId: work.id })
  await Promise.all(Array.from({ length: 8 }, (_, index) => record([scanOf(id, 'delivered', index % 3)])))
  const [shipment] = await shop.query(({ tx }) => findShipmentDetails(tx, [id]))
  assert.deepEqual(shipment?.deliveredAt, at(0))
  assert.equal((await orderOf(shop, orderId)).lines[0]?.delivered, 1)
  await assertSound(shop)
})

function at(minutes: number): Date {
  return new Date(start.getTime() + minutes * minuteMs)
}

function scanOf(shipmentId: string, code: TrackingCode, minutes: number) {
  return { shipmentId, code, occurredAt: at(minutes), place: '杭州', description: '' }
}

function record(inputs: readonly TrackingInput[]) {
  return shop.command((command) => recordTrackingEvents(command, inputs))
}

async function scan(shipmentId: string, code: TrackingCode, minutes: number) {
  return resultOf(await record([scanOf(shipmentId, code, minutes)]))
}

async function ship(input: Omit<ShipInput, 'carrier' | 'trackingNumber'>): Promise<Shipment> {
  numbers += 1
  const parcel = { ...input, carrier: 'SF', trackingNumber: `N-${numbers}` }
  return resultOf(await shop.command((command) => shipFulfillmentOrders(command, [parcel])))
}
