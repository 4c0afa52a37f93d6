import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import { type CallAs, type Caller, openTo } from '../../test/support/callers.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { workOn } from '../../test/support/work.ts'
import { createProduct } from '../catalog/create-products.ts'
import { findRelatedObjects } from '../fulfillment/related-objects.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import { setItemPolicies } from '../inventory/set-item-policies.ts'
import { serveOrders } from '../orders/routes.ts'
import { servePayments } from '../payments/routes.ts'
import { replacePrices } from '../pricing/replace-prices.ts'
import { continueFigures } from './build-figures.ts'
import type { homeContract } from './contract.ts'
import { serveAnalytics } from './routes.ts'

type Home = z.output<(typeof homeContract)['response']>

let now = new Date('2026-03-05T10:05:00+08:00')
let shop: TestShop
let call: CallAs
before(async () => {
  shop = await createTestShop({ clock: () => new Date(now) })
  call = openTo(
    shop,
    (app) => serveOrders(app, intakeOf(shop), findRelatedObjects),
    serveFulfillment,
    servePayments,
    serveAnalytics,
  )
  await shop.addVariants({ sku: 'RARE' })
  await shop.settings({
    shortagePolicy: 'backorder',
    reviewRules: [{ code: 'large', totalAtLeast: 9000 }],
  })
})
after(() => shop.close())

const owner: Caller = { actor: 'staff:owner' }
const onAccount = { payment: { terms: 'on_account' } }

async function home(caller: Caller = owner, query = ''): Promise<Home> {
  const { status, body } = await call(caller, 'GET', `/home${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Home
}

async function place(sku: string, quantity = 1, more: object = {}): Promise<string> {
  const { status, body } = await shop.place({ lines: [{ sku, quantity }], ...onAccount, ...more })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

test('a shop without orders has figures of nothing, and nothing waits', async () => {
  const { figures, noFigures, waiting } = await home()
  assert.equal(noFigures, null)
  assert.equal(figures?.today.orders, 0)
  assert.deepEqual(
    [waiting.orders, waiting.work, waiting.deadLetters],
    [[], [], { count: 0, more: false, since: null }],
  )
})

test('today is compared with the same weekday a week ago, up to the same ten minutes', async () => {
  await place('A', 2)
  now = new Date('2026-03-05T10:31:00+08:00')
  await place('A', 3)
  now = new Date('2026-03-06T12:00:00+08:00')
  await place('B', 1)
  now = new Date('2026-03-12T10:35:00+08:00')
  await place('A', 1, { shipTo: { ...receiver, province: '广东省', city: '深圳市' }, channel: 'phone' })
  const cancelled = await place('C')
  assert.equal((await call(owner, 'POST', `/orders/${cancelled}/cancellation`, { reason: 'slip' })).status, 200)
  await shop.drainAll()
  const { figures } = await home()
  assert.deepEqual(figures?.today, {
    ...{ day: '2026-03-12', from: '2026-03-11T16:00:00.000Z', orders: 2 },
    ...{ amounts: [{ currency: 'CNY', amount: 2000 }], shipped: 0, cancelled: 1 },
  })
  assert.deepEqual(figures?.lastWeek, {
    ...{ day: '2026-03-05', from: '2026-03-04T16:00:00.000Z', before: '2026-03-05T02:30:00.000Z', orders: 1 },
    ...{ amounts: [{ currency: 'CNY', amount: 2000 }], shipped: 0, cancelled: 0 },
  })
  assert.deepEqual(figures?.hours[10], { hour: 10, today: 2, lastWeek: 2 })
  assert.equal(figures?.hours.length, 24)
  assert.deepEqual(
    figures?.areas.map(({ area, orders }) => [area, orders]),
    [
      ['440000', 1],
      ['330000', 1],
    ],
  )
  assert.deepEqual(
    figures?.stages.filter(({ orders }) => orders > 0),
    [
      { stage: 'processed', orders: 1 },
      { stage: 'cancelled', orders: 1 },
    ],
  )
})

test('channels, stages and areas are of as many days as are asked for', async () => {
  const { figures } = await home(owner, '?days=7')
  assert.equal(figures?.from, '2026-03-05T16:00:00.000Z')
  assert.deepEqual(
    figures?.channels.map(({ channel, name, orders }) => [channel, name, orders]),
    [
      ['web', '官网', 2],
      ['phone', '电话', 1],
    ],
  )
  assert.equal((await home(owner, '?days=30')).figures?.channels[0]?.orders, 4)
  assert.equal((await call(owner, 'GET', '/home?days=2')).status, 400)
})

test('what waits is counted by kind and place, with the age of the oldest', async () => {
  now = new Date('2026-03-13T09:00:00+08:00')
  const held = await place('A', 9)
  now = new Date('2026-03-13T09:30:00+08:00')
  await place('A', 9)
  await place('RARE')
  await place('A', 1, { payment: { terms: 'awaiting_payment' } })
  const picking = await place('A')
  await shop.drainAll()
  const [work] = await workOn(shop, picking)
  const pick = { lines: [{ lineNumber: 1, quantity: 1 }] }
  assert.equal((await call(owner, 'POST', `/fulfillment-orders/${work?.id}/picks`, pick)).status, 201)
  assert.ok((await call(owner, 'POST', `/orders/${picking}/cancellation`, { reason: 'slip' })).status < 300)
  await shop.drainAll()
  const { orders, work: places } = (await home()).waiting
  const since = '2026-03-13T01:30:00.000Z'
  assert.deepEqual(
    orders.sort((a, b) => a.kind.localeCompare(b.kind)),
    [
      { kind: 'backordered', count: 1, more: false, since },
      { kind: 'cancellation', count: 1, more: false, since },
      { kind: 'payment', count: 1, more: false, since },
      { kind: 'review', count: 2, more: false, since: '2026-03-13T01:00:00.000Z' },
    ],
  )
  assert.deepEqual(
    places.map(({ status, location, count }) => [status, location.code, count]),
    [
      ['released', 'SH', 4],
      ['picking', 'SH', 1],
    ],
  )
  const [hold] = ((await call(owner, 'GET', `/orders/${held}`)).body as { holds: { id: string }[] }).holds
  assert.equal((await call(owner, 'DELETE', `/orders/${held}/holds/${hold?.id}`)).status, 200)
  await shop.drainAll()
  assert.equal((await home()).waiting.orders.find(({ kind }) => kind === 'review')?.count, 1)
})

test('who is narrowed sees their part: of channels the figures too, of places only what waits there', async () => {
  const phone = await home({ ...owner, scope: { channel: new Set(['phone']) } }, '?days=30')
  assert.deepEqual(
    phone.figures?.channels.map(({ channel }) => channel),
    ['phone'],
  )
  assert.deepEqual(phone.waiting.orders, [])
  assert.equal(phone.waiting.deadLetters, null)

  const beijing = await home({ ...owner, scope: { location: new Set([shop.beijing]) } })
  assert.deepEqual([beijing.figures, beijing.noFigures], [null, 'narrowed_to_places'])
  assert.deepEqual([beijing.waiting.orders, beijing.waiting.work], [[], []])
  const shanghai = await home({ ...owner, scope: { location: new Set([shop.shanghai]) } })
  assert.ok(shanghai.waiting.work.length === 2 && shanghai.waiting.orders.some(({ kind }) => kind === 'cancellation'))
})

test('the menu is told the same that waits', async () => {
  const { status, body } = await call(owner, 'GET', '/home/waiting')
  assert.equal(status, 200)
  assert.deepEqual(body, (await home()).waiting)
})

test('an order that waits for two things is one of those that wait', async () => {
  const before = await home()
  assert.equal(before.waiting.allOrders?.more, false)
  const both = await place('RARE', 10)
  await shop.drainAll()
  const { waiting } = await home()
  const kinds = (of: Home) => of.waiting.orders.reduce((sum, { count }) => sum + count, 0)
  assert.equal(kinds(await home()), kinds(before) + 2, both)
  assert.equal(waiting.allOrders?.count, (before.waiting.allOrders?.count ?? 0) + 1)
  const inBeijing = { ...owner, scope: { location: new Set([shop.beijing]) } }
  assert.equal((await home(inBeijing)).waiting.allOrders?.count, 0)
})

test('who may not see something is not told how much of it waits', async () => {
  const none = await home({ actor: 'staff:1', may: ['home.read'] })
  assert.deepEqual(none.waiting, {
    orders: [],
    allOrders: null,
    work: [],
    approvals: null,
    ...{ deadLetters: null, lowStock: null, lackingGoods: null, unpricedGoods: null, onTheWay: null },
  })
  assert.deepEqual([none.figures, none.noFigures], [null, 'not_permitted'])
  assert.equal((await call({ actor: 'staff:1', may: ['orders.read'] }, 'GET', '/home')).status, 403)
})

test('levels below their buffer are counted, of one’s own places', async () => {
  const itemId = shop.variants.get('B') as string
  await shop.command((command) =>
    setItemPolicies(command, [
      {
        ...{ itemId, shortagePolicy: null, oversellLimit: 0 },
        safetyStock: [{ locationId: shop.shanghai, quantity: 1000 }],
      },
    ]),
  )
  assert.deepEqual((await home()).waiting.lowStock, { count: 1, more: false })
  const beijing = await home({ ...owner, scope: { location: new Set([shop.beijing]) } })
  assert.deepEqual(beijing.waiting.lowStock, { count: 0, more: false })
})

test('where the zone of the shop becomes another its sums are made anew, and none are shown until they are', async () => {
  await shop.drainAll()
  const setZone = (zone: string) => shop.owner.query('update merchants set time_zone = $1', [zone])
  const before = (await home()).figures?.today
  await setZone('America/Los_Angeles')
  const between = await home()
  assert.deepEqual([between.figures, between.noFigures], [null, 'not_made_yet'])
  while ((await shop.command((command) => continueFigures(command))).position !== null);
  // It is still the evening of the day before there.
  const { figures } = await home()
  assert.deepEqual([figures?.today.day, figures?.today.orders], ['2026-03-12', before?.orders])
  const hours = figures?.hours.filter(({ today }) => today > 0).map(({ hour }) => hour)
  assert.deepEqual(hours, [18])
  await setZone('Asia/Shanghai')
  // What happens in between begins it too, without waiting for the job that goes on with them.
  await place('A')
  await shop.drainAll()
  assert.equal((await home()).figures?.today.orders, (before?.orders ?? 0) + 1)
})

test('while the sums of earlier orders are being made there are none', async () => {
  await shop.owner.query(
    `update figure_builds set completed_at = null, position = '00000000-0000-0000-0000-000000000000'`,
  )
  assert.equal((await home()).noFigures, 'not_made_yet')
  await shop.owner.query('delete from figure_builds')
  assert.equal((await home()).noFigures, 'not_made_yet')
})

test('who buys is told which goods orders lack and which have no price; the first is a list of its own', async () => {
  const buyer: Caller = { actor: 'staff:buyer', may: ['home.read', 'stock.read', 'stock.plan', 'catalog.write'] }
  const { waiting } = await home(buyer)
  type Listed = { items: { itemId: string; sku: string; units: number; orders: number; since: string }[] }
  const list = async (query = '') => (await call(buyer, 'GET', `/stock/lacking${query}`)).body as Listed
  const { items } = await list()
  assert.deepEqual(waiting.lackingGoods, { count: 1, more: false, since: '2026-03-13T01:30:00.000Z' })
  assert.deepEqual(
    items.map(({ sku, units, orders, since }) => ({ sku, units, orders, since })),
    [{ sku: 'RARE', units: 11, orders: 2, since: '2026-03-13T01:30:00.000Z' }],
  )
  await shop.addVariants({ sku: 'RARER' })
  now = new Date('2026-03-13T09:40:00+08:00')
  await place('RARER', 4)
  await place('RARE', 2)
  const [first, second] = (await list()).items
  assert.deepEqual([first?.sku, first?.units, first?.orders], ['RARE', 13, 3])
  assert.deepEqual([second?.sku, second?.units, second?.orders], ['RARER', 4, 1])
  const page = (await list('?limit=1')) as Listed & { next: string }
  assert.deepEqual(
    (await list(`?limit=1&after=${page.next}`)).items.map(({ sku }) => sku),
    ['RARER'],
  )
  assert.equal((await home(buyer)).waiting.lackingGoods?.count, 2)
  const bare = async () => (await home(buyer)).waiting.unpricedGoods
  const before = (await bare())?.count ?? 0
  const { variants } = await shop.command((command) =>
    createProduct(command, { name: 'Bare', variants: [{ sku: 'BARE-1' }, { sku: 'BARE-2' }] }),
  )
  assert.deepEqual(await bare(), { count: before + 2, more: false })
  const prices = (amounts: number[]) =>
    shop.command((command) =>
      replacePrices(command, [
        { variantId: variants[0]?.id ?? '', prices: amounts.map((price) => ({ currency: 'CNY', price })) },
      ]),
    )
  await prices([1_0000])
  assert.equal((await bare())?.count, before + 1)
  await prices([])
  assert.equal((await bare())?.count, before + 2)
  // They are of all orders and places.
  const narrowed = { ...buyer, scope: { location: new Set([shop.beijing]) } }
  assert.equal((await home(narrowed)).waiting.lackingGoods, null)
  assert.equal((await call(narrowed, 'GET', '/stock/lacking')).status, 403)
})
