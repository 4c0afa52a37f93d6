import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import { type CallAs, type Caller, openTo } from '../../test/support/callers.ts'
import { createTestShop, receiver, type TestShop } from '../../test/support/shop.ts'
import { placeWork } from '../../test/support/work.ts'
import { createCustomer } from '../customers/create-customers.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import type { searchContract } from './contract.ts'
import { serveSearch } from './routes.ts'

type Found = z.output<(typeof searchContract)['response']>

let shop: TestShop
let call: CallAs
let order: { id: string; number: number }
let parcelOrderId: string
before(async () => {
  shop = await createTestShop()
  call = openTo(shop, serveFulfillment, serveSearch)
  const { body } = await shop.place({
    ...{ lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' }, externalId: 'TB-77001' },
  })
  order = { id: body.id, number: body.number as number }
  const { orderId, work } = await placeWork(shop, { sku: 'B', quantity: 1 })
  parcelOrderId = orderId
  const at = `/fulfillment-orders/${work.id}`
  await answered('POST', `${at}/picks`, { lines: [{ lineNumber: 1, quantity: 1 }] })
  await answered('POST', `${at}/packages`, {})
  await answered('POST', `${at}/shipments`, { carrier: 'sf', trackingNumber: 'SF1234567890' })
  await shop.command((command) => createCustomer(command, { code: 'C-1', contact: { ...receiver, name: '欧阳修远' } }))
  await shop.drainAll()
})
after(() => shop.close())

const owner: Caller = { actor: 'staff:owner' }

async function answered(method: 'POST', path: string, body: object): Promise<void> {
  const answer = await call(owner, method, path, body)
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
}

async function search(text: string, caller: Caller = owner): Promise<Found> {
  const { status, body } = await call(caller, 'GET', `/search?text=${encodeURIComponent(text)}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Found
}

test('an order is found by its number, its channel’s number, its receiver’s name, phone and last four digits', async () => {
  for (const text of [String(order.number), ' TB-77001 ', receiver.name, receiver.phone, receiver.phone.slice(-4)]) {
    const { orders } = await search(text)
    assert.ok(
      orders.some(({ id }) => id === order.id),
      text,
    )
  }
  assert.deepEqual((await search(String(order.number))).exact, { kind: 'order', id: order.id })
  assert.deepEqual((await search('TB-77001')).exact, { kind: 'order', id: order.id })
  assert.equal((await search(receiver.phone)).exact, null)
  // As it stands where somebody copied it.
  const wide = String.fromCodePoint(...[...String(order.number)].map((digit) => (digit.codePointAt(0) ?? 0) + 0xfee0))
  for (const text of [
    `#${order.number}`,
    `订单 ${order.number}`,
    `订单号：${order.number}`,
    `Order ${order.number}`,
    wide,
  ]) {
    assert.deepEqual((await search(text)).exact, { kind: 'order', id: order.id }, text)
  }
})

test('a parcel is found by its tracking number, and leads to its order', async () => {
  const { parcels, exact } = await search('SF1234567890')
  assert.deepEqual(
    parcels.map(({ orderId, carrier, status }) => [orderId, carrier, status]),
    [[parcelOrderId, 'sf', 'shipped']],
  )
  assert.deepEqual(exact, { kind: 'order', id: parcelOrderId })
})

test('goods are found by SKU, a customer by name, and shown masked', async () => {
  const { products, exact } = await search('A')
  assert.equal(products[0]?.sku, 'A')
  assert.deepEqual(exact, { kind: 'product', id: products[0]?.productId })
  const { customers } = await search('欧阳修远')
  assert.deepEqual(
    customers.map(({ code, contact }) => [code, contact?.name, contact?.phone]),
    [['C-1', '欧阳**', '138****8000']],
  )
})

test('nothing is found of what is not there, and a search for nothing is refused', async () => {
  assert.deepEqual(await search('nobody@nowhere.example'), {
    ...{ exact: null, orders: [], parcels: [], products: [], customers: [] },
  })
  assert.equal((await call(owner, 'GET', '/search?text=')).status, 400)
})

test('who may not see a kind, or is narrowed, does not find it', async () => {
  const packer: Caller = { actor: 'staff:1', may: ['search.use', 'catalog.read'] }
  assert.deepEqual((await search(receiver.phone, packer)).orders, [])
  assert.deepEqual((await search(receiver.phone, packer)).customers, [])
  assert.equal((await search('A', packer)).products[0]?.sku, 'A')
  const beijing: Caller = { ...owner, scope: { location: new Set([shop.beijing]) } }
  assert.deepEqual((await search('SF1234567890', beijing)).parcels, [])
  assert.deepEqual((await search(String(order.number), beijing)).orders, [])
  const phone: Caller = { ...owner, scope: { channel: new Set(['phone']) } }
  assert.deepEqual((await search('TB-77001', phone)).orders, [])
  assert.equal((await call({ actor: 'staff:1', may: ['orders.read'] }, 'GET', '/search?text=A')).status, 403)
})
