import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, intakeOf, type TestShop } from '../../test/support/shop.ts'
import { findActiveOf } from '../fulfillment/fulfillment-store.ts'
import { shipFulfillmentOrders } from '../fulfillment/ship-fulfillment-orders.ts'
import { recordTrackingEvents } from '../fulfillment/shipments/record-tracking-events.ts'
import { cancelLine } from './cancel-lines.ts'
import { holdOrder } from './hold-order.ts'
import { findOrders } from './order-store.ts'
import { renderServicesOf } from './render-services.ts'
import { serveOrders } from './routes.ts'

let shop: TestShop
let parcels = 0
before(async () => {
  shop = await createTestShop()
  await shop.addVariants({ sku: 'POST', kind: 'service' })
})
after(() => shop.close())

async function place(lines: Record<string, number>, terms = 'prepaid'): Promise<string> {
  const wanted = Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity }))
  const { body } = await shop.place({ lines: wanted, payment: { terms } })
  await shop.drainAll()
  return body.id
}

/** Ships so many of lines (of all when left out) in a parcel of its own; answers its number. */
async function ship(orderId: string, lines?: { lineNumber: number; quantity: number }[]): Promise<string> {
  const trackingNumber = `P-${++parcels}`
  await shop.command(async (command) => {
    const [fulfillmentOrderId = ''] = await findActiveOf(command.tx, [orderId])
    const input = { fulfillmentOrderId, carrier: 'sf', trackingNumber }
    const [outcome] = await shipFulfillmentOrders(command, [lines === undefined ? input : { ...input, lines }])
    if (outcome !== undefined && 'refusal' in outcome) throw outcome.refusal
  })
  return trackingNumber
}

function deliver(trackingNumber: string) {
  return shop.command((command) => {
    const scan = { code: 'delivered', occurredAt: command.now, place: '', description: '' } as const
    return recordTrackingEvents(command, [{ ...scan, carrier: 'sf', trackingNumber }])
  })
}

async function state(orderId: string) {
  const order = await shop.query(async ({ tx }) => (await findOrders(tx, [orderId])).get(orderId))
  const service = order?.lines.find(({ kind }) => kind === 'service')
  return [order?.status, order?.fulfillmentStatus, service?.shipped, service?.delivered]
}

test('a service goes with the last of the goods, and the order completes', async () => {
  const orderId = await place({ A: 2, POST: 1 })
  const first = await ship(orderId, [{ lineNumber: 1, quantity: 1 }])
  assert.deepEqual(await state(orderId), ['confirmed', 'partially_shipped', 0, 0])
  const last = await ship(orderId)
  assert.deepEqual(await state(orderId), ['confirmed', 'shipped', 1, 0])
  await deliver(first)
  assert.deepEqual(await state(orderId), ['confirmed', 'partially_delivered', 1, 0])
  await deliver(last)
  assert.deepEqual(await state(orderId), ['completed', 'delivered', 1, 1])
})

test('cancelling the goods that have not left lets the service go with those that have', async () => {
  const orderId = await place({ A: 2, POST: 1 })
  const parcel = await ship(orderId, [{ lineNumber: 1, quantity: 1 }])
  await deliver(parcel)
  await shop.command((command) => cancelLine(command, { orderId, lineNumber: 1, quantity: 1, reason: 'enough' }))
  assert.deepEqual(await state(orderId), ['completed', 'delivered', 1, 1])
})

test('services without goods are done when somebody says so, and not while the order is held', async () => {
  const orderId = await place({ POST: 3 })
  assert.deepEqual(await state(orderId), ['confirmed', 'allocated', 0, 0])
  const render = () => shop.command((command) => renderServicesOf(command, [orderId]))
  const held = await place({ POST: 1 })
  await shop.command((command) => holdOrder(command, { orderId: held, kind: 'manual', reason: 'wait', detail: '' }))
  await shop.command((command) => renderServicesOf(command, [held]))
  assert.deepEqual((await state(held)).slice(2), [0, 0])
  await render()
  assert.deepEqual(await state(orderId), ['completed', 'delivered', 3, 3])
  await render()
  assert.deepEqual(await state(orderId), ['completed', 'delivered', 3, 3])
})

test('over the API services are done once, which completes an order of which nothing is due', async () => {
  const api = await shop.open((app) => serveOrders(app, intakeOf(shop), async () => []))
  const render = async (orderId: string) => {
    const { status, body, headers } = await api.call('POST', `/orders/${orderId}/services`)
    const { status: state, code, version } = body as { status: string; code?: string; version?: number }
    return [status, code ?? state, version, headers.etag]
  }
  assert.deepEqual(await render(await place({ POST: 1 })), [200, 'completed', 2, '"2"'])
  const unpaid = await place({ POST: 1 }, 'cash_on_delivery')
  assert.deepEqual(await render(unpaid), [200, 'confirmed', 2, '"2"'])
  assert.deepEqual(await render(unpaid), [200, 'confirmed', 2, '"2"'])
  assert.deepEqual((await render(await place({ A: 1, POST: 1 }))).slice(0, 2), [409, 'services_go_with_goods'])
  const held = await place({ POST: 1 })
  await shop.command((command) => holdOrder(command, { orderId: held, kind: 'manual', reason: 'wait', detail: '' }))
  assert.deepEqual((await render(held)).slice(0, 2), [409, 'order_not_releasable'])
})

test('services of an order that has goods to send, or is not paid for, do not complete it', async () => {
  const withGoods = await place({ A: 1, POST: 1 })
  const unpaid = await place({ POST: 1 }, 'cash_on_delivery')
  await shop.command((command) => renderServicesOf(command, [withGoods, unpaid]))
  assert.deepEqual(await state(withGoods), ['confirmed', 'allocated', 0, 0])
  assert.deepEqual(await state(unpaid), ['confirmed', 'delivered', 1, 1])
})

test('a service that was rendered cannot be cancelled any more', async () => {
  const orderId = await place({ A: 1, POST: 1 })
  await ship(orderId)
  await assert.rejects(
    shop.command((command) => cancelLine(command, { orderId, lineNumber: 2, quantity: 1, reason: 'no' })),
    { code: 'quantity_exceeds_open' },
  )
})
