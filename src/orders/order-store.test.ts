import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, receiver, type TestShop } from '../../test/support/shop.ts'
import { findActiveOf } from '../fulfillment/fulfillment-store.ts'
import { releaseOrders } from '../fulfillment/release-orders.ts'
import { shipFulfillmentOrders } from '../fulfillment/ship-fulfillment-orders.ts'
import { recordTrackingEvents } from '../fulfillment/shipments/record-tracking-events.ts'
import { hashRequest } from '../platform/command.ts'
import { holdOrder } from './hold-order.ts'
import { placeOrderForm } from './intake/place-order-form.ts'
import { placeOrders } from './intake/place-orders.ts'
import type { Order } from './order.ts'
import { findOrders, lockOrders, type OrderMemory } from './order-store.ts'

let shop: TestShop
before(async () => {
  shop = await createTestShop()
  await shop.addVariants(
    { sku: 'POST', kind: 'service' },
    { sku: 'SET', kind: 'bundle', components: [{ sku: 'A', quantity: 2 }] },
  )
})
after(() => shop.close())

const trackingNumber = 'T-1'

/** Places an order of every kind of line; answers it as intake tells it. */
async function placed(): Promise<Order> {
  let told: readonly Order[] = []
  const run = placeOrders({ ...shop.intake, onPlaced: (orders) => (told = orders) })
  const lines = ['A', 'B', 'POST', 'SET'].map((sku) => ({ sku, quantity: 2 }))
  const input = placeOrderForm.parse({ channel: 'web', shipTo: receiver, lines, shipping: 500, discount: 100 })
  await run(shop.merchantId, [{ input, contentHash: hashRequest(input), actor: 'key:test' }], 1)
  assert.equal(told.length, 1)
  return told[0] as Order
}

const stored = async (id: string) => (await shop.query(({ tx }) => findOrders(tx, [id]))).get(id)

test('an order that intake tells, and every one that a step remembers, is what the database has', async () => {
  const order = await placed()
  assert.deepEqual(order, await stored(order.id))

  const known = new Map([[order.id, order]])
  const remember = (work: (context: Parameters<typeof releaseOrders>[0]) => Promise<unknown>) =>
    shop.command(async (command) => {
      const memory: OrderMemory = { known, written: new Map() }
      await work({ ...command, memory })
      for (const [id, written] of memory.written) known.set(id, written)
    })
  await remember(async (context) => {
    await releaseOrders(context, [order.id])
    const [fulfillmentOrderId = ''] = await findActiveOf(context.tx, [order.id])
    await shipFulfillmentOrders(context, [{ fulfillmentOrderId, carrier: 'sf', trackingNumber }])
  })
  assert.deepEqual([known.get(order.id)?.version, known.get(order.id)?.stage], [2, 'shipped'])
  assert.deepEqual(known.get(order.id), await stored(order.id))
  await remember((context) => {
    const scan = { code: 'delivered', occurredAt: context.now, place: '', description: '' } as const
    return recordTrackingEvents(context, [{ ...scan, carrier: 'sf', trackingNumber }])
  })
  assert.deepEqual([known.get(order.id)?.version, known.get(order.id)?.status], [3, 'completed'])
  assert.deepEqual(known.get(order.id), await stored(order.id))
})

test('an order is taken from memory only while its version is the one remembered', async () => {
  const order = await placed()
  const lock = (known: Order) =>
    shop.command(async ({ tx }) => {
      const memory = { known: new Map([[order.id, known]]), written: new Map() }
      return (await lockOrders(tx, [order.id], memory)).get(order.id)
    })
  assert.equal(await lock(order), order)
  await shop.command((command) => holdOrder(command, { orderId: order.id, kind: 'manual', reason: 'wait', detail: '' }))
  const changed = await lock(order)
  assert.notEqual(changed, order)
  assert.deepEqual(changed, await stored(order.id))
  assert.equal(changed?.holds.length, 1)
})

test('orders that are in nobody’s memory, or nowhere, are read or left out', async () => {
  const order = await placed()
  const memory = { known: new Map(), written: new Map() }
  const missing = '0192f0c0-0000-7000-8000-000000000000'
  const locked = await shop.command(({ tx }) => lockOrders(tx, [order.id, missing], memory))
  assert.deepEqual([...locked.keys()], [order.id])
  assert.deepEqual(locked.get(order.id), order)
})
