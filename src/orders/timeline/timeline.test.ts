import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../../test/support/merchant.ts'
import { buyerNamed, doer, liveThrough, openPrivacy } from '../../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import type { QueryContext } from '../../platform/command.ts'
import { listTimeline, type TimelineEntry } from './timeline-queries.ts'

let shop: TestShop
let api: TestApi
let make: ReturnType<typeof doer>
let customerId: string
let orderId: string

before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
  make = doer(api)
  customerId = (await make('POST', '/customers', { contact: buyerNamed('王小明', '13911112222') })).id
  orderId = await liveThrough(shop, api, { externalId: 'own', customer: { id: customerId } })
  await liveThrough(shop, api, { externalId: 'of nobody' })
  await make('POST', `/customers/${customerId}/notes`, { text: '爱喝茶' })
  await make('PUT', `/customers/${customerId}/consents/profiling`, { state: 'given', channel: 'web' })
  await make('POST', `/orders/${orderId}/disclosures`, { purpose: 'service' })
  await make('PUT', `/customers/${customerId}`, { tier: 'vip', status: 'active' })
})
after(async () => {
  await assertSound(shop)
  await shop.close()
})

/** All pages of what somebody sees, newest first. */
async function timeline(caller: Partial<QueryContext> = {}, limit = 50): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = []
  for (let after: string | undefined; ; ) {
    const page = await shop.query((query) => listTimeline({ ...query, ...caller }, { customerId, limit, after }))
    assert.ok(page.items.length <= limit)
    entries.push(...page.items)
    if (page.next === null) return entries
    after = page.next
  }
}

const typesOf = (entries: readonly TimelineEntry[]) => entries.map(({ type }) => type)

test('all that happened with a customer is told once, newest first, and nothing of others', async () => {
  const entries = await timeline()
  assert.deepEqual(typesOf(entries), [
    ...['customer.changed', 'personal_data.disclosed', 'consent.given', 'customer_note.written'],
    ...['order.paid', 'order.completed', 'order.shipped', 'order.line_cancelled'],
    ...['order.hold_released', 'order.held', 'order_note.written', 'order_note.written', 'order.placed'],
    'customer.created',
  ])
  for (const limit of [1, 4]) assert.deepEqual(await timeline({}, limit), entries)
  const orders = new Set(entries.flatMap(({ order }) => order?.id ?? []))
  assert.deepEqual([...orders], [orderId])
  const placed = entries.find(({ type }) => type === 'order.placed')
  assert.deepEqual([placed?.order?.total, placed?.order?.currency], [3000, 'CNY'])
})

test('orders are told to who reads orders, of their channels and places; who looked, to who reads the whole audit', async () => {
  const without = (...denied: string[]) => ({ may: (permission: string) => !denied.includes(permission) })
  const own = ['customer.changed', 'consent.given', 'customer_note.written', 'customer.created']
  assert.deepEqual(typesOf(await timeline(without('orders.read', 'audit.read'))), own)
  const ofService = typesOf(await timeline(without('audit.read')))
  assert.ok(ofService.includes('order.placed') && !ofService.includes('personal_data.disclosed'))
  for (const scope of [{ channel: new Set(['phone']) }, { location: new Set([shop.beijing]) }]) {
    assert.deepEqual(typesOf(await timeline({ scope })), own)
  }
  for (const scope of [{ channel: new Set(['web']) }, { location: new Set([shop.shanghai]) }]) {
    const types = typesOf(await timeline({ scope }))
    assert.ok(types.includes('order.shipped') && !types.includes('personal_data.disclosed'))
  }
})

test('a customer who is not there has no timeline', async () => {
  const { status, body } = await api.call('GET', '/customers/0198c000-0000-7000-8000-000000000000/timeline')
  assert.deepEqual([status, (body as { code: string }).code], [404, 'customer_not_found'])
})
