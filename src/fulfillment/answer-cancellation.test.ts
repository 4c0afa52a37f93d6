import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf, workOf, workOn } from '../../test/support/work.ts'
import { cancelLine } from '../orders/cancel-lines.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { findCancellationRequest } from '../orders/record-store.ts'
import { answerCancellation } from './answer-cancellation.ts'
import { packFulfillmentOrders } from './pack-fulfillment-orders.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'
import { shipFulfillmentOrders } from './ship-fulfillment-orders.ts'
import { recordTrackingEvents } from './shipments/record-tracking-events.ts'

let shop: TestShop
let made = 0

before(async () => {
  shop = await createTestShop()
})
beforeEach(() => shop.settings({}))
after(() => shop.close())

test('picked goods of a line are the place’s to give back; it accepts, and the order goes on without them', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 5 }, { sku: 'B', quantity: 1 })
  await pick(work.id, { lineNumber: 1, quantity: 4 })
  const { version, cancellationRequested } = await cancel(orderId, 3)
  assert.deepEqual([cancellationRequested, version], [true, (await orderOf(shop, orderId)).version])
  assert.deepEqual(await lineOf(orderId), { cancelled: 0, allocated: 5, picked: 4 })
  assert.deepEqual((await requestOf(orderId))?.lines, [{ lineNumber: 1, quantity: 3 }])
  await assertStopped(work.id)
  await assertSound(shop)
  await answer(work.id, true)
  assert.deepEqual(await lineOf(orderId), { cancelled: 3, allocated: 2, picked: 2 })
  assert.equal(await requestOf(orderId), undefined)
  const [line] = (await workOf(shop, work.id)).lines
  assert.deepEqual([line?.picked, line?.cancelled], [2, 3])
  assert.deepEqual(await historyOf(shop, orderId), [
    'order.placed',
    'order.picked',
    'order.cancellation_requested',
    'order.line_cancelled',
  ])
  await assertSound(shop)
  await ship(work.id)
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('… or it declines, and the work goes on', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 })
  await pick(work.id)
  resultOf(await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }])))
  await cancel(orderId, 2)
  await answer(work.id, false)
  assert.deepEqual(await lineOf(orderId), { cancelled: 0, allocated: 2, picked: 2 })
  await assertSound(shop)
  await ship(work.id)
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('packed goods go back too, and what stays is packed still', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 })
  await pick(work.id)
  resultOf(await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }])))
  await cancel(orderId, 2)
  await answer(work.id, true)
  assert.equal((await workOf(shop, work.id)).status, 'packed')
  await assertSound(shop)
})

test('what nobody has picked is cancelled at once, beside goods in hand', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 5 })
  await pick(work.id, { lineNumber: 1, quantity: 3 })
  await cancel(orderId, 2)
  assert.deepEqual(await lineOf(orderId), { cancelled: 2, allocated: 3, picked: 3 })
  await assertSound(shop)
})

test('which of two places has begun is theirs to tell: one with goods in hand answers, and its goods stay when others do', async () => {
  const { orderId, south, north } = await placeAtTwo()
  await pick(north)
  await cancel(orderId, 3)
  assert.equal((await orderOf(shop, orderId)).cancellationRequested, true)
  await assert.rejects(answer(south, true), { code: 'action_not_allowed' })
  await answer(north, true)
  assert.deepEqual(await lineOf(orderId), { cancelled: 3, allocated: 2, picked: 2 })
  const [[ofSouth], [ofNorth]] = [(await workOf(shop, south)).lines, (await workOf(shop, north)).lines]
  assert.deepEqual([ofSouth?.cancelled, ofNorth?.cancelled, ofNorth?.picked], [3, 0, 2])
  await assertSound(shop)
})

test('of goods in hand at two places those of the one that answers go back first', async () => {
  const { orderId, south, north } = await placeAtTwo()
  await pick(north)
  await pick(south, { lineNumber: 1, quantity: 2 })
  await cancel(orderId, 4)
  await answer(north, true)
  assert.deepEqual(await lineOf(orderId), { cancelled: 4, allocated: 1, picked: 1 })
  assert.deepEqual([(await workOf(shop, north)).status, (await workOf(shop, south)).lines[0]?.picked], ['cancelled', 1])
  await assertSound(shop)
})

test('a bundle goes back with its components', async () => {
  await shop.addVariants({ sku: 'pair', kind: 'bundle', components: [{ sku: 'C', quantity: 2 }] })
  const { orderId, work } = await placeWork(shop, { sku: 'pair', quantity: 3 }, { sku: 'A', quantity: 1 })
  await pick(work.id)
  await cancel(orderId, 1)
  await answer(work.id, true)
  assert.deepEqual(
    (await orderOf(shop, orderId)).lines.map((line) => [line.cancelled, line.allocated, line.picked]),
    [
      [1, 0, 0],
      [2, 4, 4],
      [0, 1, 1],
    ],
  )
  await assertSound(shop)
})

test('a place that has picked only other lines is not asked', async () => {
  await shop.addVariants({ sku: 'NORTH' })
  await shop.receive(shop.beijing, 'NORTH', 1)
  const { orderId } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'NORTH', quantity: 1 })
  const [south, north] = await placesOf(orderId)
  await pick(south)
  await pick(north)
  await cancel(orderId, 1, 2)
  await assert.rejects(answer(south, true), { code: 'action_not_allowed' })
  await answer(north, true)
  assert.equal((await workOf(shop, north)).status, 'cancelled')
  await assertSound(shop)
})

test('what has shipped is not cancelled; what has not is, and the order completes when nothing is left to do', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 5 })
  const trackingNumber = await ship(work.id, { lineNumber: 1, quantity: 2 })
  await deliver(trackingNumber)
  await pick(work.id)
  await assert.rejects(cancel(orderId, 4), { code: 'quantity_exceeds_open' })
  await cancel(orderId, 3)
  await assertSound(shop)
  await answer(work.id, true)
  assert.deepEqual(
    [(await orderOf(shop, orderId)).status, (await workOf(shop, work.id)).status],
    ['completed', 'closed'],
  )
  await assertSound(shop)
})

test('a later wish joins the one that waits, and what leaves nothing is a request for the order', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 }, { sku: 'B', quantity: 2 })
  await pick(work.id, { lineNumber: 1, quantity: 3 })
  await cancel(orderId, 1)
  await assert.rejects(cancel(orderId, 3), { code: 'quantity_exceeds_open' })
  await cancel(orderId, 1, 2)
  assert.deepEqual((await requestOf(orderId))?.lines, [
    { lineNumber: 1, quantity: 1 },
    { lineNumber: 2, quantity: 1 },
  ])
  await cancel(orderId, 2)
  await assertSound(shop)
  await cancel(orderId, 1, 2)
  assert.deepEqual(
    [(await requestOf(orderId))?.lines, await statusesOf(orderId)],
    [null, ['replaced', 'replaced', 'replaced', 'requested']],
  )
  await assert.rejects(cancel(orderId, 1, 2), { code: 'cancellation_requested' })
  await assertSound(shop)
  await answer(work.id, true)
  assert.equal((await orderOf(shop, orderId)).status, 'cancelled')
  await assertSound(shop)
})

test('a request for the order takes the place of one for lines; who answers that one is told so', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 }, { sku: 'B', quantity: 2 })
  await pick(work.id)
  await cancel(orderId, 1)
  const earlier = await requestOf(orderId)
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'all of it' }))
  const waiting = await requestOf(orderId)
  assert.deepEqual([waiting?.reason, waiting?.lines], ['all of it', null])
  await assert.rejects(answer(work.id, true, earlier?.id), { code: 'cancellation_replaced' })
  await assertSound(shop)
  await answer(work.id, false, waiting?.id)
  assert.deepEqual(await statusesOf(orderId), ['replaced', 'declined'])
  await ship(work.id)
  await assertSound(shop)
})

test('goods that come while a request waits are not for it, and become work once it is answered', async () => {
  await shop.addVariants({ sku: 'LATE' })
  await shop.receive(shop.shanghai, 'LATE', 3)
  await shop.settings({ shortagePolicy: 'backorder' })
  const { orderId, work } = await placeWork(shop, { sku: 'LATE', quantity: 5 })
  await pick(work.id)
  await cancel(orderId, 3)
  await shop.receive(shop.beijing, 'LATE', 4)
  await assertSound(shop)
  assert.deepEqual(await lineOf(orderId), { cancelled: 0, allocated: 5, picked: 3 })
  await answer(work.id, true)
  await assertSound(shop)
  assert.deepEqual(await lineOf(orderId), { cancelled: 3, allocated: 2, picked: 2 })
  const later = await placeWork(shop, { sku: 'LATE', quantity: 2 })
  await pick(later.work.id, { lineNumber: 1, quantity: 1 })
  await cancel(later.orderId, 1)
  await assertSound(shop)
})

test('of answering, asking and shipping at once the order comes out sound', async () => {
  const works = await Promise.all([1, 2, 3, 4].map(() => placeWork(shop, { sku: 'A', quantity: 3 })))
  await Promise.all(works.map(({ work }) => pick(work.id, { lineNumber: 1, quantity: 2 })))
  const settle = (promise: Promise<unknown>) => promise.catch((error) => assert.match(error.code ?? error, /^[a-z_]+$/))
  await Promise.all(
    works.flatMap(({ orderId, work }) => [
      settle(cancel(orderId, 2)),
      settle(cancel(orderId, 1)),
      settle(answer(work.id, true)),
      settle(shop.command((command) => cancelOrder(command, { orderId, reason: 'all' }))),
      settle(shop.command((command) => shipFulfillmentOrders(command, [parcelOf(work.id)]))),
    ]),
  )
  await assertSound(shop)
})

/** Three in Shanghai and two in Beijing of one line. */
async function placeAtTwo(): Promise<{ orderId: string; south: string; north: string }> {
  const sku = `TWO-${++made}`
  await shop.addVariants({ sku })
  await shop.receive(shop.shanghai, sku, 3)
  await shop.receive(shop.beijing, sku, 2)
  const { orderId } = await placeWork(shop, { sku, quantity: 5 }, { sku: 'A', quantity: 1 })
  const [south, north] = await placesOf(orderId)
  return { orderId, south, north }
}

async function placesOf(orderId: string): Promise<[south: string, north: string]> {
  const works = await workOn(shop, orderId)
  const at = (locationId: string) => works.find((each) => each.locationId === locationId)?.id ?? ''
  return [at(shop.shanghai), at(shop.beijing)]
}

type LineInput = { lineNumber: number; quantity: number }

async function pick(fulfillmentOrderId: string, ...lines: LineInput[]) {
  const input = { fulfillmentOrderId, lines: lines.length === 0 ? undefined : lines }
  resultOf(await shop.command((command) => pickFulfillmentOrders(command, [input])))
}

function parcelOf(fulfillmentOrderId: string, ...lines: LineInput[]) {
  const trackingNumber = `P-${++made}`
  return { fulfillmentOrderId, carrier: 'SF', trackingNumber, lines: lines.length === 0 ? undefined : lines }
}

async function ship(fulfillmentOrderId: string, ...lines: LineInput[]): Promise<string> {
  const parcel = parcelOf(fulfillmentOrderId, ...lines)
  resultOf(await shop.command((command) => shipFulfillmentOrders(command, [parcel])))
  return parcel.trackingNumber
}

function deliver(trackingNumber: string) {
  const scan = { carrier: 'SF', trackingNumber, code: 'delivered', place: '', description: '' } as const
  return shop.command((command) => recordTrackingEvents(command, [{ ...scan, occurredAt: command.now }]))
}

function cancel(orderId: string, quantity: number, lineNumber = 1) {
  return shop.command((command) => cancelLine(command, { orderId, lineNumber, quantity, reason: 'fewer' }))
}

function answer(fulfillmentOrderId: string, accepted: boolean, cancellationId?: string) {
  return shop.command((command) => answerCancellation(command, { fulfillmentOrderId, accepted, cancellationId }))
}

function requestOf(orderId: string) {
  return shop.query(({ tx }) => findCancellationRequest(tx, orderId))
}

async function lineOf(orderId: string) {
  const [line] = (await orderOf(shop, orderId)).lines
  return { cancelled: line?.cancelled, allocated: line?.allocated, picked: line?.picked }
}

async function statusesOf(orderId: string): Promise<string[]> {
  const { rows } = await shop.owner.query('select status from order_cancellations where order_id = $1 order by id', [
    orderId,
  ])
  return rows.map(({ status }: { status: string }) => status)
}

/** While a cancellation waits nothing is picked, packed or shipped. */
async function assertStopped(fulfillmentOrderId: string): Promise<void> {
  for (const act of [pickFulfillmentOrders, packFulfillmentOrders]) {
    const [outcome] = await shop.command((command) => act(command, [{ fulfillmentOrderId }]))
    assert.deepEqual(refusalOf<unknown>(outcome), ['action_not_allowed'])
  }
  const [shipped] = await shop.command((command) => shipFulfillmentOrders(command, [parcelOf(fulfillmentOrderId)]))
  assert.deepEqual(refusalOf(shipped), ['action_not_allowed'])
}
