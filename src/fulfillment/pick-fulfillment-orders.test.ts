import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { cancelLine } from '../orders/cancel-lines.ts'
import { holdOrder } from '../orders/hold-order.ts'
import { findOrders } from '../orders/order-store.ts'
import type { Outcome } from '../platform/batch.ts'
import { type FulfillmentDetail, findFulfillmentOrder, listFulfillmentOrders } from './fulfillment-queries.ts'
import { packFulfillmentOrders } from './pack-fulfillment-orders.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
})
beforeEach(() => shop.settings({}))
after(() => shop.close())

test('the first pick begins the work, and picked and packed quantities stand on both sides', async () => {
  const { orderId, work } = await placed({ sku: 'A', quantity: 3 }, { sku: 'B', quantity: 1 })
  await pick(work.id, { lineNumber: 1, quantity: 2 })
  assert.equal((await found(work.id)).status, 'picking')
  assert.equal((await order(orderId)).fulfillmentStatus, 'picking')
  await pack(work.id)
  assert.equal((await found(work.id)).status, 'picking')
  await pick(work.id)
  await pack(work.id)
  assert.equal((await found(work.id)).status, 'packed')
  assert.deepEqual(
    (await order(orderId)).lines.map((line) => line.picked),
    [3, 1],
  )
  await assertSound(shop)
})

test('wrong quantities are refused with their field, and the others of the batch are not', async () => {
  const { work } = await placed({ sku: 'A', quantity: 3 })
  const { work: other } = await placed({ sku: 'A', quantity: 1 })
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
  assert.deepEqual(outcomes.map(refusal), [
    ['quantity_exceeds_open', 'lines[0].quantity'],
    ['unknown_line', 'lines[0].lineNumber'],
    ['quantity_exceeds_open', 'lines[0].short'],
    undefined,
    ['nothing_left', 'lines'],
    ['fulfillment_order_not_found', undefined],
  ])
  assert.equal((await found(work.id)).status, 'released')
  assert.equal((await found(other.id)).status, 'picking')
})

test('what is not found leaves the stock and is sourced from another place', async () => {
  await shop.addVariants({ sku: 'RARE' })
  await shop.receive(shop.shanghai, 'RARE', 5)
  await shop.receive(shop.beijing, 'RARE', 5)
  const { orderId, work } = await placed({ sku: 'RARE', quantity: 4 })
  await pick(work.id, { lineNumber: 1, quantity: 1, short: 3 })
  await shop.drainAll()
  const [beijing, shanghai] = await workOn(orderId)
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
  assert.deepEqual(await typesOf(orderId), ['order.placed', 'order.picked', 'order.short_picked', 'order.allocated'])
  await assertSound(shop)
})

test('when nothing is found anywhere the work ends and the order waits', async () => {
  await shop.addVariants({ sku: 'GONE' })
  await shop.receive(shop.shanghai, 'GONE', 2)
  await shop.settings({ shortagePolicy: 'hold' })
  const { orderId, work } = await placed({ sku: 'GONE', quantity: 2 })
  await pick(work.id, { lineNumber: 1, quantity: 0, short: 2 })
  assert.equal((await found(work.id)).status, 'cancelled')
  assert.deepEqual(
    (await order(orderId)).holds.map(({ kind }) => kind),
    ['stock'],
  )
  await assertSound(shop)
})

test('nothing is picked for an order that is held, though its work is not yet told', async () => {
  const { orderId, work } = await placed({ sku: 'A', quantity: 1 })
  await shop.command((command) => holdOrder(command, { orderId, kind: 'manual', reason: 'r', detail: '' }))
  const [outcome] = await shop.command((command) => pickFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }]))
  assert.deepEqual(refusal(outcome), ['action_not_allowed', undefined])
  const [packed] = await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId: work.id }]))
  assert.deepEqual(refusal(packed), ['action_not_allowed', undefined])
})

test('what was cancelled meanwhile is not picked, though the work is not yet told', async () => {
  const { orderId, work } = await placed({ sku: 'A', quantity: 3 })
  await shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity: 2, reason: 'r' }))
  await pick(work.id)
  const [line] = (await found(work.id)).lines
  assert.deepEqual([line?.picked, line?.cancelled], [1, 2])
  await assertSound(shop)
})

test('a version that another has changed is refused', async () => {
  const { work } = await placed({ sku: 'A', quantity: 3 })
  await pick(work.id, { lineNumber: 1, quantity: 1 })
  const [outcome] = await shop.command((command) =>
    pickFulfillmentOrders({ ...command, expectedVersion: work.version }, [{ fulfillmentOrderId: work.id }]),
  )
  assert.deepEqual(refusal(outcome), ['version_mismatch', undefined])
})

test('pickers at once on one order each pick their part', async () => {
  const { orderId, work } = await placed({ sku: 'A', quantity: 8 })
  await Promise.all(Array.from({ length: 8 }, () => pick(work.id, { lineNumber: 1, quantity: 1 })))
  assert.equal((await order(orderId)).lines[0]?.picked, 8)
  assert.equal((await found(work.id)).version, 9)
  await assertSound(shop)
})

async function placed(...lines: { sku: string; quantity: number }[]) {
  const { status, body } = await shop.place({ lines })
  assert.equal(status, 201, JSON.stringify(body))
  await shop.drainAll()
  const [work] = await workOn(body.id)
  assert.ok(work !== undefined)
  return { orderId: body.id, work }
}

async function pick(fulfillmentOrderId: string, ...lines: { lineNumber: number; quantity: number; short?: number }[]) {
  const input = { fulfillmentOrderId, lines: lines.length === 0 ? undefined : lines }
  const [outcome] = await shop.command((command) => pickFulfillmentOrders(command, [input]))
  assert.equal(refusal(outcome), undefined)
}

async function pack(fulfillmentOrderId: string) {
  const [outcome] = await shop.command((command) => packFulfillmentOrders(command, [{ fulfillmentOrderId }]))
  assert.equal(refusal(outcome), undefined)
}

function refusal<Result>(outcome: Outcome<Result> | undefined): [string, string | undefined] | undefined {
  return outcome !== undefined && 'refusal' in outcome ? [outcome.refusal.code, outcome.refusal.field] : undefined
}

async function order(orderId: string) {
  const found = (await shop.query(({ tx }) => findOrders(tx, [orderId]))).get(orderId)
  assert.ok(found !== undefined)
  return found
}

async function found(id: string): Promise<FulfillmentDetail> {
  const work = await shop.query(({ tx }) => findFulfillmentOrder(tx, id))
  assert.ok(work !== undefined)
  return work
}

async function workOn(orderId: string): Promise<FulfillmentDetail[]> {
  const { items } = await shop.query(({ tx }) => listFulfillmentOrders(tx, { orderId, limit: 50 }))
  return Promise.all(items.map(({ id }) => found(id)))
}

async function onHand(sku: string): Promise<number[]> {
  const { rows } = await shop.owner.query(
    `select on_hand from inventory_levels where item_id = $1 order by location_id = $2 desc`,
    [shop.variants.get(sku), shop.shanghai],
  )
  return rows.map((row: { on_hand: number }) => row.on_hand)
}

async function typesOf(objectId: string): Promise<string[]> {
  const { rows } = await shop.owner.query('select type from events where object_id = $1 order by version', [objectId])
  return rows.map((row: { type: string }) => row.type)
}
