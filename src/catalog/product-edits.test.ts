import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { assertSound } from '../../test/support/sound.ts'
import { hourMs } from '../platform/time.ts'
import { servePricing } from '../pricing/routes.ts'
import { serveCatalog } from './routes.ts'

let aheadMs = 0
let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant({ clock: () => new Date(Date.now() + aheadMs) })
  api = await merchant.open(serveCatalog, servePricing)
})
beforeEach(() => {
  aheadMs = 0
})
after(() => merchant.close())

type Product = { id: string; name: string; category: string; status: string; version: number; variants: Variant[] }
type Variant = { id: string; status: string }
type Edit = { editId: string; results: { product?: Product; problem?: { code: string } }[] }
type Reverted = { code?: string; revertedBy: string; rows: { objectId: string; outcome: string; code?: string }[] }

let count = 0
const create = async (sku = `sku-${count++}`, more: object = {}): Promise<Product> => {
  const answer = await api.call('POST', '/products', { name: `Product ${sku}`, variants: [{ sku, ...more }] })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as Product
}
const change = async (...changes: object[]) => (await api.call('POST', '/products/changes', { changes })).body as Edit
const revert = async (editId: string, of = 'product') => {
  const { status, body } = await api.call('DELETE', `/${of}-edits/${editId}`)
  return { status, ...(body as Reverted) }
}
const read = async (id: string) => (await api.call('GET', `/products/${id}`)).body as Product
const act = async (method: 'POST' | 'DELETE', id: string) => {
  const { status, body } = await api.call(method, `/products/${id}/archival`)
  return [status, (body as { code?: string }).code]
}

test('an archived product is put on sale again with its variants, and who did it is told', async () => {
  const { id } = await create()
  assert.deepEqual(await act('DELETE', id), [409, 'action_not_allowed'])
  assert.deepEqual(await act('POST', id), [201, undefined])
  assert.deepEqual(await act('DELETE', id), [200, undefined])
  const { status, version, variants } = await read(id)
  assert.deepEqual([status, version, variants.map((variant) => variant.status)], ['active', 3, ['active']])
  await assertSound(merchant)
})

test('a bundle is not for sale again while one of its components is not', async () => {
  const component = await create('part')
  const bundle = await create('set', { kind: 'bundle', components: [{ sku: 'part', quantity: 2 }] })
  await act('POST', bundle.id)
  await act('POST', component.id)
  assert.deepEqual(await act('DELETE', bundle.id), [422, 'component_archived'])
  await act('DELETE', component.id)
  assert.deepEqual(await act('DELETE', bundle.id), [200, undefined])
})

test('an edit of many products is taken back where nobody changed them since, with a report', async () => {
  const [a, b, c] = [await create(), await create(), await create()]
  const { editId, results } = await change(
    { productId: a.id, name: 'New', category: 'Tea' },
    { productId: b.id, archived: true },
    { productId: c.id, name: 'Wrong' },
    { productId: a.id, name: 'Again' },
    { productId: '0198c000-0000-7000-8000-000000000000', name: 'Nothing' },
  )
  const codes = results.map(({ product, problem }) => problem?.code ?? product?.name)
  assert.deepEqual(codes, ['New', b.name, 'Wrong', 'product_repeated', 'product_not_found'])
  await api.call('PUT', `/products/${c.id}`, { name: 'Right', category: '' })
  const report = await revert(editId)
  assert.equal(report.status, 200)
  assert.deepEqual(
    report.rows.map(({ objectId, outcome }) => [objectId, outcome]),
    [
      [a.id, 'reverted'],
      [b.id, 'reverted'],
      [c.id, 'changed_since'],
    ],
  )
  const names = await Promise.all([a, b, c].map(async ({ id }) => [(await read(id)).name, (await read(id)).status]))
  assert.deepEqual(names, [
    [a.name, 'active'],
    [b.name, 'active'],
    ['Right', 'active'],
  ])
  const again = await revert(editId)
  assert.deepEqual([again.status, again.code], [409, 'edit_reverted_already'])
  const { rows } = await merchant.owner.query(
    `select data->>'undoes' as undoes from events where object_id = $1 and version = 3`,
    [a.id],
  )
  assert.deepEqual(rows, [{ undoes: editId }])
  await assertSound(merchant)
})

test('products that were made together are archived together: nothing is deleted', async () => {
  const products = [
    { name: 'One', variants: [{ sku: 'one' }] },
    { name: 'Set', variants: [{ sku: 'two', kind: 'bundle', components: [{ sku: 'one', quantity: 1 }] }] },
  ]
  const { editId, results } = (await api.call('POST', '/products/batch', { products })).body as Edit
  assert.deepEqual(
    (await revert(editId)).rows.map(({ outcome }) => outcome),
    ['reverted', 'reverted'],
  )
  const states = await Promise.all(results.map(async ({ product }) => (await read(product?.id ?? '')).status))
  assert.deepEqual(states, ['archived', 'archived'])
  await assertSound(merchant)
})

test('what cannot be taken back says why, and leaves the others alone', async () => {
  const products = [
    { name: 'P', variants: [{ sku: 'kept' }] },
    { name: 'Q', variants: [{ sku: 'free' }] },
  ]
  const { editId } = (await api.call('POST', '/products/batch', { products })).body as Edit
  await create('holder', { kind: 'bundle', components: [{ sku: 'kept', quantity: 1 }] })
  const { rows } = await revert(editId)
  assert.deepEqual(
    rows.map(({ outcome, code }) => [outcome, code]),
    [
      ['refused', 'component_of_bundle'],
      ['reverted', undefined],
    ],
  )
})

test('after a day it is too late, and nothing changed is no edit', async () => {
  const { id, name } = await create()
  assert.equal((await change({ productId: id, name })).editId, null)
  const { editId } = await change({ productId: id, name: 'Other' })
  aheadMs = 24 * hourMs
  const { status, code } = await revert(editId)
  assert.deepEqual([status, code], [409, 'undo_too_late'])
  assert.deepEqual((await revert(editId, 'price')).code, 'edit_not_found')
})

test('taking back races with a new change, and with itself, to one sound end', async () => {
  const { id, name } = await create()
  const { editId } = await change({ productId: id, name: 'Slip' })
  const [first, second] = await Promise.all([
    revert(editId),
    revert(editId),
    api.call('PUT', `/products/${id}`, { name: 'Meant', category: '' }),
  ])
  assert.deepEqual([first.status, second.status].sort(), [200, 409])
  const done = first.status === 200 ? first : second
  assert.ok(['reverted', 'changed_since'].includes(done.rows[0]?.outcome ?? ''))
  const left = await read(id)
  assert.equal(left.name, 'Meant')
  assert.notEqual(left.name, name)
  await assertSound(merchant)
})

test('prices are set for many at once, and taken back where nobody has set them since', async () => {
  const [a, b] = [(await create()).variants[0] as Variant, (await create()).variants[0] as Variant]
  const single = async (id: string, price: string) =>
    (await api.call('PUT', `/variants/${id}/prices`, { prices: [{ currency: 'CNY', price }] })).body as {
      editId: string
    }
  const { editId: firstPrice } = await single(a.id, '10')
  const variants = [a, b].map(({ id }) => ({
    variantId: id,
    prices: [
      { currency: 'CNY', price: '1' },
      { currency: 'USD', price: '2' },
    ],
  }))
  const set = await api.call('POST', '/prices/batch', { variants })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  assert.deepEqual(
    (await revert(firstPrice, 'price')).rows.map(({ outcome }) => outcome),
    ['changed_since'],
  )
  await single(b.id, '3')
  const { rows } = await revert((set.body as { editId: string }).editId, 'price')
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['reverted', 'changed_since'],
  )
  const prices = await merchant.owner.query(
    `select variant_id as id, currency, price::int as price from list_prices where variant_id = any($1) order by price`,
    [[a.id, b.id]],
  )
  assert.deepEqual(prices.rows, [
    { id: b.id, currency: 'CNY', price: 30_000 },
    { id: a.id, currency: 'CNY', price: 100_000 },
  ])
  const { body } = await api.call('GET', '/price-edits')
  assert.equal((body as { items: object[] }).items.length, 3)
  await assertSound(merchant)
})
