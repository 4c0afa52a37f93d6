import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CallAs, openTo } from '../../../test/support/callers.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../../test/support/shop.ts'
import { serveCatalog } from '../../catalog/routes.ts'
import { serveCustomers } from '../../customers/routes.ts'
import { dayMs } from '../../platform/time.ts'
import { serveOrders } from '../routes.ts'
import { expireDrafts } from './end-drafts.ts'
import type { OrderQuote } from './quote-form.ts'

let shop: TestShop
let call: CallAs
let now = new Date('2026-11-26T08:00:00Z')
before(async () => {
  shop = await createTestShop({ clock: () => now })
  const orders = (app: Parameters<typeof serveCatalog>[0]) => serveOrders(app, intakeOf(shop), async () => [])
  call = openTo(shop, orders, serveCatalog, serveCustomers)
  await shop.addVariants({
    sku: 'SET',
    kind: 'bundle',
    components: [
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 1 },
    ],
  })
  await shop.addVariants({ sku: 'WRAP', kind: 'service' })
  await shop.receive(shop.beijing, 'A', 5)
})
after(() => shop.close())

const clerk = { actor: 'staff:clerk' }
const other = { actor: 'staff:other' }
const ask = async (
  who: Parameters<CallAs>[0],
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => {
  const { status, body: answer } = await call(who, method, path, body)
  return { status, body: answer as Record<string, never> & { id: string } }
}
const quote = async (order: object) => {
  const { status, body } = await ask(clerk, 'POST', '/order-quotes', { channel: 'phone', ...order })
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as OrderQuote
}
const region = { kind: 'region', country: 'CN', province: '浙江省', city: '杭州市' }

test('a quote is what placing comes to: the same amounts, places and holds', async () => {
  const lines = [
    { sku: 'A', quantity: 3 },
    { sku: 'SET', quantity: 2, unitPrice: '25.5' },
    { sku: 'WRAP', quantity: 1 },
  ]
  const more = { channel: 'phone', lines, discount: 101, shipping: 800, payment: { terms: 'cash_on_delivery' } }
  const quoted = await quote({ ...more, shipTo: region })
  assert.equal(quoted.placeable, true)
  const placed = await ask(clerk, 'POST', '/orders', { ...more, shipTo: receiver })
  const order = (await ask(clerk, 'GET', `/orders/${placed.body.id}`)).body as never as {
    total: number
    lines: { parentLineNumber: number | null; tax: number; discount: number }[]
  }
  assert.equal(quoted.totals?.total, order.total)
  const parents = order.lines.filter(({ parentLineNumber }) => parentLineNumber === null)
  assert.deepEqual(
    quoted.lines.map(({ price }) => [price?.tax, price?.discount]),
    parents.map(({ tax, discount }) => [tax, discount]),
  )
  assert.deepEqual(
    quoted.lines.map((line) => line.from.map(({ code, quantity }) => [code, quantity])),
    [
      [['SH', 3]],
      [
        ['SH', 4],
        ['SH', 2],
      ],
      [],
    ],
  )
  assert.deepEqual(quoted.sourcing, { rule: 'nearest', outcome: 'single' })
})

test('a quote shows stock by place, and says of each line what is wrong with it without hiding the rest', async () => {
  const { lines, totals, placeable } = await quote({
    lines: [
      { sku: 'C', quantity: 2 },
      { sku: 'NOTHING', quantity: 1 },
      { sku: 'C', quantity: 1000 },
      { sku: 'A', quantity: 1, unitPrice: '99999999999' },
      { sku: 'WRAP', quantity: 1 },
    ],
  })
  assert.equal(placeable, false)
  assert.deepEqual(
    lines.map(({ problem }) => problem && [problem.code, problem.field]),
    [null, ['unknown_product', 'lines[1].sku'], ['out_of_stock', 'lines[2].quantity'], null, null],
  )
  assert.equal(lines[2]?.short, 902)
  assert.deepEqual(
    lines[0]?.stock?.places.map(({ code, toPromise }) => [code, toPromise]),
    [
      ['BJ', 0],
      ['SH', 100],
    ],
  )
  assert.equal(lines[4]?.stock, null)
  assert.equal(lines[0]?.listPrice, '10')
  assert.ok((totals?.total ?? 0) > 0)
})

test('a quote says what is wrong with the whole, and what the order would wait for', async () => {
  const tooMuch = await quote({ lines: [{ sku: 'A', quantity: 1 }], discount: 5000 })
  assert.deepEqual(
    [tooMuch.problems[0]?.code, tooMuch.problems[0]?.field, tooMuch.placeable],
    ['discount_too_large', 'discount', false],
  )
  assert.equal(
    (await quote({ channel: 'none', lines: [{ sku: 'A', quantity: 1 }] })).problems[0]?.code,
    'unknown_channel',
  )
  const past = await quote({ lines: [{ sku: 'A', quantity: 1 }], requestedDeliveryOn: '2020-01-01' })
  assert.equal(past.problems[0]?.code, 'delivery_day_past')
  await shop.settings({ shortagePolicy: 'hold', addressCheck: 'hold' })
  const held = await quote({ lines: [{ sku: 'B', quantity: 1000 }], shipTo: { ...region, hasPhone: false } })
  assert.deepEqual(held.holds.map(({ kind, reason }) => `${kind} ${reason}`).sort(), [
    'address phone_missing',
    'stock short_of_stock',
  ])
  assert.equal(held.placeable, true)
  await shop.settings({})
})

test('an order goes to where a customer is known or an earlier order went, and nobody sees where that is', async () => {
  const contact = { ...receiver, name: '已知客户', phone: '13911110000' }
  const customer = await ask(clerk, 'POST', '/customers', { contact, code: 'K1' })
  const shipTo = { kind: 'of_customer', customerId: customer.body.id }
  const quoted = await quote({ lines: [{ sku: 'A', quantity: 1 }], customerId: customer.body.id, shipTo })
  assert.equal(quoted.lines[0]?.from[0]?.code, 'SH')
  const lines = [{ sku: 'A', quantity: 1 }]
  const first = await ask(clerk, 'POST', '/orders', {
    channel: 'phone',
    customer: { id: customer.body.id },
    shipTo,
    lines,
  })
  assert.equal(first.status, 201)
  const again = { channel: 'phone', shipTo: { kind: 'of_order', orderId: first.body.id }, lines }
  const second = await ask(clerk, 'POST', '/orders', again)
  const { shipTo: shown } = (await ask(clerk, 'GET', `/orders/${second.body.id}`)).body as never as {
    shipTo: { name: string }
  }
  assert.equal(shown.name, '已***')
  const unknown = await ask(clerk, 'POST', '/orders', {
    ...again,
    shipTo: { kind: 'of_order', orderId: customer.body.id },
  })
  assert.deepEqual([unknown.status, unknown.body.code], [422, 'unknown_receiver'])
})

test('a draft is saved, read by its owner alone, and becomes one order, once', async () => {
  const draft = {
    channel: 'phone',
    contact: { name: '草稿人', phone: '1390000' },
    lines: [{ sku: 'A', quantity: '2' }],
  }
  const begun = await ask(clerk, 'POST', '/order-drafts', { draft })
  assert.equal(begun.status, 201)
  const path = `/order-drafts/${begun.body.id}`
  const read = (await ask(clerk, 'GET', path)).body as never as { draft: typeof draft; version: number }
  assert.deepEqual([read.draft, read.version], [draft, 1])
  assert.equal((await ask(other, 'GET', path)).status, 404)
  assert.equal((await ask(other, 'PUT', path, { draft: { lines: [] } })).status, 404)
  assert.equal((await ask(other, 'DELETE', path)).status, 404)
  const listed = (await ask(clerk, 'GET', '/order-drafts')).body as never as {
    items: { id: string; receiver: { name: string } }[]
  }
  assert.equal(listed.items.find(({ id }) => id === begun.body.id)?.receiver.name, '草**')
  assert.equal((await call(clerk, 'PUT', path, { draft }, { 'if-match': '"1"' })).status, 200)
  assert.equal((await call(clerk, 'PUT', path, { draft }, { 'if-match': '"1"' })).status, 412)

  const { rows } = await shop.owner.query(
    'select sealed, data from order_drafts d join events e on e.object_id = d.id where d.id = $1',
    [begun.body.id],
  )
  for (const row of rows) assert.doesNotMatch(row.sealed.toString('utf8') + JSON.stringify(row.data), /草稿|1390000/)

  const order = { channel: 'phone', shipTo: receiver, lines: [{ sku: 'A', quantity: 2 }], draftId: begun.body.id }
  const stolen = await ask(other, 'POST', '/orders', order)
  assert.deepEqual([stolen.status, stolen.body.code], [409, 'draft_ended'])
  const refused = await ask(clerk, 'POST', '/orders', { ...order, lines: [{ sku: 'A', quantity: 100_000 }] })
  assert.equal(refused.status, 422)
  assert.equal((await ask(clerk, 'GET', path)).status, 200, 'a refused order leaves the draft')
  const [one, two] = await Promise.all([ask(clerk, 'POST', '/orders', order), ask(clerk, 'POST', '/orders', order)])
  assert.deepEqual([one?.status, two?.status].sort(), [201, 409])
  assert.equal((await ask(clerk, 'GET', path)).status, 404)
  const ended = await shop.owner.query('select status, sealed, order_id, version from order_drafts where id = $1', [
    begun.body.id,
  ])
  const placed = one?.status === 201 ? one : two
  assert.deepEqual(ended.rows, [{ status: 'placed', sealed: null, order_id: placed?.body.id, version: 3 }])
})

test('a draft that is discarded or was not touched for two weeks is empty', async () => {
  const begin = async () => (await ask(clerk, 'POST', '/order-drafts', { draft: { note: 'x', lines: [] } })).body.id
  const [thrown, left, kept] = [await begin(), await begin(), await begin()]
  assert.equal((await ask(clerk, 'DELETE', `/order-drafts/${thrown}`)).status, 200)
  now = new Date(now.getTime() + 10 * dayMs)
  await ask(clerk, 'PUT', `/order-drafts/${kept}`, { draft: { note: 'y' } })
  now = new Date(now.getTime() + 5 * dayMs)
  assert.ok((await shop.command(expireDrafts)) >= 1)
  assert.equal(await shop.command(expireDrafts), 0)
  const { rows } = await shop.owner.query(
    'select id, status, sealed is null as empty from order_drafts where id = any($1)',
    [[thrown, left, kept]],
  )
  const of = (id: string) => rows.find((row) => row.id === id)
  assert.deepEqual([of(thrown).status, of(left).status, of(kept).status], ['discarded', 'expired', 'open'])
  assert.deepEqual([of(thrown).empty, of(left).empty, of(kept).empty], [true, true, false])
})

test('an order is repeated in one step: the same goods to the same place, without its prices', async () => {
  const { body } = await ask(clerk, 'POST', '/orders', {
    ...{ channel: 'phone', shipTo: receiver, payment: { terms: 'on_account' } },
    lines: [
      { sku: 'SET', quantity: 1, unitPrice: '1' },
      { sku: 'C', quantity: 4 },
    ],
  })
  const repeated = await ask(clerk, 'POST', `/orders/${body.id}/repeats`)
  assert.equal(repeated.status, 201)
  const { draft } = (await ask(clerk, 'GET', `/order-drafts/${repeated.body.id}`)).body as never as { draft: object }
  assert.deepEqual(draft, {
    ...{ shipToOrderId: body.id, repeatOf: body.id, currency: 'CNY', paymentTerms: 'on_account' },
    lines: [
      { variantId: shop.variants.get('SET'), sku: 'SET', quantity: '1' },
      { variantId: shop.variants.get('C'), sku: 'C', quantity: '4' },
    ],
  })
  assert.equal((await ask(clerk, 'POST', `/orders/${repeated.body.id}/repeats`)).status, 404)
})

test('goods are found with their price and stock', async () => {
  await shop.drainAll()
  const { body } = await ask(clerk, 'GET', '/variants/search?text=SET')
  const [set] = body.items as never as { sku: string; match: string; price: string; stock: { toPromise: number } }[]
  assert.deepEqual([set?.sku, set?.match, set?.price], ['SET', 'code', '10'])
  assert.ok((set?.stock.toPromise ?? 0) > 40)
  const euros = (await ask(clerk, 'GET', '/variants/search?text=SET&currency=EUR')).body.items as never as {
    price: null
  }[]
  assert.equal(euros[0]?.price, null)
})

test('presets are set for a person, a channel and a customer, each once at a time, and put together', async () => {
  const customer = await ask(clerk, 'POST', '/customers', { contact: { ...receiver, phone: '13922220000' } })
  const set = (path: string, preset: object, version?: number) =>
    call(clerk, 'PUT', path, { preset }, version === undefined ? {} : { 'if-match': `"${version}"` })
  assert.equal(
    (await set('/order-presets/own', { channel: 'phone', shipping: 1000, paymentTerms: 'prepaid' }, 0)).status,
    200,
  )
  assert.equal((await set('/order-presets/own', {}, 0)).status, 412)
  assert.equal((await set('/channels/phone/order-preset', { paymentTerms: 'cash_on_delivery' })).status, 200)
  assert.equal((await set('/channels/phone/order-preset', { channel: 'web' })).status, 422)
  assert.equal((await set('/channels/none/order-preset', {})).status, 404)
  assert.equal((await set('/order-presets/own', { channel: 'none' })).status, 422)
  assert.equal(
    (await set(`/customers/${customer.body.id}/order-preset`, { shipping: 0, note: '先打电话' })).status,
    200,
  )
  const found = (await ask(clerk, 'GET', `/order-presets?channel=phone&customerId=${customer.body.id}`)).body
  assert.deepEqual(found.values, { channel: 'phone', shipping: 0, paymentTerms: 'cash_on_delivery', note: '先打电话' })
  assert.deepEqual((await ask(other, 'GET', '/order-presets')).body, {
    presets: { person: null, channel: null, customer: null },
    values: {},
  })
})

test('who is narrowed to a channel learns nothing of another by its preset or by an order that a draft names', async () => {
  const narrowed = { actor: 'staff:narrowed', scope: { channel: new Set(['store']) } }
  assert.equal((await ask(clerk, 'PUT', '/channels/web/order-preset', { preset: { shipping: 770 } })).status, 200)
  const presets = await ask(narrowed, 'GET', '/order-presets?channel=web')
  assert.deepEqual([presets.status, presets.body.presets], [200, { person: null, channel: null, customer: null }])
  assert.deepEqual(presets.body.values, {})
  const order = { channel: 'web', lines: [{ sku: 'WRAP', quantity: 1 }], payment: { terms: 'on_account' } }
  const placed = await ask(clerk, 'POST', '/orders', { ...order, shipTo: receiver })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  const draft = { lines: [], shipToOrderId: placed.body.id }
  const receiverSeenBy = async (who: Parameters<CallAs>[0]) => {
    await ask(who, 'POST', '/order-drafts', { draft })
    const { items } = (await ask(who, 'GET', '/order-drafts?limit=1')).body as never as {
      items: { receiver: unknown }[]
    }
    return items[0]?.receiver
  }
  assert.equal(await receiverSeenBy(narrowed), null)
  assert.equal(await receiverSeenBy({ actor: 'staff:narrow-key', may: ['orders.place'] }), null)
  assert.notEqual(await receiverSeenBy(other), null)
})

test('a pasted address is taken apart', async () => {
  const { status, body } = await ask(clerk, 'POST', '/address-parsing', {
    text: '张三 13800138000 杭州市西湖区文三路1号',
  })
  assert.equal(status, 200)
  assert.equal((body.fields as never as { name: { value: string } }).name.value, '张三')
})
