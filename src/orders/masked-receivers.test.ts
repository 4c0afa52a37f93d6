import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { createTestShop, intakeOf, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { contactBody } from '../customers/contact.ts'
import { serveCustomers } from '../customers/routes.ts'
import { serveOrders } from './routes.ts'

let shop: TestShop
let api: TestApi
before(async () => {
  shop = await createTestShop()
  api = await shop.open(serveCustomers, (app) => serveOrders(app, intakeOf(shop), async () => []))
})
after(() => shop.close())

const token = '1nGqLcVFDcyB8iaqJ2wYyB3lVnQ9k0=='
const receiverOf = (masked: object = {}) => ({
  kind: 'platform_masked',
  masked: { platform: 'taobao', token, name: '张**', phone: '138****8000', street: '**路**号', ...masked },
  ...{ country: 'CN', province: '浙江省', city: '杭州市', district: '一个新区划' },
})
const line = { lines: [{ sku: 'A', quantity: 1 }] }
const find = async (text: string) => {
  await shop.drainAll()
  const { body } = await api.call('GET', `/orders?text=${encodeURIComponent(text)}`)
  return (body as { items: { id: string }[] }).items.map(({ id }) => id)
}

test('an order to a masked receiver is taken without a hold, found by what can be seen, and read as it came', async () => {
  await shop.settings({ addressCheck: 'hold' })
  const { status, body } = await shop.place({ shipTo: receiverOf(), ...line })
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.status, 'confirmed')
  const other = await shop.place({ shipTo: receiverOf({ token: `${token}x`, name: '李**' }), ...line })
  const read = (await api.call('GET', `/orders/${body.id}`)).body as { shipTo: object }
  const { kind, masked, ...region } = receiverOf()
  assert.deepEqual(read.shipTo, { kind, name: masked.name, phone: masked.phone, ...region })
  const disclosed = await api.call('POST', `/orders/${body.id}/disclosures`, { purpose: 'delivery' })
  assert.deepEqual((disclosed.body as { contact: object }).contact, receiverOf())
  const both = [body.id, other.body.id].sort()
  assert.deepEqual(await find(token), [body.id])
  assert.deepEqual((await find('8000')).sort(), both)
  assert.deepEqual(await find('张'), [body.id])
  for (const nothing of ['张三', '13800008000', '路', token.slice(0, 25)])
    assert.deepEqual(await find(nothing), [], nothing)
  assert.equal((await api.call('GET', `/orders/${body.id}/history`)).status, 200)
  await assertSound(shop)
})

test('buyers who look alike stay apart; a platform’s own id tells one again, on that platform', async () => {
  const buyOf = async (masked: object) => {
    const contact = receiverOf(masked)
    const { status, body } = await shop.place({ customer: { contact }, shipTo: contact, ...line })
    assert.equal(status, 201, JSON.stringify(body))
    return ((await api.call('GET', `/orders/${body.id}`)).body as { customerId: string }).customerId
  }
  const [first, second] = [await buyOf({}), await buyOf({})]
  assert.ok(first !== null && first !== second)
  const known = await buyOf({ buyerId: 'AAEk1' })
  assert.equal(await buyOf({ buyerId: 'AAEk1', token: 'another', name: '张*' }), known)
  assert.notEqual(await buyOf({ buyerId: 'AAEk1', platform: 'douyin' }), known)
  assert.notEqual(await buyOf({ buyerId: 'AAEk2' }), known)
  const refused = await api.call('POST', '/customers', { contact: receiverOf({ buyerId: 'AAEk1' }) })
  const { code, field } = refused.body as { code: string; field: string }
  assert.deepEqual([refused.status, code, field], [409, 'customer_exists', 'contact.masked.buyerId'])
  await shop.drainAll()
  const { items } = (await api.call('GET', `/customers?text=${encodeURIComponent('张')}`)).body as {
    items: { contact: Record<string, string> }[]
  }
  assert.ok(items.length >= 4)
  assert.ok(items.every(({ contact }) => contact.kind === 'platform_masked' && contact.phone === '138****8000'))
  await assertSound(shop)
})

test('the form tells which field is at fault', () => {
  const faults = (contact: object) =>
    contactBody.safeParse(contact).error?.issues.map(({ path }) => path.join('.')) ?? []
  assert.deepEqual(faults(receiverOf()), [])
  assert.deepEqual(faults(receiverOf({ platform: 'nowhere' })), ['masked.platform'])
  assert.deepEqual(faults(receiverOf({ token: '' })), ['masked.token'])
  assert.deepEqual(faults(receiverOf({ virtualPhone: 'none' })), ['masked.virtualPhone'])
  assert.deepEqual(faults({ kind: 'other', name: 'x', country: 'CN' }), ['kind'])
  assert.deepEqual(faults({ kind: 'platform_masked', country: 'CN' }), ['masked'])
})
