import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createStockTest, type StockTest } from '../../test/support/stock.ts'
import { type App, createApp } from '../platform/http/app.ts'
import { newId } from '../platform/ids.ts'
import { changeLevels } from './level-store.ts'
import { serveInventory } from './routes.ts'
import { isSo, levelConditions } from './stock-level.ts'

let stock: StockTest
let app: App

before(async () => {
  stock = await createStockTest()
  const { merchantId } = stock
  app = createApp(stock.runtime, async () => ({
    merchantId,
    actor: 'key:test',
    origin: '127.0.0.1',
    scope: {},
    may: () => true,
  }))
  serveInventory(app)
})

after(() => stock.verifyAndClose())

async function call(method: 'GET' | 'POST' | 'PUT', url: string, body?: object, headers: Record<string, string> = {}) {
  const reply = await app.fastify.inject({
    ...{ method, url: `/api/v1${url}`, headers },
    ...(body !== undefined && { payload: body }),
  })
  return { status: reply.statusCode, body: reply.json() }
}

/** All pages of a list, and that each page but the last is full. */
async function pages(url: string, limit: number): Promise<{ pages: number; items: Record<string, unknown>[] }> {
  const items: Record<string, unknown>[] = []
  let next: string | null = null
  for (let count = 1; ; count++) {
    const { status, body } = await call('GET', `${url}&limit=${limit}${next === null ? '' : `&after=${next}`}`)
    assert.equal(status, 200)
    items.push(...body.items)
    next = body.next
    if (next === null) return { pages: count, items }
    assert.equal(body.items.length, limit)
  }
}

test('a receipt and an adjustment over HTTP, the same once more under one key', async () => {
  const itemId = await stock.addVariant('H-1')
  const { north } = stock.places
  const receipt = { locationId: north.toUpperCase(), reference: 'PO 1', lines: [{ itemId, quantity: 12 }] }
  const headers = { 'idempotency-key': 'receipt-1' }
  const first = await call('POST', '/stock/receipts', receipt, headers)
  assert.equal(first.status, 201)
  assert.equal(first.body.lines[0].onHand, 12)
  assert.deepEqual(await call('POST', '/stock/receipts', receipt, headers), first)
  const adjustment = { locationId: north, reason: 'damage', lines: [{ sku: 'H-1', quantity: -2 }] }
  const { status, body } = await call('POST', '/stock/adjustments', adjustment)
  assert.equal(status, 201)
  assert.equal(body.lines[0].onHand, 10)
  const tooMany = await call('POST', '/stock/adjustments', { ...adjustment, lines: [{ sku: 'H-1', quantity: -11 }] })
  assert.equal(tooMany.status, 422)
  assert.equal(tooMany.body.code, 'stock_would_be_negative')
  assert.equal(tooMany.body.field, 'lines[0].quantity')
})

test('requests that make no sense name their field', async () => {
  const { north: locationId } = stock.places
  const faults: [path: string, body: object, field: string][] = [
    ['receipts', { locationId: 'north', lines: [{ sku: 'A', quantity: 1 }] }, 'locationId'],
    ['receipts', { locationId, lines: [] }, 'lines'],
    ['receipts', { locationId, lines: [{ quantity: 1 }] }, 'lines[0]'],
    ['receipts', { locationId, lines: [{ sku: 'A', barcode: 'B', quantity: 1 }] }, 'lines[0]'],
    ['receipts', { locationId, lines: [{ sku: 'A', quantity: 0 }] }, 'lines[0].quantity'],
    ['receipts', { locationId, lines: [{ sku: 'A', quantity: 1.5 }] }, 'lines[0].quantity'],
    ['adjustments', { locationId, reason: 'count', lines: [{ sku: 'A', quantity: 0 }] }, 'lines[0].quantity'],
    ['adjustments', { locationId, reason: 'theft', lines: [{ sku: 'A', quantity: 1 }] }, 'reason'],
  ]
  for (const [path, body, field] of faults) {
    const answer = await call('POST', `/stock/${path}`, body)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.field, field)
  }
})

test('levels are listed by item and place, narrowed, page by page', async () => {
  const { north, south } = stock.places
  const ids: string[] = []
  for (let index = 0; index < 5; index++) ids.push(await stock.addVariant(`LIST-${index}`))
  for (const locationId of [north, south]) {
    const lines = ids.map((itemId, index) => ({ itemId, quantity: index + 1 }))
    await call('POST', '/stock/receipts', { locationId, lines })
  }
  const all = await pages('/stock/levels?', 3)
  const keys = all.items.map(({ itemId, locationId }) => `${itemId}${locationId}`)
  assert.deepEqual(keys, [...keys].sort())
  assert.equal(new Set(keys).size, keys.length)
  assert.ok(all.pages >= 4)
  assert.equal((await pages('/stock/levels?sku=LIST-3', 1)).items.length, 2)
  assert.equal((await pages('/stock/levels?sku=NONE', 1)).items.length, 0)
  assert.equal((await pages(`/stock/levels?itemId=${ids[2]}&locationId=${south}`, 1)).items.length, 1)
  const few = await pages(`/stock/levels?locationId=${south}&toPromiseAtMost=2`, 1)
  assert.deepEqual(
    few.items.map(({ sku, toPromise, locationCode }) => [sku, toPromise, locationCode]),
    [
      ['LIST-0', 1, 'south'],
      ['LIST-1', 2, 'south'],
    ],
  )
  const counted = async (query: string) => (await call('GET', `/stock/levels/counts?${query}`)).body
  assert.deepEqual(await counted(`locationId=${south}&toPromiseAtMost=2`), { filtered: { count: 2, more: false } })
  assert.deepEqual(await counted(''), { filtered: { count: all.items.length, more: false } })
  assert.deepEqual(await counted('sku=NONE'), { filtered: { count: 0, more: false } })
  assert.equal((await call('GET', '/stock/levels?after=bm8')).body.code, 'cursor_invalid')
})

test('levels are listed by SKU, and by what is so of them', async () => {
  const { north, south } = stock.places
  const level = { onHand: 0, allocated: 0, reserved: 0, unavailable: 0, incoming: 0, safetyStock: 0, oversellLimit: 0 }
  const stored = [
    { ...level, onHand: 10, allocated: 10 },
    { ...level, onHand: 10, allocated: 8, safetyStock: 5 },
    { ...level, onHand: 1, allocated: 3, oversellLimit: 5 },
    { ...level, onHand: 9, unavailable: 1 },
    { ...level, incoming: 4 },
    { ...level, onHand: 7 },
  ]
  const skus = ['SO-F', 'SO-E', 'SO-D', 'SO-C', 'SO-B', 'SO-A']
  for (const [index, counters] of stored.entries()) {
    const itemId = await stock.addVariant(skus[index] ?? '')
    await stock.owner.query(
      `insert into inventory_levels (merchant_id, item_id, location_id, on_hand, allocated, reserved, unavailable, incoming,
         safety_stock, oversell_limit) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [stock.merchantId, itemId, index === 0 ? south : north, ...Object.values(counters)],
    )
  }
  const so = (items: Record<string, unknown>[]) =>
    items.flatMap(({ sku }) => (String(sku).startsWith('SO-') ? [String(sku)] : []))
  assert.deepEqual(so((await pages('/stock/levels?sort=sku', 2)).items), skus.toReversed())
  for (const condition of levelConditions) {
    const expected = stored.flatMap((counters, index) =>
      isSo({ itemId: '', locationId: '', ...counters }, condition) ? [skus[index]] : [],
    )
    assert.notEqual(expected.length, 0, condition)
    assert.deepEqual(so((await pages(`/stock/levels?sort=sku&condition=${condition}`, 2)).items), expected.toReversed())
  }
  await stock.owner.query(
    `delete from inventory_levels l using variants v where v.id = l.item_id and v.sku like 'SO-%'`,
  )
})

test('one item tells its totals, what orders can have now, and its policy', async () => {
  const itemId = await stock.addVariant('I-1')
  const { north, south } = stock.places
  for (const locationId of [north, south]) {
    await call('POST', '/stock/receipts', { locationId, lines: [{ itemId, quantity: 10 }] })
  }
  await stock.command(({ tx }) => changeLevels(tx, [{ itemId, locationId: north, unavailable: 9 }]))
  const safetyStock = [{ locationId: north, quantity: 3 }]
  const policy = { shortagePolicy: 'backorder', oversellLimit: 1, safetyStock }
  const { status, body } = await call('PUT', `/stock/items/${itemId}`, policy)
  assert.equal(status, 200)
  assert.deepEqual(body, (await call('GET', `/stock/items/${itemId}`)).body)
  assert.equal(body.shortagePolicy, 'backorder')
  const counters = { onHand: 20, allocated: 0, reserved: 0, unavailable: 9, incoming: 0, safetyStock: 3 }
  assert.deepEqual(body.totals, { ...counters, toPromise: 8, available: 11 })
  assert.deepEqual(
    body.levels.map((level: { locationCode: string; toPromise: number }) => [level.locationCode, level.toPromise]),
    [
      ['north', -2],
      ['south', 10],
    ],
  )
  assert.equal((await call('GET', `/stock/items/${newId(new Date())}`)).status, 404)
  const service = await stock.addVariant('I-SERVICE', 'service')
  assert.equal((await call('GET', `/stock/items/${service}`)).body.code, 'item_not_stocked')
})

test('movements say why there are so many: newest first, with the balance after each', async () => {
  const itemId = await stock.addVariant('WHY-1')
  const { north, south } = stock.places
  const lines = (quantity: number) => [{ itemId, quantity }]
  await call('POST', '/stock/receipts', { locationId: north, reference: 'PO 9', lines: lines(50) })
  await call('POST', '/stock/receipts', { locationId: south, lines: lines(5) })
  await call('POST', '/stock/adjustments', { locationId: north, reason: 'damage', lines: lines(-2) })
  const transfer = await call('POST', '/stock/transfers', {
    ...{ fromLocationId: north, toLocationId: south, reference: 'TR 9', lines: lines(1) },
  })
  await call('POST', `/stock/transfers/${transfer.body.id}/dispatch`, {})
  await call('POST', `/stock/transfers/${transfer.body.id}/receipts`, {})

  const told = ({ kind, quantity, balance, reference }: Record<string, unknown>) => [kind, quantity, balance, reference]
  const here = await pages(`/stock/items/${itemId}/movements?locationId=${north}`, 2)
  assert.deepEqual(here.items.map(told), [
    ['transfer_out', -1, 47, 'TR 9'],
    ['adjust', -2, 48, ''],
    ['receive', 50, 50, 'PO 9'],
  ])
  const everywhere = await pages(`/stock/items/${itemId}/movements?`, 2)
  assert.deepEqual(
    everywhere.items.map(({ quantity, balance }) => [quantity, balance]),
    [
      [1, 53],
      [-1, 52],
      [-2, 53],
      [5, 55],
      [50, 50],
    ],
  )
  const first = await call('GET', `/stock/items/${itemId}/movements?locationId=${north}&limit=2`)
  assert.equal(first.body.closingBalance, 47)
  assert.equal(first.body.openingBalance, 50)
  const why = await call('GET', `/stock/items/${itemId}/explanation?locationId=${north}`)
  assert.deepEqual(
    why.body.movements.map(({ kind, reason, movements, quantity }: Record<string, unknown>) => [
      kind,
      reason,
      movements,
      quantity,
    ]),
    [
      ['receive', 'received', 1, 50],
      ['transfer_out', 'transfer', 1, -1],
      ['adjust', 'damage', 1, -2],
    ],
  )
  assert.deepEqual([why.body.level.onHand, why.body.level.toPromise, why.body.transfers], [47, 47, []])
  const again = await call('POST', '/stock/transfers', {
    ...{ fromLocationId: north, toLocationId: south, reference: 'TR 10', lines: lines(3) },
  })
  await call('POST', `/stock/transfers/${again.body.id}/dispatch`, {})
  const coming = await call('GET', `/stock/items/${itemId}/explanation`)
  assert.deepEqual([coming.body.level.onHand, coming.body.level.incoming], [50, 3])
  const way = { transferId: again.body.id, reference: 'TR 10', fromLocationId: north, quantity: 3 }
  assert.deepEqual(coming.body.transfers, [way])
  await call('POST', `/stock/transfers/${again.body.id}/receipts`, {})
  assert.equal((await call('GET', `/stock/items/${newId(new Date())}/explanation`)).status, 404)
  const none = await call('GET', `/stock/items/${newId(new Date())}/movements`)
  assert.deepEqual(none.body, { items: [], next: null, openingBalance: 0, closingBalance: 0 })
})

test('a transfer over HTTP: planned, shown, listed, and one version at a time', async () => {
  const itemId = await stock.addVariant('TX-1')
  const { north, south } = stock.places
  await call('POST', '/stock/receipts', { locationId: north, lines: [{ itemId, quantity: 9 }] })
  const plan = { fromLocationId: north, toLocationId: south, draft: true, lines: [{ sku: 'TX-1', quantity: 9 }] }
  const made = await call('POST', '/stock/transfers', plan)
  assert.equal(made.status, 201)
  assert.equal(made.body.status, 'draft')
  assert.equal(made.body.lines[0].sku, 'TX-1')
  const { id } = made.body
  assert.equal((await call('POST', `/stock/transfers/${id}/readiness`, {}, { 'if-match': '"1"' })).body.version, 2)
  const stale = await call('POST', `/stock/transfers/${id}/dispatch`, {}, { 'if-match': '"1"' })
  assert.equal(stale.status, 412)
  const sent = await call('POST', `/stock/transfers/${id}/dispatch`, { lines: [{ lineNumber: 1, quantity: 4 }] })
  assert.equal(sent.body.status, 'in_transit')
  assert.equal((await call('POST', `/stock/transfers/${id}/cancellation`, {})).status, 409)
  assert.deepEqual((await call('GET', `/stock/transfers/${id}`)).body, sent.body)
  const list = await pages(`/stock/transfers?status=in_transit&toLocationId=${south}`, 1)
  assert.deepEqual(
    list.items.map((row) => [row.id, row.lineCount, row.quantity, row.sent, row.received]),
    [[id, 1, 9, 4, 0]],
  )
  const counted = async (query: string) => (await call('GET', `/stock/transfers/counts?${query}`)).body
  assert.deepEqual(await counted(`status=in_transit&toLocationId=${south}`), { filtered: { count: 1, more: false } })
  assert.deepEqual(await counted(`fromLocationId=${newId(new Date())}`), { filtered: { count: 0, more: false } })
  assert.equal((await pages('/stock/transfers?', 1)).pages, 3)
  assert.equal((await call('POST', `/stock/transfers/${id}/receipts`, {})).body.status, 'received')
  assert.equal((await call('GET', `/stock/transfers/${newId(new Date())}`)).status, 404)
})

test('the totals of many items over HTTP', async () => {
  const [first, second, nowhere] = [await stock.addVariant('T-1'), await stock.addVariant('T-2'), newId(new Date())]
  const { north, south } = stock.places
  for (const locationId of [north, south]) {
    await call('POST', '/stock/receipts', { locationId, lines: [{ itemId: first, quantity: 3 }] })
  }
  const { status, body } = await call('GET', `/stock/totals?itemIds=${[first, second, nowhere].join(',')}`)
  assert.equal(status, 200)
  assert.deepEqual(body, { narrowed: false, items: [{ itemId: first, onHand: 6, available: 6, incoming: 0 }] })
  assert.equal((await call('GET', '/stock/totals?itemIds=all')).status, 400)
})
