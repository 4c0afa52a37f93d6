import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { buyerNamed, doer, liveThrough, mark, openPrivacy } from '../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
})
after(() => shop.close())

type Rows = Record<string, string | number | boolean | null>[]
type Copy = {
  exportId: string
  sections: { name: string; rows: Rows }[] | null
  files: { fileName: string; mediaType: string; text: string }[] | null
}
const copyOf = async (path: string, body: object = {}) => {
  const { status, body: copy } = await api.call('POST', `${path}/export`, body, { 'idempotency-key': path })
  assert.equal(status, 201, JSON.stringify(copy))
  return copy as Copy
}
const rowsOf = ({ sections }: Copy, name: string) => sections?.find((section) => section.name === name)?.rows ?? []
const textsOf = (copy: Copy, name: string) => rowsOf(copy, name).map(({ text }) => text)

test('a copy has all that is held on a customer, with who looked, and is kept nowhere', async () => {
  const make = doer(api)
  const buyer = buyerNamed('王小明', '13911112222')
  const friend = buyerNamed('Gift Receiver', '13933334444')
  const { id } = await make('POST', '/customers', { code: 'C-1', contact: buyer })
  const own = await liveThrough(shop, api, { externalId: 'own-1', customer: { id }, shipTo: friend })
  await liveThrough(shop, api, { externalId: 'other-1' })
  const evidence = '=cmd|calc'
  await make('PUT', `/customers/${id}/consents/profiling`, { state: 'given', channel: 'web', evidence })
  await make('POST', `/customers/${id}/notes`, { text: `${mark} of them` })
  await make('POST', `/orders/${own}/disclosures`, { purpose: 'service', reason: 'asked' })

  const copy = await copyOf(`/customers/${id}`)
  const names = rowsOf(copy, 'contacts').map(({ name, phone, street }) => [name, phone, street])
  assert.deepEqual(
    names,
    [buyer, friend].map(({ name, phone, street }) => [name, phone, street]),
  )
  assert.deepEqual(
    rowsOf(copy, 'customer').map(({ code, tier }) => [code, tier]),
    [['C-1', 'standard']],
  )
  assert.deepEqual(
    rowsOf(copy, 'consents').map(({ purpose, state, evidence }) => [purpose, state, evidence]),
    [['profiling', 'given', evidence]],
  )
  assert.deepEqual(
    rowsOf(copy, 'orders').map(({ id, total, cancelledTotal, captured }) => [id, total, cancelledTotal, captured]),
    [[own, '30.00', '10.00', '20.00']],
  )
  assert.deepEqual(
    rowsOf(copy, 'order_lines').map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice]),
    [['A', 3, '10.00']],
  )
  assert.deepEqual(textsOf(copy, 'order_notes'), [`${mark} note`, `${mark} second note`])
  assert.deepEqual(textsOf(copy, 'customer_notes'), [`${mark} of them`])
  assert.deepEqual(
    rowsOf(copy, 'payments').map(({ amount, reference }) => [amount, reference]),
    [['20.00', `${mark} reference`]],
  )
  assert.deepEqual(
    rowsOf(copy, 'shipments').map(({ carrier, trackingNumber, status }) => [carrier, trackingNumber, status]),
    [['SF', 'own-1', 'delivered']],
  )
  assert.deepEqual(
    rowsOf(copy, 'tracking_events').map(({ description }) => description),
    [`${mark} signed`],
  )
  assert.deepEqual(
    rowsOf(copy, 'disclosures').map(({ purpose, reason, disclosedBy }) => [purpose, reason, disclosedBy]),
    [['service', 'asked', rowsOf(copy, 'events').find(({ type }) => type === 'customer.created')?.actor]],
  )
  const types = new Set(rowsOf(copy, 'events').map(({ type }) => type))
  for (const type of [
    'order.placed',
    'order_note.written',
    'customer_note.written',
    'shipment.delivered',
    'payment.captured',
    'consent.given',
  ]) {
    assert.ok(types.has(type), `${type} is not among ${[...types].join(', ')}`)
  }
  assert.ok(!JSON.stringify(copy).includes('other-1'))
  await assertFiles(`/customers/${id}`, { copy, evidence })
  await assertSound(shop)
})

/** The copy as files, made after the first: which is known to it. */
async function assertFiles(path: string, { copy, evidence }: { copy: Copy; evidence: string }) {
  const again = await copyOf(path, { format: 'csv' })
  assert.notEqual(again.exportId, copy.exportId)
  assert.equal(again.sections, null)
  const files = new Map(again.files?.map(({ fileName, text }) => [fileName, text]))
  assert.ok(files.get('contacts.csv')?.startsWith('\uFEFFid,personId,name,'))
  assert.ok(files.get('consents.csv')?.includes(`,'${evidence},`))
  // The first copy is known as well: who made it, and of whom.
  assert.equal(files.get('disclosures.csv')?.match(/export/g)?.length, 4)
  const told = await shop.owner.query(`select data from events where type = 'personal_data.exported'`)
  assert.deepEqual(
    told.rows.map(({ data }) => [data.subjectId, data.people, data.counts.orders]),
    [
      [path.split('/')[2], 2, 1],
      [path.split('/')[2], 2, 1],
    ],
  )
}

test('a copy of a guest is of the order, and counts to the limit', async () => {
  const guest = buyerNamed('Guest One', '13977778888')
  const order = await liveThrough(shop, api, { externalId: 'guest-1', shipTo: guest })
  const copy = await copyOf(`/orders/${order}`)
  assert.deepEqual(
    rowsOf(copy, 'contacts').map(({ name }) => name),
    ['Guest One'],
  )
  await api.call('PUT', '/privacy-settings', { keyDisclosures: { perHour: 1 } })
  const refused = await api.call('POST', `/orders/${order}/export`, {})
  assert.deepEqual([refused.status, (refused.body as { code: string }).code], [429, 'disclosure_limit_reached'])
  const reached = await shop.owner.query(`select 1 from events where type = 'disclosure_limit.reached'`)
  assert.equal(reached.rows.length, 1)
  await assertSound(shop)
})
