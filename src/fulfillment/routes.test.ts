import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestAnswer, TestApi } from '../../test/support/merchant.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { historyOf, orderOf, placeWork, workOn } from '../../test/support/work.ts'
import { createApiKey } from '../access/keys/create-api-key.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { serveFulfillment } from './routes.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  await shop.receive(shop.shanghai, 'B', 1000)
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
  const code = 'fulfillment_order_not_found'
  const type = `urn:yidan:problem:${code}`
  assert.deepEqual(second?.problem, { type, title: 'fulfillment order not found', status: 404, code, facts })
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

test('a label is made, voided, made again and dispatched; what has left is not voided', async () => {
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const path = `/fulfillment-orders/${work.id}`
  const first = await post(`${path}/labels`, { carrier: 'SF', trackingNumber: 'V-1' })
  assert.deepEqual([first.status, first.shippedAt, first.version], ['label_created', null, 1])
  assert.deepEqual(await problem('POST', `${path}/shipments`, { carrier: 'SF', trackingNumber: 'V-2' }), [
    422,
    'nothing_left',
  ])
  assert.equal((await post(`/shipments/${first.id}/void`, {})).status, 'voided')
  assert.deepEqual(await problem('POST', `/shipments/${first.id}/dispatch`, {}), [409, 'action_not_allowed'])
  const second = await post(`${path}/labels`, { carrier: 'SF', trackingNumber: 'V-3' })
  const left = await post(`/shipments/${second.id}/dispatch`, {})
  assert.deepEqual([left.status, left.lines], ['shipped', second.lines])
  assert.deepEqual(await problem('POST', `/shipments/${second.id}/void`), [409, 'action_not_allowed'])
  assert.deepEqual(await problem('POST', `/shipments/${work.id}/void`), [404, 'shipment_not_found'])
  assert.deepEqual(await problem('POST', `/shipments/${work.id}/dispatch`, {}), [404, 'shipment_not_found'])
  await assertSound(shop)
})

test('parcels that leave at once leave in few transactions, and each caller gets its own answer', async () => {
  const works = await placeWorks(40)
  const keys = await Promise.all(['gate 1', 'gate 2', 'gate 3'].map(addKey))
  const answers = await Promise.all(
    works.map(({ id }, index) => {
      const parcel = { carrier: 'SF', trackingNumber: `F-${index}`, ...(index === 7 && { lines: tooMany }) }
      return api.call('POST', `/fulfillment-orders/${id}/shipments`, parcel, headersOf(keys[index % 3], `f-${index}`))
    }),
  )
  for (const [index, { status, body }] of answers.entries()) {
    const { code, trackingNumber, fulfillmentOrderId } = body as Record<string, unknown>
    const expected = index === 7 ? [422, 'quantity_exceeds_open'] : [201, `F-${index}`, works[index]?.id]
    assert.deepEqual(index === 7 ? [status, code] : [status, trackingNumber, fulfillmentOrderId], expected)
  }
  assert.ok((await transactionsOf('shipments', `tracking_number like 'F-%'`)) <= 10)
  const told = await shop.owner.query(
    `select s.tracking_number as parcel, array_agg(distinct e.actor) as actors
     from shipments s
     join events e on e.object_id in (s.id, s.order_id, s.fulfillment_order_id) and e.type not like '%.placed' and e.type not like '%.created'
     where s.tracking_number like 'F-%' group by 1`,
  )
  assert.equal(told.rowCount, 39)
  for (const { parcel, actors } of told.rows as { parcel: string; actors: string[] }[]) {
    assert.deepEqual(actors, [keys[Number(parcel.slice(2)) % 3]?.actor], parcel)
  }
  const moved = await shop.owner.query(
    `select count(*)::int as wrong from stock_movements m join shipments s on s.id = m.cause_id
     join events e on e.object_id = s.id and e.version = 1 where e.actor <> m.actor`,
  )
  assert.deepEqual(moved.rows, [{ wrong: 0 }])
  const nobodys = await shop.owner.query(`select type from events where actor = 'system:batch'`)
  assert.deepEqual(nobodys.rows, [])
  await assertSound(shop)
})

test('scans and picks that arrive at once are recorded in few transactions', async () => {
  const works = await placeWorks(30)
  const picks = await Promise.all(works.map(({ id }) => post(`/fulfillment-orders/${id}/picks`, {})))
  assert.deepEqual(
    picks.map(({ id, status, version }) => [id, status, version]),
    works.map(({ id }) => [id, 'picking', 2]),
  )
  const packs = await Promise.all(works.map(({ id }) => post(`/fulfillment-orders/${id}/packages`, {})))
  assert.deepEqual([...new Set(packs.map(({ status }) => status))], ['packed'])
  const made = await Promise.all(
    works.map(({ id }, index) =>
      post(`/fulfillment-orders/${id}/labels`, { carrier: 'SF', trackingNumber: `S-${index}` }),
    ),
  )
  const scan = { code: 'in_transit', occurredAt: '2026-01-01T08:00:00Z' }
  const scans = await Promise.all(made.map(({ id }) => post(`/shipments/${id}/tracking-events`, scan)))
  assert.deepEqual(
    scans.map(({ shipmentId, status, known }) => [shipmentId, status, known]),
    made.map(({ id }) => [id, 'shipped', false]),
  )
  const ids = `(select id from shipments where tracking_number like 'S-%')`
  const ofWork = `object_id in (select fulfillment_order_id from shipments where tracking_number like 'S-%')`
  assert.ok((await transactionsOf('events', `${ofWork} and type = 'fulfillment_order.picked'`)) <= 8)
  assert.ok((await transactionsOf('events', `${ofWork} and type = 'fulfillment_order.packed'`)) <= 8)
  assert.ok((await transactionsOf('events', `object_id in ${ids} and type = 'shipment.label_created'`)) <= 8)
  assert.ok((await transactionsOf('tracking_events', `shipment_id in ${ids}`)) <= 8)
  await assertSound(shop)
})

test('the same request many times at once acts once, among others, and is answered the same again', async () => {
  const [work, ...others] = await placeWorks(6)
  const send = (id: string | undefined, trackingNumber: string, key: string) => {
    const parcel = { carrier: 'SF', trackingNumber, lines: [{ lineNumber: 1, quantity: 1 }] }
    return api.call('POST', `/fulfillment-orders/${id}/shipments`, parcel, { 'idempotency-key': key })
  }
  const mixed = await Promise.all([
    ...Array.from({ length: 8 }, () => send(work?.id, 'R-0', 'r-0')),
    ...others.map(({ id }, index) => send(id, `R-${index + 1}`, `r-${index + 1}`)),
    send(work?.id, 'R-9', 'r-0'),
  ])
  assert.deepEqual(
    mixed.map(({ status }) => status),
    [...Array.from({ length: 13 }, () => 201), 422],
  )
  assert.deepEqual(new Set(mixed.slice(0, 8).map(({ body }) => JSON.stringify(body))).size, 1)
  assert.deepEqual((await send(work?.id, 'R-0', 'r-0')).body, mixed[0]?.body)
  assert.equal((await historyOf(shop, work?.id ?? '')).filter((type) => type.endsWith('.shipped')).length, 1)
  await assertSound(shop)
})

test('each request of a batch is held to the version that its caller saw', async () => {
  const works = await placeWorks(6)
  const answers = await Promise.all(
    works.map(({ id }, index) =>
      api.call('POST', `/fulfillment-orders/${id}/picks`, {}, { 'if-match': `"${1 + (index % 2)}"` }),
    ),
  )
  assert.deepEqual(
    answers.map(({ status, headers }) => [status, headers.etag]),
    works.map((_, index) => (index % 2 === 0 ? [201, '"2"'] : [412, undefined])),
  )
})

test('orders that are shipped and cancelled at once end as one of the two', async () => {
  const works = await placeWorks(12)
  const ends = await Promise.all(
    works.map(async ({ id, orderId }, index) => {
      const [shipped, cancelled] = await Promise.all([
        api.call('POST', `/fulfillment-orders/${id}/shipments`, { carrier: 'SF', trackingNumber: `E-${index}` }),
        shop
          .command((command) => cancelOrder(command, { orderId, reason: 'r' }))
          .then(
            () => true,
            () => false,
          ),
      ])
      return [shipped.status === 201, cancelled]
    }),
  )
  for (const [shipped, cancelled] of ends) assert.notEqual(shipped, cancelled)
  await assertSound(shop)
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

const tooMany = [{ lineNumber: 1, quantity: 99 }]

async function placeWorks(count: number): Promise<{ id: string; orderId: string }[]> {
  const order = { lines: [{ sku: 'B', quantity: 2 }], payment: { terms: 'on_account' } }
  const placed = await Promise.all(Array.from({ length: count }, () => shop.place(order)))
  await shop.drainAll()
  const works = await Promise.all(placed.map(({ body }) => workOn(shop, body.id)))
  return works.flat().map(({ id, orderId }) => ({ id, orderId }))
}

async function addKey(name: string): Promise<{ key: string; actor: string }> {
  const { id, key } = await shop.command((command) => createApiKey(command, { name, scopes: ['*'] }))
  return { key, actor: `key:${id}` }
}

function headersOf(key: { key: string } | undefined, idempotencyKey: string): object {
  return { authorization: `Bearer ${key?.key}`, 'idempotency-key': idempotencyKey }
}

/** In how many transactions rows were written. */
async function transactionsOf(table: string, condition: string): Promise<number> {
  const { rows } = await shop.owner.query<{ count: number }>(
    `select count(distinct xmin::text)::int as count from ${table} where ${condition}`,
  )
  return rows[0]?.count ?? 0
}

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
