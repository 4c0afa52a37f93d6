import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, refusalOf, resultOf, workOf } from '../../../test/support/work.ts'
import { cancelLine } from '../../orders/cancel-lines.ts'
import { cancelOrder } from '../../orders/cancel-order.ts'
import { holdOrder } from '../../orders/hold-order.ts'
import { hourMs } from '../../platform/time.ts'
import { answerCancellation } from '../answer-cancellation.ts'
import { holdFulfillmentOrder, releaseFulfillmentHold } from '../hold-fulfillment-order.ts'
import { type PickInput, pickFulfillmentOrders } from '../pick-fulfillment-orders.ts'
import { type ShipInput, shipFulfillmentOrders } from '../ship-fulfillment-orders.ts'
import { createLabels, type LabelInput } from './create-labels.ts'
import { type DispatchInput, dispatchShipments } from './dispatch-shipments.ts'
import type { Shipment } from './shipment.ts'
import { findShipmentDetails } from './shipment-queries.ts'
import { voidShipment } from './void-shipment.ts'

let shop: TestShop
let numbers = 0

before(async () => {
  shop = await createTestShop()
  for (const sku of ['A', 'B']) await shop.receive(shop.shanghai, sku, 5000)
})
after(() => shop.close())

test('a label keeps goods for its parcel and moves no stock; dispatched, they leave as if they were shipped', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 }, { sku: 'B', quantity: 1 })
  const onHand = await onHandOf('A')
  const made = await label(work.id, [1, 2])
  assert.deepEqual([made.status, made.shippedAt, made.version], ['label_created', null, 1])
  assert.equal((await workOf(shop, work.id)).status, 'released')
  assert.equal(await onHandOf('A'), onHand)
  await assertSound(shop)
  const left = await dispatch(made.id)
  assert.deepEqual([left.status, left.version, left.shippedAt instanceof Date], ['shipped', 2, true])
  assert.equal(await onHandOf('A'), onHand - 2)
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'partially_shipped')
  await ship({ fulfillmentOrderId: work.id })
  assert.equal((await workOf(shop, work.id)).status, 'closed')
  assert.deepEqual(await historyOf(shop, made.id), ['shipment.label_created', 'shipment.shipped'])
  assert.deepEqual(await historyOf(shop, work.id), [
    'fulfillment_order.created',
    'fulfillment_order.picked',
    'fulfillment_order.shipped',
    'fulfillment_order.packed',
    'fulfillment_order.closed',
  ])
  await assertSound(shop)
})

test('goods in an open label are in no other parcel, until it is voided', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const first = await label(work.id, [1, 2])
  assert.deepEqual(refusalOf((await labels([parcel(work.id, [1, 2])]))[0]), [
    'quantity_exceeds_open',
    'lines[0].quantity',
  ])
  assert.deepEqual(refusalOf((await ships([parcel(work.id, [1, 2])]))[0]), [
    'quantity_exceeds_open',
    'lines[0].quantity',
  ])
  const rest = await label(work.id)
  assert.equal((await detailOf(rest.id)).lines[0]?.quantity, 1)
  assert.deepEqual(refusalOf((await labels([parcel(work.id)]))[0]), ['nothing_left', 'lines'])
  assert.deepEqual(refusalOf((await ships([parcel(work.id)]))[0]), ['nothing_left', 'lines'])
  await shop.command((command) => voidShipment(command, { shipmentId: first.id }))
  await ship(parcel(work.id, [1, 2]))
  await dispatch(rest.id)
  assert.equal((await workOf(shop, work.id)).status, 'closed')
  assert.deepEqual(await historyOf(shop, first.id), ['shipment.label_created', 'shipment.voided'])
  await assertSound(shop)
})

test('the same label again is the same; shipping its parcel dispatches it; its number is taken for any other', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 4 })
  const { work: other } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const wanted = parcel(work.id, [1, 2])
  const made = resultOf(await labels([wanted]))
  const again = await labels([wanted, { ...wanted, lines: undefined }, { ...wanted, fulfillmentOrderId: other.id }])
  assert.deepEqual(again.map(refusalOf), [undefined, undefined, ['tracking_number_taken', 'trackingNumber']])
  assert.deepEqual(again.slice(0, 2).map(idOf), [made.id, made.id])
  const taken = await ships([
    { ...wanted, lines: [{ lineNumber: 1, quantity: 1 }] },
    { ...wanted, fulfillmentOrderId: other.id },
  ])
  assert.deepEqual(taken.map(refusalOf), [
    ['tracking_number_taken', 'trackingNumber'],
    ['tracking_number_taken', 'trackingNumber'],
  ])
  const shippedAt = new Date(Date.now() - hourMs)
  const left = resultOf(await ships([{ ...wanted, shippedAt }]))
  assert.deepEqual([left.id, left.status, left.shippedAt], [made.id, 'shipped', shippedAt])
  assert.equal(resultOf(await ships([wanted])).id, made.id)
  const rest = await label(work.id)
  await shop.command((command) => voidShipment(command, { shipmentId: rest.id }))
  const stopped = { fulfillmentOrderId: work.id, carrier: rest.carrier, trackingNumber: rest.trackingNumber }
  assert.deepEqual(refusalOf((await ships([stopped]))[0]), ['action_not_allowed'])
  assert.deepEqual(refusalOf((await labels([stopped]))[0]), ['tracking_number_taken', 'trackingNumber'])
  await assertSound(shop)
})

test('no label is made, and none dispatched, for work that is held, asked to be cancelled, or done', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const made = await label(work.id, [1, 1])
  const refused = async (state: string) => {
    for (const [outcome] of [await labels([parcel(work.id)]), await dispatches([{ shipmentId: made.id }])]) {
      assert.deepEqual(refusalOf(outcome), ['action_not_allowed'])
      assert.equal(outcome !== undefined && 'refusal' in outcome && outcome.refusal.facts.state, state)
    }
  }
  const hold = await shop.command((command) =>
    holdFulfillmentOrder(command, { fulfillmentOrderId: work.id, reason: 'r' }),
  )
  await refused('on_hold')
  await shop.command((command) => releaseFulfillmentHold(command, { fulfillmentOrderId: work.id, holdId: hold.id }))
  await pick({ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 1 }] })
  await shop.command((command) => cancelOrder(command, { orderId: work.orderId, reason: 'r' }))
  await refused('cancellation_requested')
  await shop.command((command) => answerCancellation(command, { fulfillmentOrderId: work.id, accepted: false }))
  await dispatch(made.id)
  await ship({ fulfillmentOrderId: work.id })
  assert.deepEqual(refusalOf((await labels([parcel(work.id)]))[0]), ['action_not_allowed'])
  assert.deepEqual(refusalOf((await dispatches([{ shipmentId: made.id }]))[0]), ['action_not_allowed'])
  await assertSound(shop)
})

test('an order that is held before its place knows of it has no label made or dispatched', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const made = await label(work.id, [1, 1])
  await shop.command((command) => holdOrder(command, { orderId, kind: 'manual', reason: 'r', detail: '' }))
  assert.deepEqual(refusalOf((await labels([parcel(work.id)]))[0]), ['action_not_allowed'])
  assert.deepEqual(refusalOf((await dispatches([{ shipmentId: made.id }]))[0]), ['action_not_allowed'])
})

test('cancelling the order stops its parcels', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const made = [await label(work.id, [1, 1]), await label(work.id)]
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  assert.deepEqual(refusalOf((await dispatches([{ shipmentId: made[0]?.id ?? '' }]))[0]), ['action_not_allowed'])
  await shop.drainAll()
  assert.deepEqual(await statusesOf(made), ['voided', 'voided'])
  await assertSound(shop)
})

test('a cancellation that the place accepts stops its parcels at once', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  await pick({ fulfillmentOrderId: work.id })
  const made = await label(work.id)
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  assert.deepEqual(await statusesOf([made]), ['label_created'])
  await shop.command((command) => answerCancellation(command, { fulfillmentOrderId: work.id, accepted: true }))
  assert.deepEqual(await statusesOf([made]), ['voided'])
  await assertSound(shop)
})

test('cancelling of a line stops the youngest of the labels that no longer have their goods, and no other', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 6 }, { sku: 'B', quantity: 1 })
  const made = [await label(work.id, [1, 2]), await label(work.id, [1, 2]), await label(work.id, [2, 1])]
  const cut = (quantity: number) =>
    shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity, reason: 'r' }))
  await cut(2)
  await shop.drainAll()
  assert.deepEqual(await statusesOf(made), ['label_created', 'label_created', 'label_created'])
  await cut(1)
  await shop.drainAll()
  assert.deepEqual(await statusesOf(made), ['label_created', 'voided', 'label_created'])
  await assertSound(shop)
  await dispatch(made[0]?.id ?? '')
  await dispatch(made[2]?.id ?? '')
  await ship({ fulfillmentOrderId: work.id })
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('what was cancelled meanwhile frees the other goods of its label for a parcel that leaves before the place is told', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 2 })
  const made = await label(work.id)
  await shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity: 1, reason: 'r' }))
  assert.deepEqual(refusalOf((await dispatches([{ shipmentId: made.id }]))[0]), ['action_not_allowed'])
  const left = await ship({ fulfillmentOrderId: work.id })
  assert.deepEqual(
    (await detailOf(left.id)).lines.map(({ quantity }) => quantity),
    [1, 2],
  )
  assert.deepEqual(await statusesOf([made]), ['voided'])
  await assertSound(shop)
})

test('goods that are not found stop the label that counts on them', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const made = [await label(work.id, [1, 1]), await label(work.id, [1, 2])]
  await pick({ fulfillmentOrderId: work.id, lines: [{ lineNumber: 1, quantity: 1, short: 1 }] })
  assert.deepEqual(await statusesOf(made), ['label_created', 'voided'])
  await assertSound(shop)
})

test('labels of one fulfillment order that leave together leave each with its own', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 4 })
  const { work: other } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const made = resultsOf(
    await labels([parcel(work.id, [1, 1]), parcel(work.id, [1, 1]), parcel(work.id), parcel(other.id)]),
  )
  const outcomes = await dispatches([...made.map(({ id }) => ({ shipmentId: id })), { shipmentId: made[0]?.id ?? '' }])
  assert.deepEqual(outcomes.map(refusalOf), [undefined, undefined, undefined, undefined, ['action_not_allowed']])
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('of many who dispatch, ship and void a label at once one does', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const wanted = parcel(work.id)
  const made = resultOf(await labels([wanted]))
  const done = await Promise.all([
    ...Array.from({ length: 4 }, async () => refusalOf((await dispatches([{ shipmentId: made.id }]))[0]) === undefined),
    ...Array.from({ length: 4 }, () =>
      shop
        .command((command) => voidShipment(command, { shipmentId: made.id }))
        .then(
          () => true,
          () => false,
        ),
    ),
  ])
  assert.equal(done.filter((did) => did).length, 1)
  await assertSound(shop)
})

test('a cancellation and a dispatch at once end in one of the two', async () => {
  for (let round = 0; round < 6; round++) {
    const { orderId, work } = await placeWork(shop, { sku: 'B', quantity: 1 })
    const made = await label(work.id)
    const [left, cancelled] = await Promise.all([
      dispatches([{ shipmentId: made.id }]).then(([outcome]) => refusalOf(outcome) === undefined),
      shop
        .command((command) => cancelOrder(command, { orderId, reason: 'r' }))
        .then(
          () => true,
          () => false,
        ),
    ])
    assert.notEqual(left, cancelled)
    await shop.drainAll()
    assert.deepEqual(await statusesOf([made]), [left ? 'shipped' : 'voided'])
  }
  await assertSound(shop)
})

test('a label is dispatched at the version that was seen, and not in the future', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id: shipmentId } = await label(work.id)
  const outcomes = await dispatches([
    { shipmentId, caller: { actor: 'key:1', expectedVersion: 2 } },
    { shipmentId, shippedAt: new Date(Date.now() + hourMs) },
    { shipmentId: work.id },
    { shipmentId, caller: { actor: 'key:1', expectedVersion: 1 } },
  ])
  assert.deepEqual(outcomes.map(refusalOf), [
    ['version_mismatch'],
    ['in_the_future', 'shippedAt'],
    ['shipment_not_found'],
    undefined,
  ])
})

type Wanted = [lineNumber: number, quantity: number]

function parcel(fulfillmentOrderId: string, ...wanted: Wanted[]): LabelInput {
  numbers += 1
  const lines = wanted.map(([lineNumber, quantity]) => ({ lineNumber, quantity }))
  return { fulfillmentOrderId, carrier: 'SF', trackingNumber: `L-${numbers}`, ...(lines.length > 0 && { lines }) }
}

function labels(inputs: readonly LabelInput[]) {
  return shop.command((command) => createLabels(command, inputs))
}

function ships(inputs: readonly ShipInput[]) {
  return shop.command((command) => shipFulfillmentOrders(command, inputs))
}

function dispatches(inputs: readonly DispatchInput[]) {
  return shop.command((command) => dispatchShipments(command, inputs))
}

async function label(fulfillmentOrderId: string, ...wanted: Wanted[]): Promise<Shipment> {
  return resultOf(await labels([parcel(fulfillmentOrderId, ...wanted)]))
}

async function ship(input: Pick<ShipInput, 'fulfillmentOrderId' | 'lines'>): Promise<Shipment> {
  return resultOf(await ships([{ ...parcel(input.fulfillmentOrderId), ...input }]))
}

async function dispatch(shipmentId: string): Promise<Shipment> {
  return resultOf(await dispatches([{ shipmentId }]))
}

async function pick(input: PickInput): Promise<void> {
  resultOf(await shop.command((command) => pickFulfillmentOrders(command, [input])))
}

function resultsOf(outcomes: Awaited<ReturnType<typeof labels>>) {
  return outcomes.map((outcome) => resultOf([outcome]))
}

function idOf(outcome: Awaited<ReturnType<typeof labels>>[number]): string | undefined {
  return 'value' in outcome ? outcome.value.id : undefined
}

async function detailOf(id: string) {
  const [shipment] = await shop.query(({ tx }) => findShipmentDetails(tx, [id]))
  assert.ok(shipment !== undefined)
  return shipment
}

async function statusesOf(shipments: readonly { id: string }[]): Promise<string[]> {
  const found = await Promise.all(shipments.map(({ id }) => detailOf(id)))
  return found.map(({ status }) => status)
}

async function onHandOf(sku: string): Promise<number> {
  const { rows } = await shop.owner.query<{ units: number }>(
    'select sum(on_hand)::int as units from inventory_levels where item_id = $1',
    [shop.variants.get(sku)],
  )
  return rows[0]?.units ?? 0
}
