import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf } from '../../../test/support/work.ts'
import { setItemPolicies } from '../../inventory/set-item-policies.ts'
import { cancelOrder } from '../../orders/cancel-order.ts'
import { holdOrder, releaseHold } from '../../orders/hold-order.ts'
import { hourMs, minuteMs } from '../../platform/time.ts'
import { holdFulfillmentOrder, releaseFulfillmentHold } from '../hold-fulfillment-order.ts'
import { createLabels } from './create-labels.ts'
import { dispatchShipments } from './dispatch-shipments.ts'
import { recordTrackingEvents } from './record-tracking-events.ts'
import { type Shipment, type TrackingCode, trackingCodes } from './shipment.ts'
import { findShipmentDetails } from './shipment-queries.ts'
import { voidShipment } from './void-shipment.ts'

let shop: TestShop
let numbers = 0
const start = new Date(Date.now() - hourMs)

before(async () => {
  shop = await createTestShop()
  await shop.receive(shop.shanghai, 'A', 5000)
})
after(() => shop.close())

test('a scan of a parcel that nobody dispatched tells that it has left, and when', async () => {
  for (const code of trackingCodes) {
    const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
    const { id } = await label(work.id)
    const expected =
      code === 'other'
        ? { status: 'label_created', events: ['shipment.label_created'] }
        : code === 'delivered' || code === 'returned_to_sender' || code === 'lost'
          ? { status: code, events: ['shipment.label_created', 'shipment.shipped', `shipment.${code}`] }
          : { status: 'shipped', events: ['shipment.label_created', 'shipment.shipped'] }
    assert.deepEqual(await scan(id, [code, 5]), expected.status, code)
    const shipment = await detailOf(id)
    assert.deepEqual([shipment.status, await historyOf(shop, id)], [expected.status, expected.events])
    assert.deepEqual(shipment.shippedAt, code === 'other' ? null : at(5))
  }
  await assertSound(shop)
})

test('scans and a dispatch end in a delivered shipment and a completed order, in whatever order they come', async () => {
  const acts = ['dispatch', 'picked_up', 'in_transit', 'delivered'] as const
  for (const order of permutations(acts)) {
    const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
    const { id } = await label(work.id)
    for (const act of order) {
      if (act === 'dispatch') await shop.command((command) => dispatchShipments(command, [{ shipmentId: id }]))
      else await scan(id, [act, 10 * acts.indexOf(act)])
    }
    const { status, deliveredAt, version } = await detailOf(id)
    assert.deepEqual([status, deliveredAt, version], ['delivered', at(30), 3], order.join(', '))
    assert.equal((await orderOf(shop, orderId)).status, 'completed')
  }
  await assertSound(shop)
})

test('what arrives in one batch leaves first, and several parcels of one order each with their own goods', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const made = [await label(work.id, 1), await label(work.id)]
  const outcomes = await shop.command((command) =>
    recordTrackingEvents(
      command,
      made.flatMap(({ id }) => [scanOf(id, 'delivered', 9), scanOf(id, 'in_transit', 4)]),
    ),
  )
  assert.deepEqual(outcomes.map(refusalOf), [undefined, undefined, undefined, undefined])
  const shipments = await Promise.all(made.map(({ id }) => detailOf(id)))
  assert.deepEqual(
    shipments.map(({ status, shippedAt, deliveredAt }) => [status, shippedAt, deliveredAt]),
    [
      ['delivered', at(4), at(9)],
      ['delivered', at(4), at(9)],
    ],
  )
  assert.equal((await orderOf(shop, orderId)).status, 'completed')
  await assertSound(shop)
})

test('scans of a parcel whose order is held are kept, and count once it goes on', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id } = await label(work.id)
  await shop.command((command) => holdOrder(command, { orderId, kind: 'manual', reason: 'r', detail: '' }))
  assert.equal(await scan(id, ['picked_up', 1]), 'label_created')
  await shop.drainAll()
  assert.equal(await scan(id, ['delivered', 2]), 'label_created')
  await assertSound(shop)
  const [hold] = (await orderOf(shop, orderId)).holds
  await shop.command((command) => releaseHold(command, { orderId, holdId: hold?.id ?? '' }))
  await shop.drainAll()
  const { status, shippedAt, deliveredAt } = await detailOf(id)
  assert.deepEqual([status, shippedAt, deliveredAt], ['delivered', at(1), at(2)])
  assert.equal((await orderOf(shop, orderId)).status, 'completed')
  await assertSound(shop)
})

test('… also when the place itself holds it', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id } = await label(work.id)
  const about = { fulfillmentOrderId: work.id }
  const hold = await shop.command((command) => holdFulfillmentOrder(command, { ...about, reason: 'r' }))
  assert.equal(await scan(id, ['in_transit', 1]), 'label_created')
  await shop.command((command) => releaseFulfillmentHold(command, { ...about, holdId: hold.id }))
  assert.equal((await detailOf(id)).status, 'shipped')
  await assertSound(shop)
})

test('a label of goods that were sold ahead waits with its scans until they are there', async () => {
  await shop.addVariants({ sku: 'AHEAD' })
  await shop.receive(shop.shanghai, 'AHEAD', 1)
  const policy = { itemId: shop.variants.get('AHEAD') ?? '', shortagePolicy: 'refuse', oversellLimit: 5 } as const
  await shop.command((command) => setItemPolicies(command, [policy]))
  const { work } = await placeWork(shop, { sku: 'AHEAD', quantity: 2 })
  const { id } = await label(work.id)
  const dispatch = () => shop.command((command) => dispatchShipments(command, [{ shipmentId: id }]))
  assert.deepEqual((await dispatch()).map(refusalOf), [['not_on_hand', 'lines']])
  assert.equal(await scan(id, ['delivered', 5]), 'label_created')
  await shop.receive(shop.shanghai, 'AHEAD', 1)
  await shop.drainAll()
  assert.deepEqual(await historyOf(shop, id), ['shipment.label_created', 'shipment.shipped', 'shipment.delivered'])
  await assertSound(shop)
})

test('a scan of a voided label, or of one whose order was cancelled, is kept and changes nothing', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const [first, second] = [await label(work.id, 1), await label(work.id)]
  await shop.command((command) => voidShipment(command, { shipmentId: first.id }))
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  assert.deepEqual(
    [await scan(first.id, ['picked_up', 1]), await scan(second.id, ['picked_up', 1])],
    ['voided', 'label_created'],
  )
  await shop.drainAll()
  assert.equal(await scan(second.id, ['delivered', 2]), 'voided')
  assert.equal((await detailOf(second.id)).trackingEvents.length, 2)
  await assertSound(shop)
})

test('many scans of a label at once let it leave once', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const { id } = await label(work.id)
  await Promise.all([
    ...Array.from({ length: 6 }, (_, index) => scan(id, ['in_transit', index])),
    scan(id, ['delivered', 30]),
    shop.command((command) => dispatchShipments(command, [{ shipmentId: id }])),
  ])
  assert.deepEqual(await historyOf(shop, id), ['shipment.label_created', 'shipment.shipped', 'shipment.delivered'])
  assert.equal((await orderOf(shop, orderId)).lines[0]?.delivered, 3)
  await assertSound(shop)
})

function at(minutes: number): Date {
  return new Date(start.getTime() + minutes * minuteMs)
}

function scanOf(shipmentId: string, code: TrackingCode, minutes: number) {
  return { shipmentId, code, occurredAt: at(minutes), place: '', description: '' }
}

async function scan(shipmentId: string, [code, minutes]: [TrackingCode, number]): Promise<string> {
  const scans = [scanOf(shipmentId, code, minutes)]
  return resultOf(await shop.command((command) => recordTrackingEvents(command, scans))).status
}

async function label(fulfillmentOrderId: string, quantity?: number): Promise<Shipment> {
  numbers += 1
  const lines = quantity === undefined ? undefined : [{ lineNumber: 1, quantity }]
  const parcel = { fulfillmentOrderId, carrier: 'SF', trackingNumber: `M-${numbers}`, lines }
  return resultOf(await shop.command((command) => createLabels(command, [parcel])))
}

async function detailOf(id: string) {
  const [shipment] = await shop.query(({ tx }) => findShipmentDetails(tx, [id]))
  assert.ok(shipment !== undefined)
  return shipment
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first, index) => permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}
