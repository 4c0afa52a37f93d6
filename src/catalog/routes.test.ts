import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import type { Product } from './product.ts'
import { serveCatalog } from './routes.ts'

describe('the API of the catalog', () => {
  let test: TestMerchant
  let api: TestApi

  before(async () => {
    test = await createTestMerchant()
    api = await test.open(serveCatalog)
  })
  after(() => test.close())

  const create = async (body: object) => {
    const answer = await api.call('POST', '/products', body)
    assert.equal(answer.status, 201)
    return answer.body as Product
  }
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code

  it('makes a product, answers it, and changes it', async () => {
    const made = await create({ name: '茶', variants: [{ sku: 'A-1', unit: '罐' }] })
    const got = await api.call('GET', `/products/${made.id}`)
    assert.deepEqual(got.body, made)
    assert.equal(got.headers.etag, '"1"')
    const change = { name: '好茶', category: '茶' }
    const changed = await api.call('PUT', `/products/${made.id}`, change, { 'if-match': '"1"' })
    assert.deepEqual(changed.body, { ...made, ...change, version: 2 })
    const late = await api.call('PUT', `/products/${made.id}`, change, { 'if-match': '"1"' })
    assert.equal(late.status, 412)
    assert.equal((await api.call('PUT', `/products/${missing}`, change)).status, 404)
    assert.equal((await api.call('GET', `/products/${missing}`)).status, 404)
  })

  it('gives the same answer under the same idempotency key', async () => {
    const body = { name: '茶', variants: [{ sku: 'A-2' }] }
    const first = await api.call('POST', '/products', body, { 'idempotency-key': 'k1' })
    const second = await api.call('POST', '/products', body, { 'idempotency-key': 'k1' })
    assert.deepEqual([second.status, second.body], [first.status, first.body])
    const refused = await api.call('POST', '/products', body, { 'idempotency-key': 'k2' })
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'sku_taken'])
  })

  it('names the field of bad input', async () => {
    const digit = await api.call('POST', '/products', { name: 'x', variants: [{ sku: 'Z', barcode: '6901234567890' }] })
    assert.equal(digit.status, 400)
    const { code, field } = digit.body as { code: string; field: string }
    assert.deepEqual({ code, field }, { code: 'barcode_check_digit_wrong', field: 'variants[0].barcode' })
    const form = await api.call('POST', '/products', { name: ' ', variants: [{ sku: 'Z', weightGrams: -1, price: 1 }] })
    const fields = (form.body as { errors: { field: string }[] }).errors.map(({ field }) => field)
    assert.deepEqual(fields.sort(), ['name', 'variants[0].price', 'variants[0].weightGrams'])
  })

  it('makes a batch with a result for each', async () => {
    const products = [
      { name: 'a', variants: [{ sku: 'B-1' }] },
      { name: 'b', variants: [{ sku: 'B-1' }] },
      { name: 'c', variants: [{ sku: 'B-2', kind: 'bundle', components: [{ sku: 'B-1', quantity: 2 }] }] },
    ]
    const { status, body } = await api.call('POST', '/products/batch', { products })
    assert.equal(status, 200)
    const { results } = body as { results: { product?: Product; problem?: object }[] }
    assert.equal(results[0]?.product?.variants[0]?.sku, 'B-1')
    assert.deepEqual(results[1]?.problem, {
      status: 409,
      code: 'sku_taken',
      field: 'variants[0].sku',
      facts: { sku: 'B-1' },
    })
    assert.equal(results[2]?.product?.variants[0]?.components[0]?.quantity, 2)
  })

  it('lists page by page, and by what a filter says', async () => {
    const made = await create({ name: 'l', variants: [{ sku: 'L-1', barcode: 'L-CODE' }, { sku: 'L-2' }] })
    const ids: string[] = []
    let after = ''
    do {
      const { body } = await api.call('GET', `/products?limit=2${after}`)
      const { items, next } = body as { items: Product[]; next: string | null }
      ids.push(...items.map(({ id }) => id))
      after = next === null ? '' : `&after=${next}`
    } while (after !== '')
    assert.deepEqual(ids, ids.toSorted().toReversed())
    assert.equal(new Set(ids).size, ids.length)
    for (const filter of ['sku=L-2', 'barcode=L-CODE', 'sku=L-1&barcode=L-CODE&status=active']) {
      const { body } = await api.call('GET', `/products?${filter}`)
      assert.deepEqual((body as { items: Product[] }).items, [made])
    }
    const none = await api.call('GET', '/products?sku=L-1&status=archived')
    assert.deepEqual(none.body, { items: [], next: null })
    assert.equal((await api.call('GET', '/products?after=nonsense')).status, 400)
  })

  it('archives a product with its variants, once, and not under a bundle', async () => {
    const part = await create({ name: 'p', variants: [{ sku: 'P-1' }] })
    const set = await create({
      name: 's',
      variants: [{ sku: 'S-1', kind: 'bundle', components: [{ sku: 'P-1', quantity: 1 }] }],
    })
    const held = await api.call('POST', `/products/${part.id}/archival`)
    assert.deepEqual([held.status, codeOf(held)], [422, 'component_of_bundle'])
    const archived = await api.call('POST', `/products/${set.id}/archival`)
    assert.equal(archived.status, 201)
    const { status, version, variants } = archived.body as Product
    assert.deepEqual([status, version, variants[0]?.status], ['archived', 2, 'archived'])
    assert.equal((await api.call('POST', `/products/${part.id}/archival`)).status, 201)
    const again = await api.call('POST', `/products/${set.id}/archival`)
    assert.deepEqual([again.status, codeOf(again)], [409, 'action_not_allowed'])
  })
})

const missing = '0190f0c2-7c00-7000-8000-000000000000'
