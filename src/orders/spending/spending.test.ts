import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buyerNamed, doer, openPrivacy } from '../../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { everywhere, type Scope } from '../../platform/scope.ts'
import { averageOf } from './spending.ts'
import { findSpending } from './spending-queries.ts'

let shop: TestShop
let make: ReturnType<typeof doer>
let customerId: string
before(async () => {
  shop = await createTestShop()
  const api = await openPrivacy(shop)
  make = doer(api)
  customerId = (await make('POST', '/customers', { contact: buyerNamed('王小明', '13911112222') })).id
})
after(() => shop.close())

const place = async (externalId: string, quantity: number, channel = 'web') => {
  const { status, body } = await shop.place({
    ...{ externalId, channel, customer: { id: customerId }, lines: [{ sku: 'A', quantity }] },
    payment: { terms: 'on_account' },
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id as string
}

const sums = async (scope: Scope = everywhere) => {
  const spending = await shop.query(({ tx }) => findSpending({ tx, scope }, customerId))
  assert.equal(spending.isWhole, true)
  return spending.sums.map(({ firstPlacedAt, lastPlacedAt, ...row }) => ({
    ...row,
    isSpan: firstPlacedAt !== lastPlacedAt,
  }))
}

test('who never ordered has no sums', async () => {
  assert.deepEqual(await sums(), [])
})

test('orders that stand are summed, cancelled ones are not; what was paid counts wherever it was', async () => {
  const first = await place('1', 1)
  await place('2', 2, 'phone')
  const third = await place('3', 4)
  await make('POST', `/orders/${third}/payments`, { method: 'cash', amount: 4000 })
  await make('POST', `/orders/${third}/cancellation`, { reason: 'x' })
  await make('POST', `/orders/${first}/payments`, { method: 'cash', amount: 1000 })
  const all = { currency: 'CNY', orders: 2, ordered: 3000, paid: 5000, open: 2, isSpan: true }
  assert.deepEqual(await sums(), [all])
  await make('POST', `/orders/${first}/lines/1/cancellation`, { quantity: 1, reason: 'x' })
  assert.deepEqual(await sums(), [{ ...all, orders: 1, ordered: 2000, open: 1 }])
})

test('who is narrowed has the sums of their channels and places alone', async () => {
  await shop.drainAll()
  const ofPhone = { currency: 'CNY', orders: 1, ordered: 2000, paid: 0, open: 1, isSpan: true }
  assert.deepEqual(await sums({ channel: new Set(['phone']) }), [ofPhone])
  assert.deepEqual(await sums({ channel: new Set(['phone']), location: new Set([shop.shanghai]) }), [ofPhone])
  assert.deepEqual(await sums({ location: new Set([shop.beijing]) }), [])
})

test('of more orders than are summed the newest are, and it is said', async () => {
  const { sums, isWhole } = await shop.query(({ tx }) => findSpending({ tx, scope: everywhere }, customerId, 2))
  // The third was cancelled, and paid.
  assert.deepEqual(
    [sums.map(({ orders, ordered, paid }) => [orders, ordered, paid]), isWhole],
    [[[1, 2000, 4000]], false],
  )
})

test('an average is rounded once, and is none where nothing counts', () => {
  assert.equal(averageOf({ ordered: 1001, orders: 2 }), 501)
  assert.equal(averageOf({ ordered: 0, orders: 0 }), null)
})
