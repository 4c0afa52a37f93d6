import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { makeSomebody } from '../../test/support/people.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { createFindRights } from '../access/actor-rights.ts'
import { workBulkJobs } from '../bulk/work-bulk-jobs.ts'
import { serveCatalog } from '../catalog/routes.ts'
import { serveCustomers } from '../customers/routes.ts'
import { workExports } from '../exports/work-exports.ts'
import { serveInventory } from '../inventory/routes.ts'
import { serveLocations } from '../locations/routes.ts'
import { serveOrders } from '../orders/routes.ts'
import { servePricing } from '../pricing/routes.ts'
import { bulkActions } from './bulk-actions.ts'
import { exportSources } from './export-sources.ts'
import { policy } from './policy.ts'
import { serveLists } from './serve-lists.ts'

type Named = { id: string }
type Job = Named & Record<'total' | 'done' | 'failed', number> & { isReversible: boolean; status: string }

let shop: TestShop
let call: CallAs
let folder: string
let manager: { actor: string }
before(async () => {
  shop = await createTestShop()
  folder = await mkdtemp(join(tmpdir(), 'yidan-lists-'))
  const orders = (app: Parameters<typeof serveLists>[0]) => serveOrders(app, intakeOf(shop), async () => [])
  const stock = (app: Parameters<typeof serveLists>[0]) => serveInventory(app)
  call = openTo(shop, serveCatalog, serveCustomers, serveLocations, servePricing, stock, orders, serveLists)
  const { staffId } = await makeSomebody(shop.runtime, shop.merchantId, {
    ...{ email: 'manager@example.cn', roles: ['manager'] },
  })
  manager = { actor: `staff:${staffId}` }
})
after(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

const findRights = createFindRights(policy)
const isOver = () => false
const get = async <T>(path: string) => (await call(manager, 'GET', path)).body as T
const post = async (path: string, body: object) => {
  const answer = await call(manager, 'POST', path, body)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as Job
}
/** Begins an act and works it to its end. */
const act = async (list: string, selection: object, name: string, input: object = {}) => {
  const { id } = await post(`/${list}/bulk-jobs`, { selection, action: { name, input } })
  return ended(id)
}
const undo = async (id: string) => ended((await post(`/bulk-jobs/${id}/reversal`, {})).id)
const ended = async (id: string) => {
  await workBulkJobs(shop.runtime, shop.merchantId, { actions: bulkActions, findRights, isOver })
  return get<Job>(`/bulk-jobs/${id}`)
}
const codesOf = async (id: string) => {
  const { items } = await get<{ items: { code: string | null }[] }>(`/bulk-jobs/${id}/rows`)
  return items.map(({ code }) => code).sort()
}
/** Takes rows out and answers the lines of the file. */
const fileOf = async (list: string, body: object) => {
  const { id } = await post(`/${list}/exports`, { format: 'csv', ...body })
  await workExports(shop.runtime, shop.merchantId, { sources: exportSources, findRights, folder, isOver })
  const { status } = await get<Job>(`/exports/${id}`)
  assert.equal(status, 'done')
  return join(folder, `${id}.${'format' in body ? body.format : 'csv'}`)
}
const linesOf = async (list: string, body: object) =>
  (await readFile(await fileOf(list, body), 'utf8')).replace('\uFEFF', '').trim().split('\n')
const columns = (...keys: string[]) => keys.map((key) => ({ key, title: key }))

const product = async (name: string, ...skus: string[]) =>
  (await call(manager, 'POST', '/products', { name, category: '茶叶', variants: skus.map((sku) => ({ sku })) }))
    .body as Named & { variants: Named[] }
const statusOf = async (id: string) => (await get<{ status: string }>(`/products/${id}`)).status

test('products are archived by what they are found by, what cannot be says why, and all of it is taken back', async () => {
  const [tea, cup] = [await product('茶', 'TEA'), await product('杯', 'CUP')]
  const components = [{ sku: 'CUP', quantity: 1 }]
  await post('/products', { name: '套', category: '茶叶', variants: [{ sku: 'SET', kind: 'bundle', components }] })
  const selection = { filter: { category: '茶叶', kind: 'stocked' } }
  const asked = { selection, action: { name: 'archive', input: {} } }
  const { numbers } = (await call(manager, 'POST', '/products/bulk-jobs?preview=true', asked)).body as {
    numbers: Record<string, unknown>
  }
  assert.deepEqual([numbers.selected, numbers.ready, numbers.refused], [2, 1, { component_of_bundle: 1 }])
  const job = await act('products', selection, 'archive')
  assert.deepEqual([job.done, job.failed, job.isReversible], [1, 1, true])
  assert.deepEqual(await codesOf(job.id), ['component_of_bundle', null])
  assert.deepEqual([await statusOf(tea.id), await statusOf(cup.id)], ['archived', 'active'])
  await undo(job.id)
  assert.equal(await statusOf(tea.id), 'active')
})

test('a category that was set for many is taken back where nobody put the product elsewhere since', async () => {
  const [a, b] = [await product('甲', 'JIA'), await product('乙', 'YI')]
  const job = await act('products', { ids: [a.id, b.id, a.id] }, 'categorize', { category: '新茶' })
  assert.deepEqual([job.total, job.done], [2, 2])
  await call(manager, 'PUT', `/products/${b.id}`, { name: '乙', category: '花茶' })
  const back = await undo(job.id)
  assert.deepEqual([back.done, back.failed, await codesOf(back.id)], [1, 1, [null, 'version_mismatch'].sort()])
  const categoryOf = async (id: string) => (await get<{ category: string }>(`/products/${id}`)).category
  assert.deepEqual([await categoryOf(a.id), await categoryOf(b.id)], ['茶叶', '花茶'])
})

const customer = async (code: string, name: string) =>
  (await post('/customers', { code, contact: { ...receiver, name, phone: `1380013${code.padStart(4, '0')}` } })).id

test('customers get a tier and are blocked, many at once, and are as they were when it is taken back', async () => {
  const ids = [await customer('1', '王一'), await customer('2', '王二')]
  const tiers = async () =>
    (await get<{ items: { tier: string }[] }>('/customers?sort=oldest')).items.map(({ tier }) => tier).join()
  const before = await tiers()
  await shop.drainAll()
  const job = await act('customers', { filter: { text: '王一' } }, 'set_tier', { tier: 'vip' })
  assert.deepEqual([job.total, job.done], [1, 1])
  const all = await act('customers', { ids }, 'set_tier', { tier: 'key' })
  assert.equal(all.done, 2)
  await undo(all.id)
  await undo(job.id)
  assert.equal(await tiers(), before)
  const blocked = await act('customers', { ids }, 'block')
  const again = await act('customers', { ids }, 'block')
  assert.deepEqual([blocked.done, again.failed, await codesOf(again.id)], [2, 2, Array(2).fill('action_not_allowed')])
  const { filtered } = await get<{ filtered: object }>('/customers/counts?status=blocked')
  assert.deepEqual(filtered, { count: 2, more: false })
  await undo(blocked.id)
  assert.equal((await get<{ items: object[] }>('/customers?status=blocked')).items.length, 0)
})

test('places are closed and opened again; who may not is told what they lack', async () => {
  const job = await act('locations', { filter: { status: 'active' } }, 'close')
  const { items } = await get<{ items: object[] }>('/locations?status=closed')
  assert.deepEqual([job.failed, items.length], [0, job.total])
  assert.ok(job.total > 1)
  await undo(job.id)
  const action = { name: 'close', input: {} }
  const clerk = { ...manager, may: ['bulk.work', 'locations.read'] }
  const refused = await call(clerk, 'POST', '/locations/bulk-jobs', { selection: { filter: {} }, action })
  assert.deepEqual([refused.status, (refused.body as { code: string }).code], [403, 'not_permitted'])
})

test('lists are taken out as they are shown: rows, order, columns, words', async () => {
  await product('丙', 'BING-1', 'BING-2')
  const filter = { sku: 'BING-1' }
  const names = columns('name', 'category', 'sku', 'variants', 'kind', 'available', 'status')
  const words = { kind: { stocked: '实物' }, status: { active: '在售' } }
  assert.deepEqual(await linesOf('products', { selection: { filter }, columns: names, words }), [
    'name,category,sku,variants,kind,available,status',
    '丙,茶叶,BING-1; BING-2,2,实物,0,在售',
  ])
  const asImported = { rows: 'variants', columns: columns('product', 'sku', 'unit') }
  assert.deepEqual((await linesOf('products', { selection: { filter }, ...asImported })).slice(1), [
    '丙,BING-1,件',
    '丙,BING-2,件',
  ])
  const wrong = await call(manager, 'POST', '/products/exports', {
    ...{ selection: { filter }, format: 'csv', columns: columns('product') },
  })
  assert.equal(wrong.status, 400)
  const whole = { selection: { filter: {} }, columns: columns('name') }
  const newest = await linesOf('products', whole)
  assert.deepEqual((await linesOf('products', { ...whole, sort: 'oldest' })).slice(1), newest.slice(1).reverse())

  const people = { selection: { filter: { code: '1' } }, columns: columns('name', 'phone', 'region', 'code', 'tier') }
  assert.deepEqual((await linesOf('customers', { ...people, words: { tier: { standard: '普通' } } })).slice(1), [
    `王*,138****0001,${receiver.province} ${receiver.city},1,普通`,
  ])
  const full = await linesOf('customers', { ...people, fullFor: 'service' })
  assert.match(full[1] ?? '', /^王一,13800130001\t,/)

  const places = await fileOf('locations', {
    ...{ selection: { filter: {} }, format: 'xlsx', columns: columns('name', 'priority') },
  })
  const [sheet] = (await readXlsx(await readFile(places))).sheets
  const { items } = await get<{ items: { name: string; priority: number }[] }>('/locations')
  assert.deepEqual(
    sheet?.rows.slice(1),
    items.map(({ name, priority }) => [name, priority]),
  )
})

test('orders are taken out in the order of their list, each with where it goes', async () => {
  for (const quantity of [3, 1, 2]) {
    await shop.place({ lines: [{ sku: 'A', quantity }], payment: { terms: 'on_account' }, shipTo: receiver })
  }
  const { items } = await get<{ items: { id: string; number: number }[] }>('/orders?sort=highest')
  const numbers = items.map(({ number }) => String(number))
  const asked = { columns: columns('number'), sort: 'highest' }
  assert.deepEqual((await linesOf('orders', { selection: { filter: {} }, ...asked })).slice(1), numbers)
  const orderIds = items.map(({ id }) => id).toSorted()
  assert.deepEqual((await linesOf('orders', { selection: { orderIds }, ...asked })).slice(1), numbers)
  const region = await linesOf('orders', { selection: { orderIds: [items[0]?.id] }, columns: columns('receiverPlace') })
  assert.equal(region[1], `${receiver.province} ${receiver.city}`)
})

test('prices are found as products are, and taken out a row a currency, as an import reads them', async () => {
  const { variants } = await product('龙井', 'LJ-250')
  await shop.drainAll()
  const [variant] = variants
  const prices = [
    { currency: 'CNY', price: '128' },
    { currency: 'USD', price: '19.5' },
  ]
  await call(manager, 'PUT', `/variants/${variant?.id}/prices`, { prices })
  for (const text of ['lj-2', '250', '龙', 'longjing']) {
    const { items } = await get<{ items: { sku: string }[] }>(`/prices?text=${encodeURIComponent(text)}`)
    assert.deepEqual(
      items.map(({ sku }) => sku),
      ['LJ-250'],
      text,
    )
  }
  const asked = { columns: columns('sku', 'name', 'currency', 'price') }
  const rows = ['LJ-250,龙井,CNY,128.00', 'LJ-250,龙井,USD,19.50']
  assert.deepEqual((await linesOf('prices', { selection: { filter: { text: '龙井' } }, ...asked })).slice(1), rows)
  assert.deepEqual((await linesOf('prices', { selection: { ids: [variant?.id] }, ...asked })).slice(1), rows)
  await product('无价', 'NO-PRICE')
  const none = await linesOf('prices', { selection: { filter: { sku: 'NO-PRICE' } }, ...asked })
  assert.equal(none[1], 'NO-PRICE,无价,,')
})

test('shortages are taken out as their list has them, by who sees the orders of all places', async () => {
  const { variants } = await product('缺', 'LACK-1', 'LACK-2', 'LACK-3')
  const prices = [{ currency: 'CNY', price: '1' }]
  for (const { id } of variants) await call(manager, 'PUT', `/variants/${id}/prices`, { prices })
  await shop.settings({ shortagePolicy: 'backorder' })
  for (const [sku, quantity] of [
    ['LACK-2', 3],
    ['LACK-1', 1],
    ['LACK-2', 4],
  ] as const)
    await shop.place({ lines: [{ sku, quantity }], payment: { terms: 'on_account' }, shipTo: receiver })
  const { items } = await get<{ items: Record<string, unknown>[] }>('/stock/lacking')
  const keys = ['sku', 'name', 'units', 'orders', 'onHand', 'incoming'] as const
  const shown = items.map((goods) => keys.map((key) => goods[key]).join())
  assert.deepEqual(shown, ['LACK-2,缺,7,2,0,0', 'LACK-1,缺,1,1,0,0'])
  const asked = { columns: columns(...keys) }
  assert.deepEqual(await linesOf('stock/lacking', { selection: { filter: {} }, ...asked }), [keys.join(), ...shown])
  const [, less] = items
  assert.deepEqual((await linesOf('stock/lacking', { selection: { ids: [less?.itemId] }, ...asked })).slice(1), [
    shown[1],
  ])
  const sheets = await fileOf('stock/lacking', {
    ...{ selection: { filter: {} }, format: 'xlsx', columns: columns('since', 'units') },
  })
  const [sheet] = (await readXlsx(await readFile(sheets))).sheets
  assert.deepEqual(
    sheet?.rows.slice(1).map(([since, units]) => [(since as Date).toISOString().slice(0, 19), units]),
    items.map(({ since, units }) => [String(since).slice(0, 19), units]),
  )
  const refused = async (who: object, selection: object) => {
    const body = { selection, ...asked, format: 'csv' }
    const answer = await call({ ...manager, ...who }, 'POST', '/stock/lacking/exports', body)
    return [answer.status, (answer.body as { code: string }).code]
  }
  const all = { filter: {} }
  const [{ id: place = '' } = {}] = (await get<{ items: Named[] }>('/locations')).items
  assert.deepEqual(await refused({ scope: { location: new Set([place]) } }, all), [403, 'out_of_scope'])
  assert.deepEqual(await refused({ scope: { channel: new Set(['web']) } }, all), [403, 'out_of_scope'])
  assert.deepEqual(await refused({ may: ['exports.make'] }, all), [403, 'not_permitted'])
  const unknown = { ids: ['0190f0c2-7c00-7000-8000-000000000000'] }
  assert.deepEqual(await refused({}, unknown), [422, 'nothing_selected'])
  for (const wrong of [{}, { ...all, ...unknown }, { filter: { sku: 'A' } }])
    assert.deepEqual(await refused({}, wrong), [400, 'invalid_input'])
})

test('stock and transfers are taken out as their lists find them, of the places that somebody may see', async () => {
  const { items: places } = await get<{ items: Named[] }>('/locations?sort=oldest')
  const [from = '', to = ''] = places.map(({ id }) => id)
  const { items } = await get<{ items: Record<string, unknown>[] }>(`/stock/levels?sort=sku&locationId=${from}`)
  const written = items.map(({ sku, locationCode, onHand, toPromise }) => [sku, locationCode, onHand, toPromise].join())
  assert.ok(written.length > 1)
  const asked = { columns: columns('sku', 'locationCode', 'onHand', 'toPromise') }
  const levels = await linesOf('stock/levels', { selection: { filter: { locationId: from } }, ...asked })
  assert.deepEqual(levels.slice(1), written)
  const chosen = [{ itemId: items[1]?.itemId, locationId: from }]
  const some = await linesOf('stock/levels', { selection: { levels: chosen }, ...asked })
  assert.deepEqual(some.slice(1), [written[1]])
  const elsewhere = { ...manager, scope: { location: new Set([to]) } }
  const narrowed = await call(elsewhere, 'POST', '/stock/levels/exports', {
    ...{ selection: { filter: { locationId: from } }, ...asked, format: 'csv' },
  })
  assert.deepEqual([narrowed.status, (narrowed.body as { code: string }).code], [422, 'nothing_selected'])

  const body = {
    fromLocationId: from,
    toLocationId: to,
    reference: '补货',
    lines: [{ sku: items[0]?.sku, quantity: 2 }],
  }
  const { id } = await post('/stock/transfers', body)
  const shown = { columns: columns('status', 'quantity', 'sent', 'reference'), words: { status: { ready: '待发出' } } }
  const [, row] = await linesOf('stock/transfers', { selection: { filter: { fromLocationId: from } }, ...shown })
  assert.equal(row, '待发出,2,0,补货')
  assert.deepEqual((await linesOf('stock/transfers', { selection: { ids: [id] }, ...shown })).slice(1), [row])
})
