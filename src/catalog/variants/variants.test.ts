import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { ownBarcode } from '../barcodes/own-barcode.ts'
import type { Product, Variant } from '../product.ts'
import { serveCatalog } from '../routes.ts'

describe('variants of a product', () => {
  let test: TestMerchant
  let api: TestApi
  let product: Product

  before(async () => {
    test = await createTestMerchant()
    api = await test.open(serveCatalog)
    await test.owner.query(`insert into tax_rates values ($1, 'reduced', 900, true)`, [test.merchantId])
    product = await create({ name: 'T恤', variants: [{ sku: 'T-S', barcode: '6901234567892' }, { sku: 'T-M' }] })
  })
  after(() => test.close())

  const create = async (body: object) => (await api.call('POST', '/products', body)).body as Product
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code
  const pathOf = (sku: string, of = product) =>
    `/products/${of.id}/variants/${of.variants.find((variant) => variant.sku === sku)?.id}`
  const form = {
    name: 'T恤 M',
    options: { 尺码: 'M' },
    unit: '件',
    weightGrams: 180,
    taxClass: 'reduced',
    barcode: null,
  }

  it('are added, all or none', async () => {
    const path = `/products/${product.id}/variants`
    const taken = await api.call('POST', path, { variants: [{ sku: 'T-L' }, { sku: 'T-S' }] })
    assert.equal(codeOf(taken), 'sku_taken')
    const added = await api.call('POST', path, { variants: [{ sku: 'T-L', options: { 尺码: 'L' } }] })
    assert.equal(added.status, 201)
    assert.deepEqual(
      (added.body as Product).variants.map(({ sku, name }) => [sku, name]),
      [
        ['T-S', 'T恤'],
        ['T-M', 'T恤'],
        ['T-L', 'T恤 L'],
      ],
    )
    product = added.body as Product
    assert.equal(product.version, 2)
  })

  it('are changed, and it is told what was before', async () => {
    const changed = await api.call('PUT', pathOf('T-M'), form, { 'if-match': '"2"' })
    product = changed.body as Product
    const { components: _, id: __, ...said } = product.variants[1] as Variant
    assert.deepEqual(said, { ...form, sku: 'T-M', kind: 'stocked', status: 'active' })
    const { rows } = await test.owner.query(`select data from events where object_id = $1 and version = 3`, [
      product.id,
    ])
    assert.deepEqual(rows[0].data.changes['variants.T-M.weightGrams'], [0, 180])
    assert.equal((await api.call('PUT', pathOf('T-M'), form, { 'if-match': '"2"' })).status, 412)
    assert.equal(codeOf(await api.call('PUT', pathOf('T-M'), { ...form, barcode: '6901234567892' })), 'barcode_taken')
    assert.equal(
      codeOf(await api.call('PUT', pathOf('T-M'), { ...form, barcode: '6901234567890' })),
      'barcode_check_digit_wrong',
    )
    assert.equal((await api.call('PUT', pathOf('T-S'), { ...form, barcode: '6901234567892' })).status, 200)
    assert.equal(
      codeOf(await api.call('PUT', pathOf('T-M'), { ...form, components: [{ sku: 'T-S', quantity: 1 }] })),
      'components_not_allowed',
    )
  })

  it('are refused a tax class that the shop has not, by the field that names it', async () => {
    const refused = async (method: 'POST' | 'PUT', path: string, body: object) => {
      const { status, body: problem } = await api.call(method, path, body)
      const { code, field } = problem as { code: string; field: string }
      return [status, code, field]
    }
    const unknown = { sku: 'T-X', taxClass: 'redcued' }
    const of = (field: string) => [422, 'tax_class_unknown', field]
    assert.deepEqual(await refused('POST', '/products', { name: 'x', variants: [unknown] }), of('variants[0].taxClass'))
    const path = `/products/${product.id}/variants`
    assert.deepEqual(await refused('POST', path, { variants: [unknown] }), of('variants[0].taxClass'))
    assert.deepEqual(await refused('PUT', pathOf('T-M'), { ...form, taxClass: 'redcued' }), of('taxClass'))
    const batch = await api.call('POST', '/products/batch', { products: [{ name: 'x', variants: [unknown] }] })
    const [{ problem }] = (batch.body as { results: [{ problem: { code: string; field: string } }] }).results
    assert.deepEqual([problem.code, problem.field], ['tax_class_unknown', 'variants[0].taxClass'])
  })

  it('of a bundle stand for other components from then on', async () => {
    const components = [{ sku: 'T-S', quantity: 2 }]
    const bundle = await create({ name: '套装', variants: [{ sku: 'SET', kind: 'bundle', components }] })
    const path = pathOf('SET', bundle)
    assert.equal(codeOf(await api.call('PUT', path, { ...form, components: [] })), 'bundle_empty')
    const changed = await api.call('PUT', path, { ...form, components: [{ sku: 'T-M', quantity: 3 }] })
    const variant = (changed.body as Product).variants[0]
    assert.deepEqual(
      variant?.components.map(({ sku, quantity }) => [sku, quantity]),
      [['T-M', 3]],
    )
    const kept = (await api.call('PUT', path, form)).body as Product
    assert.equal(kept.variants[0]?.components.length, 1)
  })

  it('go out of sale and come back, one alone', async () => {
    assert.equal(codeOf(await api.call('POST', `${pathOf('T-M')}/archival`)), 'component_of_bundle')
    const archived = await api.call('POST', `${pathOf('T-L')}/archival`)
    assert.equal(archived.status, 201)
    const statuses = (body: unknown) => (body as Product).variants.map(({ status }) => status)
    assert.deepEqual(statuses(archived.body), ['active', 'active', 'archived'])
    assert.equal(codeOf(await api.call('POST', `${pathOf('T-L')}/archival`)), 'action_not_allowed')
    assert.deepEqual(statuses((await api.call('DELETE', `${pathOf('T-L')}/archival`)).body), Array(3).fill('active'))
    const missing = await api.call('POST', `${pathOf('none')}/archival`.replace('undefined', product.id))
    assert.equal(codeOf(missing), 'variant_not_found')
  })

  it('are what lists are narrowed to by kind, and categories are counted', async () => {
    await create({ name: '安装', category: '服务', variants: [{ sku: 'FIT', kind: 'service' }] })
    const names = async (query: string) =>
      ((await api.call('GET', `/products?${query}`)).body as { items: Product[] }).items.map(({ name }) => name)
    assert.deepEqual(await names('kind=bundle'), ['套装'])
    assert.deepEqual(await names('kind=service&status=active'), ['安装'])
    assert.deepEqual(await names(`category=${encodeURIComponent('服务')}`), ['安装'])
    assert.deepEqual((await api.call('GET', '/products/counts')).body, {
      filtered: { count: 3, more: false },
      statuses: [
        { status: 'active', products: 3, more: false },
        { status: 'archived', products: 0, more: false },
      ],
      categories: ['服务'],
    })
  })

  it('are given barcodes of the house, and keep those that they have', async () => {
    const skus = new Map(product.variants.map(({ sku, id }) => [sku, id]))
    await create({ name: '手写', variants: [{ sku: 'HAND', barcode: '2000000000022' }] })
    const variantIds = [skus.get('T-S'), skus.get('T-M'), skus.get('T-L')]
    const given = await api.call('POST', '/barcodes', { variantIds })
    assert.equal(given.status, 201)
    const codes = (given.body as { items: { sku: string; barcode: string }[] }).items
    assert.deepEqual(
      new Map(codes.map(({ sku, barcode }) => [sku, barcode])),
      new Map([
        ['T-S', '6901234567892'],
        ['T-M', '2000000000015'],
        ['T-L', '2000000000039'],
      ]),
    )
    assert.deepEqual((await api.call('POST', '/barcodes', { variantIds })).body, given.body)
    const next = async () => ((await api.call('GET', '/barcode-settings')).body as { nextNumber: number }).nextNumber
    const shown = await next()
    await create({ name: '又手写', variants: [{ sku: 'HAND-2', barcode: ownBarcode('20', shown) }] })
    assert.equal(await next(), shown + 1, 'one that is taken is not shown as the next')
    const set = await api.call('PUT', '/barcode-settings', { prefix: '28' })
    assert.deepEqual(set.body, { prefix: '28', nextNumber: 1, version: 2 })
    assert.deepEqual((await api.call('GET', '/barcode-settings')).body, set.body)
    assert.equal((await api.call('PUT', '/barcode-settings', { prefix: '69' })).status, 400)
  })
})
