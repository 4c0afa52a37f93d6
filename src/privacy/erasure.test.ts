import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTo } from '../../test/support/callers.ts'
import type { TestApi } from '../../test/support/merchant.ts'
import { buyerNamed, doer, findInPlain, liveThrough, mark, openPrivacy } from '../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { serveApprovals } from '../approvals/routes.ts'
import { checkSealedContacts } from '../cli/verify/sealed-contacts.ts'
import { servePayments } from '../payments/routes.ts'
import { approvalDoing } from '../shell/approval-doing.ts'

let shop: TestShop
let api: TestApi
let make: ReturnType<typeof doer>

before(async () => {
  shop = await createTestShop()
  for (const sku of ['A', 'B', 'C']) await shop.receive(shop.shanghai, sku, 1000)
  api = await openPrivacy(shop)
  make = doer(api)
})
after(() => shop.close())

const get = async (path: string) => (await api.call('GET', path)).body as Record<string, unknown>
const refusal = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body: object = {}) => {
  const answer = await api.call(method, path, body)
  return [answer.status, (answer.body as { code?: string }).code]
}
const found = async (text: string) =>
  ((await get(`/orders?text=${encodeURIComponent(text)}`)).items as { id: string }[]).map(({ id }) => id)

async function assertWhole() {
  await assertSound(shop)
  await shop.owner.query('begin')
  assert.equal(await checkSealedContacts(shop.owner, shop.runtime.keysOf, 10), undefined)
  await shop.owner.query('commit')
}

/** The sums that books are made of. */
async function books() {
  const { rows } = await shop.owner.query(`
    select (select json_agg(o order by id) from (
        select id, number, status, total, captured, refunded, payment_status, stage, version from orders) o) as orders,
      (select json_agg(p order by id) from (select id, amount, captured, refunded, status from payments) p) as payments,
      (select json_agg(l order by item_id, location_id) from inventory_levels l) as levels,
      (select count(*) from stock_movements) as movements`)
  return rows
}

const written = ['孔明', '13911112222', 'Gift', '13933334444', 'ticked', 'called', 'drafted', 'wished']

/** What somebody has begun for a customer, and what forms for them begin with. */
async function beginFor(customerId: unknown) {
  await make('POST', '/order-drafts', { draft: { customerId, contact: { name: `${mark} drafted` }, lines: [] } })
  await make('POST', `/customers/${customerId}/notes`, { text: `${mark} noted` })
  await make('PUT', `/customers/${customerId}/order-preset`, { preset: { note: `${mark} wished` } })
}

test('a customer is erased with all to whom the orders went, and nothing of them is left in plain', async () => {
  const buyer = buyerNamed('诸葛孔明', '13911112222')
  const friend = buyerNamed('Gift Receiver', '13933334444')
  const code = `${mark}-code`
  const { id: customerId } = await make('POST', '/customers', { code, contact: buyer })
  const others = await liveThrough(shop, api, { externalId: 'other-1' })
  const own = await liveThrough(shop, api, { externalId: 'own-1', customer: { id: customerId }, shipTo: buyer })
  const gift = await liveThrough(shop, api, { externalId: 'own-2', customer: { id: customerId }, shipTo: friend })
  await make('PUT', `/customers/${customerId}/consents/marketing_sms`, {
    ...{ state: 'given', channel: 'web', noticeVersion: '3', evidence: `${mark} ticked` },
  })
  await make('POST', `/customers/${customerId}/disclosures`, { purpose: 'service', reason: `${mark} called` })
  await beginFor(customerId)
  assert.deepEqual([await found('13933334444'), await found('孔明')], [[gift], [own]])

  const preview = await get(`/customers/${customerId}/erasure`)
  assert.deepEqual(preview, {
    ...{ erasable: true, people: 3, orders: 2, openOrders: [], unsettledOrders: [], legalHolds: [] },
  })
  const before = await books()
  const { counts } = await make('POST', `/customers/${customerId}/erasure`, { ground: 'consent_withdrawn' })
  assert.deepEqual(counts, {
    ...{
      orders: 2,
      notes: 4,
      holds: 2,
      cancellations: 2,
      placeHolds: 2,
      drafts: 1,
      scans: 2,
      payments: 2,
      approvals: 0,
      importLines: 0,
    },
    ...{ people: 3, contacts: 3, consents: 1 },
  })

  assert.deepEqual(await books(), before)
  const left = await findInPlain(shop, [...written, code])
  assert.deepEqual(left, [])
  assert.deepEqual([await found('13933334444'), await found('孔明')], [[], []])
  assert.deepEqual((await get(`/customers/${customerId}`)).contact, null)
  const order = await get(`/orders/${gift}`)
  assert.deepEqual([order.shipTo, order.stage], [null, 'completed'])
  const { present } = (await get(`/customers/${customerId}/consents`)) as { present: { state: string }[] }
  assert.deepEqual([...new Set(present.map(({ state }) => state))], ['withdrawn'])
  assert.deepEqual(await refusal('POST', `/orders/${own}/notes`, { text: 'x' }), [422, 'person_erased'])
  assert.deepEqual(await refusal('POST', `/orders/${own}/disclosures`, { purpose: 'other' }), [422, 'person_erased'])
  const consent = { state: 'given', channel: 'web' }
  const path = `/customers/${customerId}/consents/profiling`
  assert.deepEqual(await refusal('PUT', path, consent), [422, 'person_erased'])
  await assertWhole()

  // Who comes with the same phone is a new customer.
  const again = await make('POST', '/customers', { code, contact: buyer })
  assert.notEqual(again.id, customerId)
  const events = await shop.owner.query('select count(*)::int as count from events')
  assert.deepEqual((await api.call('POST', `/customers/${customerId}/erasure`)).body, { counts: {} })
  assert.deepEqual((await shop.owner.query('select count(*)::int as count from events')).rows, events.rows)

  // What was written of others is all there, until they are erased too.
  assert.ok((await findInPlain(shop, [mark])).some((row) => row.includes(others)))
  await make('POST', `/customers/${again.id}/erasure`)
  await make('POST', `/orders/${others}/erasure`)
  assert.deepEqual(await findInPlain(shop, [mark]), [])
})

test('an erasure waits for open orders, for money that is owed, and for legal holds', async () => {
  const { id: customerId } = await make('POST', '/customers', { contact: buyerNamed('Waits', '13955556666') })
  const customer = { id: customerId }
  const lines = [{ sku: 'B', quantity: 1 }]
  const open = await shop.place({ externalId: 'waits-1', customer, lines, payment: { terms: 'on_account' } })
  const path = `/customers/${customerId}/erasure`
  const blocked = async () => {
    const { status, body } = await api.call('POST', path, {})
    const { code, facts } = body as { code: string; facts: Record<string, unknown> }
    return [status, code, facts.openOrders, facts.unsettledOrders, (facts.legalHolds as string[]).length]
  }
  assert.deepEqual(await blocked(), [422, 'erasure_blocked', 1, 0, 0])
  const paid = await make('POST', `/orders/${open.body.id}/payments`, { method: 'cash', amount: 1000 })
  await make('POST', `/orders/${open.body.id}/cancellation`, { reason: 'r' })
  assert.deepEqual(await blocked(), [422, 'erasure_blocked', 0, 1, 0])
  await make('POST', `/payments/${paid.id}/refunds`, { amount: 1000 })
  assert.equal((await get(path)).erasable, true)

  const held = await make('PUT', `/orders/${open.body.id}/legal-hold`, { reason: `${mark} claim` })
  assert.deepEqual(await blocked(), [422, 'erasure_blocked', 0, 0, 1])
  await make('PUT', `/customers/${customerId}/legal-hold`, { reason: 'dispute', until: '2999-01-01T00:00:00+08:00' })
  assert.deepEqual(await blocked(), [422, 'erasure_blocked', 0, 0, 2])
  const listed = async () => (await get('/legal-holds')).items as { subjectId: string; orderNumber: number | null }[]
  assert.deepEqual(
    (await listed()).map(({ subjectId, orderNumber }) => [subjectId, orderNumber]),
    [
      [customerId, null],
      [open.body.id, open.body.number],
    ],
  )
  const same = await api.call('PUT', `/orders/${open.body.id}/legal-hold`, { reason: `${mark} claim` })
  assert.deepEqual([(same.body as { id: string; version: number }).id, held.version], [held.id, 1])
  await make('PUT', `/customers/${customerId}/legal-hold`, { reason: 'dispute', until: '2020-01-01T00:00:00Z' })
  assert.deepEqual(await blocked(), [422, 'erasure_blocked', 0, 0, 1])
  assert.deepEqual(
    (await listed()).map(({ subjectId }) => subjectId),
    [open.body.id],
  )
  await make('DELETE', `/orders/${open.body.id}/legal-hold`)
  assert.deepEqual(await refusal('DELETE', `/orders/${open.body.id}/legal-hold`), [404, 'hold_not_found'])
  await make('POST', path, {})
  await assertWhole()
  assert.deepEqual(await findInPlain(shop, [`${mark} claim`, 'dispute']), [])
})

test('a guest is erased by the order, and an order of a customer is not a guest’s', async () => {
  const guest = buyerNamed('Guest One', '13977778888')
  const orderId = await liveThrough(shop, api, { externalId: 'guest-1', shipTo: guest })
  const { id: customerId } = await make('POST', '/customers', { contact: buyerNamed('Not A Guest', '13900001111') })
  const ofCustomer = await shop.place({ customer: { id: customerId }, lines: [{ sku: 'C', quantity: 1 }] })
  assert.deepEqual(await refusal('POST', `/orders/${ofCustomer.body.id}/erasure`), [422, 'order_of_customer'])
  assert.equal((await get(`/orders/${orderId}/erasure`)).people, 1)
  await make('POST', `/orders/${orderId}/erasure`, {})
  assert.deepEqual(await findInPlain(shop, ['Guest One', '13977778888']), [])
  // The request that placed it is another one now: the hash of what it said is gone.
  const again = await shop.place({ externalId: 'guest-1', shipTo: guest, lines: [{ sku: 'A', quantity: 3 }] })
  assert.deepEqual([again.status, again.body.code], [409, 'external_id_taken'])
  await assertWhole()
})

test('what was said to refunds of an order that needed two people is erased with it', async () => {
  const orderId = await liveThrough(shop, api, {
    externalId: 'refunded-1',
    shipTo: buyerNamed('Refunded', '13922223333'),
  })
  const call = openTo(shop, servePayments, (app) => serveApprovals(app, approvalDoing))
  const { body: paid } = await call({ actor: 'staff:1' }, 'GET', `/orders/${orderId}/payments`)
  const [payment] = (paid as { items: { id: string }[] }).items
  const ask = async (about: string) => {
    const refund = { amount: 1, reason: `${mark} ${about}` }
    const headers = { 'idempotency-key': `refund ${about.length}` }
    const { status, body } = await call(
      { actor: 'staff:1' },
      'POST',
      `/payments/${payment?.id}/refunds`,
      refund,
      headers,
    )
    assert.equal(status, 202)
    return (body as { id: string }).id
  }
  await ask('is still asked for')
  const declined = await ask('is not given')
  const note = { note: `${mark} no` }
  assert.equal((await call({ actor: 'staff:2' }, 'POST', `/approvals/${declined}/declination`, note)).status, 200)
  const { sections } = (await make('POST', `/orders/${orderId}/export`)) as unknown as {
    sections: { name: string; rows: Record<string, unknown>[] }[]
  }
  assert.deepEqual(
    sections.find(({ name }) => name === 'approvals')?.rows.map(({ status, reason, note }) => [status, reason, note]),
    [
      ['requested', `${mark} is still asked for`, ''],
      ['declined', `${mark} is not given`, `${mark} no`],
    ],
  )
  const { counts } = await make('POST', `/orders/${orderId}/erasure`, {})
  assert.equal((counts as { approvals: number }).approvals, 2)
  assert.deepEqual(await findInPlain(shop, ['still asked', 'not given', `${mark} no`]), [])
  await assertWhole()
})

test('who erases and who changes a customer at the same time leave nothing half done', async () => {
  for (let round = 0; round < 5; round++) {
    const phone = `1371111000${round}`
    const { id } = await make('POST', '/customers', { contact: buyerNamed('Both', phone) })
    const change = { tier: 'vip', status: 'active', contact: buyerNamed('Changed', `1372222000${round}`) }
    const answers = await Promise.all([
      api.call('POST', `/customers/${id}/erasure`, {}),
      api.call('PUT', `/customers/${id}`, change),
      api.call('PUT', `/customers/${id}/consents/profiling`, { state: 'given', channel: 'web' }),
    ])
    assert.equal(answers[0]?.status, 200)
    for (const { status, body } of answers.slice(1)) {
      assert.ok(status === 200 || (body as { code: string }).code === 'person_erased', JSON.stringify(body))
    }
  }
  await assertWhole()
})
