import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../../test/support/merchant.ts'
import { makeSomebody } from '../../../test/support/people.ts'
import { buyerNamed, findInPlain, mark, openPrivacy } from '../../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'

let shop: TestShop
let api: TestApi
let customerId: string
before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
  customerId = await makeCustomer('13911112222')
})
after(() => shop.close())

type Page = { items: { id: string; text: string; writtenBy: string }[]; next: string | null }

async function makeCustomer(phone: string): Promise<string> {
  const { body } = await api.call('POST', '/customers', { contact: buyerNamed('王小明', phone) })
  return (body as { id: string }).id
}

const write = (body: object, id = customerId) => api.call('POST', `/customers/${id}/notes`, body)
const notes = async (query = '', id = customerId) =>
  (await api.call('GET', `/customers/${id}/notes${query}`)).body as Page
const refusal = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code: string }).code]

test('notes are read newest first, page by page, and stand nowhere in plain', async () => {
  for (const text of ['first', 'second', 'third']) {
    const { status, body } = await write({ text: `${mark} ${text}` })
    assert.equal(status, 201)
    assert.deepEqual(Object.keys(body as object), ['id', 'writtenBy', 'writtenAt'])
  }
  const first = await notes('?limit=2')
  assert.deepEqual(
    first.items.map(({ text }) => text),
    [`${mark} third`, `${mark} second`],
  )
  const second = await notes(`?limit=2&after=${first.next}`)
  assert.deepEqual([second.items.map(({ text }) => text), second.next], [[`${mark} first`], null])
  assert.deepEqual(await findInPlain(shop, [mark]), [])
  await assertSound(shop)
})

test('who is mentioned is told of the customer; a note that mentions nobody who is there is not written', async () => {
  const { staffId } = await makeSomebody(shop.runtime, shop.merchantId, { email: 'a@example.cn', roles: ['finance'] })
  assert.equal((await write({ text: '@财务 对账', mentions: [staffId] })).status, 201)
  const { rows } = await shop.owner.query('select staff_id, kind, object_type, object_id from notices')
  assert.deepEqual(rows, [{ staff_id: staffId, kind: 'mention', object_type: 'customer', object_id: customerId }])
  const before = (await notes()).items.length
  assert.deepEqual(refusal(await write({ text: '@?', mentions: [customerId] })), [422, 'unknown_colleague'])
  assert.equal((await notes()).items.length, before)
})

test('of an erased person nothing can be read, and nothing more is written', async () => {
  const id = await makeCustomer('13933334444')
  await write({ text: `${mark} 爱喝茶` }, id)
  assert.equal((await api.call('POST', `/customers/${id}/erasure`, { ground: 'request' })).status, 200)
  assert.deepEqual(await notes('', id), { items: [], next: null })
  assert.deepEqual(refusal(await write({ text: 'x' }, id)), [422, 'person_erased'])
  await assertSound(shop)
})

test('a customer who is not there has no notes', async () => {
  const nobody = '0198c000-0000-7000-8000-000000000000'
  assert.deepEqual(refusal(await write({ text: 'x' }, nobody)), [404, 'customer_not_found'])
  assert.deepEqual(refusal(await api.call('GET', `/customers/${nobody}/notes`)), [404, 'customer_not_found'])
})
