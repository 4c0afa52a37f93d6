import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestAnswer, TestApi } from '../../test/support/merchant.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { orderOf, placeWork, workOn } from '../../test/support/work.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { serveFulfillment } from './routes.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  api = await shop.open(serveFulfillment)
})
after(() => shop.close())

test('an order goes its whole way through a place', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 2 })
  const path = `/fulfillment-orders/${work.id.toUpperCase()}`
  await post(`${path}/picks`, { lines: [{ lineNumber: 1, quantity: 2 }] })
  await post(`${path}/packages`, {})
  const shipment = await post(`${path}/shipments`, { carrier: 'SF', trackingNumber: 'W-1' })
  assert.deepEqual(shipment.lines, [{ lineNumber: 1, sku: 'A', name: 'Product', quantity: 2 }])
  const events = ['in_transit', 'delivered'].map((code, hour) => ({
    ...{ carrier: 'SF', trackingNumber: 'W-1', code, place: '杭州', description: '已签收' },
    occurredAt: `2026-01-0${hour + 1}T08:00:00+08:00`,
  }))
  const tracked = await api.call('POST', '/tracking-events', { events })
  assert.deepEqual((tracked.body as { results: object[] }).results, [
    { shipmentId: shipment.id, known: false, status: 'delivered' },
    { shipmentId: shipment.id, known: false, status: 'delivered' },
  ])
  const timeline = (await get(`/shipments/${shipment.id}`)).trackingEvents as { occurredAt: string }[]
  assert.deepEqual(
    timeline.map(({ occurredAt }) => occurredAt),
    ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'],
  )
  const seen = await get(path)
  assert.deepEqual([seen.status, (seen.shipments as { status: string }[])[0]?.status], ['closed', 'delivered'])
  assert.equal((await orderOf(shop, orderId)).status, 'completed')
  await assertSound(shop)
})

test('parcels are shipped in a batch with a result for each, and again the same', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const shipments = [
    { fulfillmentOrderId: work.id, carrier: 'SF', trackingNumber: 'BATCH-1' },
    { fulfillmentOrderId: work.orderId, carrier: 'SF', trackingNumber: 'BATCH-2' },
  ]
  const ship = () => api.call('POST', '/fulfillment-orders/shipments/batch', { shipments })
  const { body } = await ship()
  const [first, second] = (body as { results: { shipment?: { id: string }; problem?: object }[] }).results
  assert.equal(typeof first?.shipment?.id, 'string')
  const facts = { fulfillmentOrderId: work.orderId }
  assert.deepEqual(second?.problem, { status: 404, code: 'fulfillment_order_not_found', facts })
  assert.deepEqual((await ship()).body, body)
})

test('a place holds its own work, and lets it go on', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const path = `/fulfillment-orders/${work.id}`
  const held = await post(`${path}/holds`, { reason: '盘点' })
  assert.equal(held.status, 'on_hold')
  const [hold] = held.holds as { id: string }[]
  await shop.drainAll()
  assert.deepEqual(await problem('POST', `${path}/picks`, {}), [409, 'action_not_allowed'])
  assert.deepEqual(await problem('POST', `${path}/release`), [409, 'action_not_allowed'])
  const released = await api.call('DELETE', `${path}/holds/${hold?.id}`)
  assert.equal((released.body as { status: string }).status, 'released')
  assert.deepEqual(await problem('DELETE', `${path}/holds/${hold?.id}`), [404, 'hold_not_found'])
  assert.deepEqual(await problem('POST', `${path}/release`), [409, 'action_not_allowed'])
  await assertSound(shop)
})

test('a cancellation requested after picking has begun is the place’s to accept', async () => {
  await shop.addVariants({ sku: 'NORTH' })
  await shop.receive(shop.beijing, 'NORTH', 1)
  const { orderId } = await placeWork(shop, { sku: 'A', quantity: 3 }, { sku: 'NORTH', quantity: 1 })
  const works = await workOn(shop, orderId)
  const [path, other] = [shop.shanghai, shop.beijing].map(
    (place) => `/fulfillment-orders/${works.find(({ locationId }) => locationId === place)?.id}`,
  )
  assert.ok(path !== undefined)
  assert.deepEqual(await problem('POST', `${path}/cancellation`, { accepted: true }), [409, 'action_not_allowed'])
  await post(`${path}/picks`, { lines: [{ lineNumber: 1, quantity: 2 }] })
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  const asked = await get(path)
  const { id: cancellationId, ...request } = asked.cancellationRequest as { id: string; reason: string; lines: null }
  assert.deepEqual([asked.cancellationRequested, request.reason, request.lines], [true, 'r', null])
  assert.deepEqual(await problem('POST', `${path}/shipments`, { carrier: 'SF', trackingNumber: 'C-1' }), [
    409,
    'action_not_allowed',
  ])
  assert.deepEqual(await problem('POST', `${other}/cancellation`, { accepted: true }), [409, 'action_not_allowed'])
  const another = { accepted: true, cancellationId: orderId }
  assert.deepEqual(await problem('POST', `${path}/cancellation`, another), [409, 'cancellation_replaced'])
  assert.equal((await post(`${path}/cancellation`, { accepted: true, cancellationId })).status, 'cancelled')
  assert.equal((await get(`${other}`)).status, 'cancelled')
  assert.equal((await orderOf(shop, orderId)).status, 'cancelled')
  await assertSound(shop)
})

test('… or to decline, and then the work goes on', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 3 })
  const path = `/fulfillment-orders/${work.id}`
  await post(`${path}/picks`, {})
  await shop.command((command) => cancelOrder(command, { orderId, reason: 'r' }))
  assert.equal((await post(`${path}/cancellation`, { accepted: false })).status, 'picking')
  await post(`${path}/shipments`, { carrier: 'SF', trackingNumber: 'C-2' })
  assert.equal((await orderOf(shop, orderId)).fulfillmentStatus, 'shipped')
  await assertSound(shop)
})

test('lists are narrowed by place, status and order, and paged', async () => {
  const { orderId } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { work: closed } = await placeWork(shop, { sku: 'A', quantity: 1 })
  await post(`/fulfillment-orders/${closed.id}/shipments`, { carrier: 'SF', trackingNumber: 'L-1' })
  const all = await pages('limit=3')
  assert.deepEqual(all, [...all].sort().reverse())
  const [shanghai, beijing] = [
    await pages(`limit=2&locationId=${shop.shanghai}`),
    await pages(`locationId=${shop.beijing}`),
  ]
  assert.deepEqual([...shanghai, ...beijing].sort(), [...all].sort())
  assert.deepEqual(shanghai, [...shanghai].sort().reverse())
  assert.equal(beijing.length, 1)
  assert.ok((await pages('limit=1&status=closed')).includes(closed.id))
  assert.ok(!(await pages(`status=released&locationId=${shop.shanghai}`)).includes(closed.id))
  assert.deepEqual(
    await pages(`orderId=${orderId}&status=released`),
    (await workOn(shop, orderId)).map(({ id }) => id),
  )
  assert.deepEqual(await problem('GET', '/fulfillment-orders?after=x'), [400, 'cursor_invalid'])
})

test('a label under which goods have left is not voided', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { id } = await post(`/fulfillment-orders/${work.id}/shipments`, { carrier: 'SF', trackingNumber: 'V-1' })
  assert.deepEqual(await problem('POST', `/shipments/${id}/void`), [409, 'action_not_allowed'])
  assert.deepEqual(await problem('POST', `/shipments/${work.id}/void`), [404, 'shipment_not_found'])
  await shop.owner.query(`update shipments set status = 'label_created' where id = $1`, [id])
  assert.equal((await post(`/shipments/${id}/void`, {})).status, 'voided')
})

test('malformed input is told with its field', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const path = `/fulfillment-orders/${work.id}`
  for (const [body, field] of [
    [{ lines: [{ lineNumber: 1, quantity: 0 }] }, 'lines[0].quantity'],
    [{ lines: [{ lineNumber: 1, quantity: 0.5 }] }, 'lines[0].quantity'],
    [{ lines: [] }, 'lines'],
    [{ rows: [] }, 'rows'],
  ] as const) {
    const { status, body: answer } = await api.call('POST', `${path}/picks`, body)
    assert.deepEqual([status, (answer as { field: string }).field], [400, field])
  }
  const events = [{ carrier: 'SF', trackingNumber: 'X', code: 'delivered', occurredAt: '0000-01-01T00:00:00Z' }]
  assert.deepEqual(await problem('POST', '/tracking-events', { events }), [400, 'invalid_input'])
  assert.deepEqual(await problem('GET', '/fulfillment-orders/nothing'), [400, 'invalid_input'])
  assert.deepEqual(await problem('GET', `/fulfillment-orders/${work.orderId}`), [404, 'fulfillment_order_not_found'])
})

type Body = Record<string, unknown> & { id: string; status: string }

async function post(path: string, body: object): Promise<Body> {
  const answer = await api.call('POST', path, body)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as Body
}

async function get(path: string): Promise<Body> {
  const answer = await api.call('GET', path)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as Body
}

async function problem(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<[number, string]> {
  const answer: TestAnswer = await api.call(method, path, body)
  return [answer.status, (answer.body as { code: string }).code]
}

async function pages(query: string): Promise<string[]> {
  const ids: string[] = []
  let after = ''
  for (;;) {
    const { items, next } = (await get(`/fulfillment-orders?${query}${after}`)) as unknown as {
      items: { id: string }[]
      next: string | null
    }
    ids.push(...items.map(({ id }) => id))
    if (next === null) return ids
    after = `&after=${next}`
  }
}
