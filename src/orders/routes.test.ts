import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { workOn } from '../../test/support/work.ts'
import { maskContact } from '../customers/masking.ts'
import { pickFulfillmentOrders } from '../fulfillment/pick-fulfillment-orders.ts'
import { serveOrders } from './routes.ts'

type Page = { items: { id: string; number: number; version: number }[]; next: string | null }

let shop: TestShop
let api: TestApi
before(async () => {
  shop = await createTestShop()
  api = await shop.open((app) => serveOrders(app, intakeOf(shop), async () => []))
})
after(() => shop.close())

const order = (more: object = {}) => ({ channel: 'web', shipTo: receiver, lines: [{ sku: 'A', quantity: 1 }], ...more })
const list = async (query: string) => (await api.call('GET', `/orders?${query}`)).body as Page

test('every stage is counted, where no order stands with zero', async () => {
  const { body } = await api.call('GET', '/orders/counts')
  const stages = ['draft', 'pending', 'processed', 'shipped', 'completed', 'cancelled']
  assert.deepEqual(body, { stages: stages.map((stage) => ({ stage, orders: 0 })), filtered: null })
})

test('an order is placed, read with its receiver, its history and why its warehouse was chosen', async () => {
  const placed = await api.call('POST', '/orders', order({ note: '送货前打电话' }), { 'idempotency-key': 'k1' })
  assert.equal(placed.status, 201)
  const { id } = placed.body as { id: string }
  assert.deepEqual(
    (await api.call('POST', '/orders', order({ note: '送货前打电话' }), { 'idempotency-key': 'k1' })).body,
    placed.body,
  )
  const detail = (await api.call('GET', `/orders/${id}`)).body as {
    shipTo: object
    notes: { text: string }[]
    lines: object[]
  }
  assert.deepEqual(detail.shipTo, maskContact(receiver))
  assert.equal(detail.notes[0]?.text, '送货前打电话')
  assert.equal(detail.lines.length, 1)
  const history = (await api.call('GET', `/orders/${id}/history`)).body as { items: { type: string; actor: string }[] }
  assert.equal(history.items[0]?.type, 'order.placed')
  assert.match(history.items[0]?.actor ?? '', /^key:/)
  const sourcing = (await api.call('GET', `/orders/${id}/sourcing`)).body as {
    items: { decision: { outcome: string } }[]
  }
  assert.equal(sourcing.items[0]?.decision.outcome, 'single')
})

test('many orders are placed at once, each with its own result, and again with the same key the same', async () => {
  const orders = [
    order(),
    order({ lines: [] }),
    order({ lines: [{ sku: 'nothing', quantity: 1 }] }),
    order({ externalId: 'E1' }),
  ]
  const send = () => api.call('POST', '/orders/batch', { orders }, { 'idempotency-key': 'many' })
  const { status, body } = await send()
  assert.equal(status, 200)
  const results = (body as { results: { status: number; problem?: { field?: string } }[] }).results
  assert.deepEqual(
    results.map((row) => row.status),
    [201, 400, 422, 201],
  )
  assert.deepEqual([results[1]?.problem?.field, results[2]?.problem?.field], ['lines', 'lines[0].sku'])
  assert.deepEqual((await send()).body, body)
})

test('what an order says of its payment fits together, and its buyer is given in one form', async () => {
  const refused = async (more: object) => {
    const { status, body } = await api.call('POST', '/orders', order(more))
    assert.equal(status, 400)
    return (body as { errors: { field: string; reason: string }[] }).errors
  }
  assert.deepEqual(await refused({ payment: { terms: 'cash_on_delivery', expiresInMinutes: 30 } }), [
    { field: 'payment.expiresInMinutes', reason: 'goes with awaiting_payment only' },
  ])
  const [fault] = await refused({ customer: { id: '0190b5c8-0000-7000-8000-000000000000', code: 'C-1' } })
  assert.equal(fault?.field, 'customer')
  assert.match(fault?.reason ?? '', /\{ id \} or \{ code \} of a known customer, or \{ contact \}/)
})

test('orders are listed newest first, page by page, and narrowed by every filter', async () => {
  await api.call('PUT', '/channels/tmall', { name: '天猫', source: 'marketplace' })
  const mine = await api.call(
    'POST',
    '/orders',
    order({
      channel: 'tmall',
      externalId: 'TM-7',
      lines: [{ sku: 'C', quantity: 1 }],
      shipTo: { ...receiver, name: '欧阳修', phone: '13712345678' },
    }),
  )
  const { id, number } = mine.body as { id: string; number: number }
  await shop.drainAll()
  const first = await list('limit=2')
  assert.equal(first.items.length, 2)
  assert.equal(first.items[0]?.id, id)
  const second = await list(`limit=2&after=${first.next}`)
  assert.ok((second.items[0]?.id ?? '') < (first.items[1]?.id ?? ''))
  const filters = [
    'channel=tmall',
    'sku=C',
    `text=${number}`,
    'text=TM-7',
    'text=5678',
    'text=13712345678',
    `text=${encodeURIComponent('欧阳')}`,
    `channel=tmall&stage=processed&locationId=${shop.shanghai}`,
  ]
  for (const filter of filters)
    assert.deepEqual(
      (await list(filter)).items.map((row) => row.id),
      [id],
      filter,
    )
  assert.deepEqual((await list('channel=tmall&stage=cancelled')).items, [])
  assert.deepEqual((await list('placedBefore=2020-01-01T00:00:00Z')).items, [])
  const counts = (await api.call('GET', '/orders/counts?channel=tmall')).body as {
    stages: { stage: string; orders: number }[]
    filtered: object
  }
  assert.deepEqual(counts.filtered, { count: 1, more: false })
  assert.equal(counts.stages.find(({ stage }) => stage === 'processed')?.orders, 1)
})

test('the history of an order tells why it was held and who wrote of it', async () => {
  const { body } = await api.call('POST', '/orders', order({ payment: { terms: 'awaiting_payment' }, note: 'first' }))
  const { id } = body as { id: string }
  await api.call('POST', `/orders/${id}/notes`, { text: 'second' })
  const held = (await api.call('POST', `/orders/${id}/holds`, { kind: 'manual', reason: 'ask' })).body as {
    holds: { id: string }[]
  }
  await api.call('DELETE', `/orders/${id}/holds/${held.holds.at(-1)?.id}`)
  const history = (await api.call('GET', `/orders/${id}/history`)).body as { items: { type: string; data: object }[] }
  assert.deepEqual(
    history.items.map(({ type }) => type),
    ['order.placed', 'order_note.written', 'order_note.written', 'order.held', 'order.hold_released'],
  )
  const holdsOf = (type: string) => {
    const data = history.items.find((item) => item.type === type)?.data as { holds: { reason: string }[] } | undefined
    return data?.holds.map(({ reason }) => reason)
  }
  assert.deepEqual([holdsOf('order.placed'), holdsOf('order.hold_released')], [['payment_awaited'], ['ask']])
})

test('a cancellation that waits for a place is read with its order, and told by its history', async () => {
  const { id } = (await api.call('POST', '/orders', order({ lines: [{ sku: 'A', quantity: 3 }] }))).body as {
    id: string
  }
  const read = async () => (await api.call('GET', `/orders/${id}`)).body as { cancellationRequest: object | null }
  assert.equal((await read()).cancellationRequest, null)
  await shop.drainAll()
  const [work] = await workOn(shop, id)
  await shop.command((command) => pickFulfillmentOrders(command, [{ fulfillmentOrderId: work?.id ?? '' }]))
  const reason = '少要一件'
  const asked = await api.call('POST', `/orders/${id}/lines/1/cancellation`, { quantity: 1, reason })
  const { version, cancellationRequested } = asked.body as { version: number; cancellationRequested: boolean }
  assert.deepEqual([asked.status, cancellationRequested, asked.headers.etag], [200, true, `"${version}"`])
  const lines = [{ lineNumber: 1, quantity: 1 }]
  const { cancellationRequest } = (await read()) as { cancellationRequest: Record<string, unknown> }
  assert.deepEqual([cancellationRequest.reason, cancellationRequest.lines], [reason, lines])
  assert.match(`${cancellationRequest.requestedBy} ${cancellationRequest.requestedAt}`, /^key:.+ \d{4}-.+Z$/)
  const { items } = (await api.call('GET', `/orders/${id}/history`)).body as { items: { type: string; data: object }[] }
  const told = items.find(({ type }) => type === 'order.cancellation_requested')?.data as Record<string, unknown>
  assert.deepEqual([told.cancellationId, told.reason, told.lines], [cancellationRequest.id, reason, lines])
})

test('a caller that saw an older version is refused, and unknown or foreign orders are not found', async () => {
  const { id } = (await api.call('POST', '/orders', order())).body as { id: string }
  const hold = (version: number) =>
    api.call('POST', `/orders/${id}/holds`, { reason: 'ask' }, { 'if-match': `"${version}"` })
  assert.equal((await hold(1)).status, 201)
  assert.equal((await hold(1)).status, 412)
  assert.equal((await api.call('GET', '/orders/0190b5c8-0000-7000-8000-000000000000')).status, 404)
})

test('ids are found however they are written', async () => {
  const variantId = shop.variants.get('A')?.toUpperCase()
  const placed = await api.call('POST', '/orders', order({ lines: [{ variantId, quantity: 1 }] }))
  assert.equal(placed.status, 201)
  const { id } = placed.body as { id: string }
  assert.equal((await api.call('GET', `/orders/${id.toUpperCase()}`)).status, 200)
})

test('a note’s text stands with the order, and not in the answer that is kept', async () => {
  const { id } = (await api.call('POST', '/orders', order())).body as { id: string }
  const write = () =>
    api.call('POST', `/orders/${id}/notes`, { text: '张三丰 13800138000' }, { 'idempotency-key': 'note' })
  const [written, again] = [await write(), await write()]
  assert.equal(written.status, 201)
  assert.deepEqual(again.body, written.body)
  const kept = await shop.owner.query(`select answer from idempotency_keys where key = 'note'`)
  assert.doesNotMatch(kept.rows[0]?.answer, /13800138000/)
  const detail = (await api.call('GET', `/orders/${id}`)).body as { notes: { id: string; text: string }[] }
  assert.deepEqual(
    detail.notes.map(({ id: noteId, text }) => [noteId, text]),
    [[(written.body as { id: string }).id, '张三丰 13800138000']],
  )
})
