import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { buyerNamed, doer, findInPlain, liveThrough, openPrivacy } from '../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { dayMs } from '../platform/time.ts'
import { eraseAllDue } from '../shell/run-jobs.ts'

let shop: TestShop
let api: TestApi
/** How far the shop's clock goes ahead. */
let aheadMs = 0

before(async () => {
  shop = await createTestShop({ clock: () => new Date(Date.parse('2026-06-01T08:00:00Z') + aheadMs) })
  await shop.receive(shop.shanghai, 'A', 1000)
  api = await openPrivacy(shop)
})
after(() => shop.close())

const preview = async () => (await api.call('GET', '/privacy-settings/retention-preview')).body
const retain = (retention: object) => api.call('PUT', '/privacy-settings', { retention })

test('people are erased once their time is over: not before, not while they buy, not under a hold, not without a rule', async () => {
  const make = doer(api)
  const customerOf = async (name: string, phone: string) =>
    (await make('POST', '/customers', { contact: buyerNamed(name, phone) })).id
  const [quiet, busy, held, never] = [
    await customerOf('Quiet Customer', '13900000001'),
    await customerOf('Busy Customer', '13900000002'),
    await customerOf('Held Customer', '13900000003'),
    await customerOf('Never Bought', '13900000004'),
  ]
  for (const [index, id] of [quiet, busy, held].entries()) {
    await liveThrough(shop, api, { externalId: `early-${index}`, customer: { id } })
  }
  const guests = []
  for (let count = 0; count < 23; count++) {
    const shipTo = buyerNamed(`Old Guest ${count}`, `137000000${count + 10}`)
    const { body } = await shop.place({ shipTo, lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' } })
    await make('POST', `/orders/${body.id}/cancellation`, { reason: `Old Guest ${count} regrets` })
    guests.push(body.id)
  }
  const heldGuest = guests[3] as string
  await make('PUT', `/orders/${heldGuest}/legal-hold`, { reason: 'claim' })
  await make('PUT', `/customers/${held}/legal-hold`, { reason: 'claim', until: '2026-12-01T00:00:00Z' })
  const unpaid = await shop.place({
    shipTo: buyerNamed('Open Guest', '13600000001'),
    lines: [{ sku: 'B', quantity: 1 }],
  })
  assert.equal(unpaid.status, 201)
  await shop.drainAll()

  aheadMs = 60 * dayMs
  await liveThrough(shop, api, { externalId: 'late-1', customer: { id: busy } })
  aheadMs = 100 * dayMs
  assert.deepEqual(await preview(), { guests: null, customers: null })
  assert.equal(await eraseAllDue(shop.runtime), 0)
  await retain({ guestsAfterDays: 36_500, customersAfterDays: 36_500 })
  assert.deepEqual(await preview(), { guests: 0, customers: 0 })
  await retain({ guestsAfterDays: 101, customersAfterDays: 101 })
  assert.deepEqual(await preview(), { guests: 0, customers: 0 })
  await retain({ guestsAfterDays: 99, customersAfterDays: 99 })
  assert.deepEqual(await preview(), { guests: 22, customers: 2 })
  assert.equal(await eraseAllDue(shop.runtime, 0), 0)
  assert.equal(await eraseAllDue(shop.runtime), 24)
  assert.deepEqual(await preview(), { guests: 0, customers: 0 })

  const isReadable = async (path: string, field: string) =>
    ((await api.call('GET', path)).body as Record<string, unknown>)[field] !== null
  const kept = []
  for (const id of [quiet, busy, held, never]) kept.push(await isReadable(`/customers/${id}`, 'contact'))
  assert.deepEqual(kept, [false, true, true, false])
  assert.equal(await isReadable(`/orders/${heldGuest}`, 'shipTo'), true)
  assert.equal(await isReadable(`/orders/${guests[22]}`, 'shipTo'), false)
  assert.equal(await isReadable(`/orders/${unpaid.body.id}`, 'shipTo'), true)
  assert.deepEqual(await findInPlain(shop, ['Quiet', 'Never Bought', 'Old Guest 1 ', 'Old Guest 22']), [])
  const told = await shop.owner.query(
    `select actor, data ->> 'ground' as ground, count(*)::int from events where type = 'personal_data.erased' group by 1, 2`,
  )
  assert.deepEqual(told.rows, [{ actor: 'system:retention', ground: 'retention', count: 24 }])

  aheadMs = 250 * dayMs
  assert.equal(await eraseAllDue(shop.runtime), 2, 'whose hold is over, and who has become quiet')
  await assertSound(shop)
})
