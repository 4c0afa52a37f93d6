import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openTo } from '../../test/support/callers.ts'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { createProduct } from '../catalog/create-products.ts'
import { serveCatalog } from '../catalog/routes.ts'
import { findReferenceRevision } from '../platform/reference-revision.ts'
import { findListPrices, findPricesOfVariant, findTaxRates } from './pricing-queries.ts'
import { servePricing } from './routes.ts'
import { setPrices } from './set-prices.ts'

describe('pricing', () => {
  let test: TestMerchant
  let api: TestApi
  let first: string
  let second: string

  before(async () => {
    test = await createTestMerchant()
    api = await test.open(servePricing)
    const { variants } = await test.command((command) =>
      createProduct(command, {
        name: '茶',
        variants: [
          { sku: 'A', barcode: '6901234567892' },
          { sku: 'B', barcode: 'A' },
        ],
      }),
    )
    ;[first = '', second = ''] = variants.map(({ id }) => id)
  })
  after(() => test.close())

  it('sets prices over those that are there; the later of two counts', async () => {
    const set = (prices: [variantId: string, currency: string, price: number][]) =>
      test.command((command) =>
        setPrices(
          command,
          prices.map(([variantId, currency, price]) => ({ variantId, currency, price })),
        ),
      )
    const revision = () => test.query(({ tx }) => findReferenceRevision(tx))
    const before = await revision()
    await set([
      [first, 'CNY', 10_0000],
      [second, 'CNY', 20_0000],
      [first, 'USD', 2_0000],
      [first, 'CNY', 12_5000],
    ])
    await set([[second, 'CNY', 0]])
    assert.equal(await revision(), before + 2)
    const prices = await test.query(({ tx }) => findListPrices(tx, [first, second], 'CNY'))
    assert.deepEqual(
      [...prices].sort(),
      [
        [first, 12_5000],
        [second, 0],
      ].sort(),
    )
    assert.deepEqual(await test.query(({ tx }) => findPricesOfVariant(tx, first)), [
      { currency: 'CNY', price: 12_5000 },
      { currency: 'USD', price: 2_0000 },
    ])
    await assert.rejects(set([[missing, 'CNY', 1]]), { code: 'variant_not_found' })
    assert.deepEqual(await test.query(({ tx }) => findListPrices(tx, [], 'CNY')), new Map())
  })

  it('replaces the prices of a variant over HTTP', async () => {
    const path = `/variants/${second}/prices`
    const both = {
      prices: [
        { currency: 'USD', price: '3.1' },
        { currency: 'CNY', price: '19.9999' },
      ],
    }
    const set = await api.call('PUT', path, both)
    assert.equal(set.status, 200)
    const { editId, ...body } = set.body as { editId: string }
    assert.ok(editId !== null)
    assert.deepEqual(body, {
      variantId: second,
      prices: [
        { currency: 'CNY', price: '19.9999' },
        { currency: 'USD', price: '3.10' },
      ],
    })
    const one = await api.call('PUT', path, { prices: [{ currency: 'CNY', price: '20' }] })
    assert.deepEqual((one.body as { prices: object[] }).prices, [{ currency: 'CNY', price: '20.00' }])
    const none = await api.call('PUT', path, { prices: [] })
    assert.deepEqual((none.body as { prices: object[] }).prices, [])
  })

  it('sets prices of many by their SKUs, the other currencies kept, and tells which are other than before', async () => {
    const both = [
      { currency: 'CNY', price: '8.00' },
      { currency: 'USD', price: '1.50' },
    ]
    await api.call('PUT', `/variants/${second}/prices`, { prices: both })
    const set = (price: string, sku = 'B') =>
      api.call('POST', '/prices/batch', {
        ...{ others: 'keep', variants: [{ sku, prices: [{ currency: 'CNY', price }] }] },
      })
    const itemOf = async (price: string) => ((await set(price)).body as { items: object[] }).items[0]
    const after = [{ currency: 'CNY', price: '9.00' }, both[1]]
    assert.deepEqual(await itemOf('9'), { variantId: second, prices: after, isChanged: true })
    assert.deepEqual(await itemOf('9.00'), { variantId: second, prices: after, isChanged: false })
    const { status, body } = await set('9', 'NONE')
    assert.deepEqual([status, (body as { field: string }).field], [404, 'variants[0].sku'])
    const nameless = await api.call('POST', '/prices/batch', { variants: [{ prices: [] }] })
    assert.equal(nameless.status, 400)
  })

  it('names the field of bad prices', async () => {
    for (const price of ['1.00001', '-1', '1e3', '', '12,5']) {
      const { status, body } = await api.call('PUT', `/variants/${first}/prices`, {
        prices: [{ currency: 'CNY', price }],
      })
      assert.deepEqual([status, (body as { field: string }).field], [400, 'prices[0].price'], price)
    }
    const euro = await api.call('PUT', `/variants/${first}/prices`, { prices: [{ currency: 'EURO', price: '1' }] })
    assert.equal((euro.body as { field: string }).field, 'prices[0].currency')
    const one = { currency: 'CNY', price: '1' }
    const twice = await api.call('PUT', `/variants/${first}/prices`, { prices: [one, one] })
    assert.equal((twice.body as { code: string }).code, 'currency_repeated')
    assert.equal((await api.call('PUT', `/variants/${missing}/prices`, { prices: [one] })).status, 404)
  })

  it('finds a variant with its price by what a scanner gave; a SKU goes before a barcode', async () => {
    await api.call('PUT', `/variants/${first}/prices`, { prices: [{ currency: 'CNY', price: '12.5' }] })
    for (const code of ['6901234567892', 'A']) {
      const { status, body } = await api.call('GET', `/variants/by-code?code=${code}`)
      assert.equal(status, 200)
      const { id, name, unit, prices } = body as Record<string, unknown>
      assert.deepEqual(
        { id, name, unit, prices },
        { id: first, name: '茶', unit: '件', prices: [{ currency: 'CNY', price: '12.50' }] },
      )
    }
    const none = await api.call('GET', '/variants/by-code?code=none')
    assert.deepEqual([none.status, (none.body as { code: string }).code], [404, 'variant_not_found'])
    assert.equal((await api.call('GET', '/variants/by-code')).status, 400)
  })

  it('lists what variants cost, newest first, of a product and by SKU', async () => {
    type Listed = { items: { variantId: string; sku: string; prices: object[] }[]; next: string | null }
    const list = async (query: string) => (await api.call('GET', `/prices?${query}`)).body as Listed
    const skus = ({ items }: Listed) => items.map(({ sku }) => sku)
    const page = await list('limit=1')
    assert.deepEqual(skus(page), ['B'])
    assert.deepEqual(skus(await list(`limit=1&after=${page.next}`)), ['A'])
    const one = await list('sku=A')
    assert.equal(one.items[0]?.variantId, first)
    assert.deepEqual(skus(await list(`variantIds=${first},${first}`)), ['A'])
    assert.deepEqual(await list('sku=none'), { items: [], next: null })
    assert.deepEqual(skus(await list('sort=oldest')), ['A', 'B'])
    assert.deepEqual(skus(await list('status=active')), ['B', 'A'])
    assert.deepEqual(skus(await list('status=archived')), [])
    const counted = async (query: string) => (await api.call('GET', `/prices/counts?${query}`)).body
    assert.deepEqual(await counted('status=active'), { filtered: { count: 2, more: false } })
    assert.deepEqual(await counted('sku=none'), { filtered: { count: 0, more: false } })
    await api.call('PUT', `/variants/${second}/prices`, { prices: [{ currency: 'CNY', price: '3.50' }] })
    assert.deepEqual((await list('sku=B')).items[0]?.prices, [{ currency: 'CNY', price: '3.50' }])
  })

  it('prices a product as it is made, both or neither', async () => {
    const callAs = openTo(test, (app) => serveCatalog(app, setPrices))
    const make = (sku: string, prices: object[], may?: string[]) =>
      callAs({ actor: 'staff:1', ...(may && { may }) }, 'POST', '/products', {
        name: '杯',
        variants: [{ sku }, { sku: `${sku}-2`, prices }],
      })
    const price = { currency: 'CNY', price: '12.5' }
    const { status, body } = await make('CUP', [price, { currency: 'USD', price: '2' }])
    assert.equal(status, 201)
    const [bare = '', priced = ''] = (body as { variants: { id: string }[] }).variants.map(({ id }) => id)
    assert.deepEqual(await test.query(({ tx }) => findPricesOfVariant(tx, bare)), [])
    assert.deepEqual(await test.query(({ tx }) => findPricesOfVariant(tx, priced)), [
      { currency: 'CNY', price: 12_5000 },
      { currency: 'USD', price: 2_0000 },
    ])
    const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code
    assert.equal(codeOf(await make('CUP-3', [price, price])), 'currency_repeated')
    const { code, field } = (await make('CUP-3', [price], ['catalog.write'])).body as { code: string; field: string }
    assert.deepEqual([code, field], ['not_permitted', 'variants[1].prices'])
    assert.equal((await make('CUP-3', [], ['catalog.write'])).status, 201)
  })

  it('prices variants as they are added to a product, both or neither', async () => {
    const callAs = openTo(test, (app) => serveCatalog(app, setPrices))
    type Made = { id: string; version: number; variants: { id: string; sku: string }[] }
    const made = await callAs({ actor: 'staff:1' }, 'POST', '/products', { name: '壶', variants: [{ sku: 'POT' }] })
    const { id: productId } = made.body as Made
    const add = (variants: object[], may?: string[]) =>
      callAs({ actor: 'staff:1', ...(may && { may }) }, 'POST', `/products/${productId}/variants`, { variants })
    const [yuan, dollar] = [
      { currency: 'CNY', price: '88.5' },
      { currency: 'USD', price: '12.3456' },
    ]
    const { status, body } = await add([{ sku: 'POT-S' }, { sku: 'POT-L', prices: [yuan, dollar] }])
    assert.equal(status, 201)
    const { variants, version } = body as Made
    const pricesOf = (sku: string) => {
      const { id = '' } = variants.find((variant) => variant.sku === sku) ?? {}
      return test.query(({ tx }) => findPricesOfVariant(tx, id))
    }
    assert.deepEqual(
      [await pricesOf('POT'), await pricesOf('POT-S'), await pricesOf('POT-L')],
      [
        [],
        [],
        [
          { currency: 'CNY', price: 88_5000 },
          { currency: 'USD', price: 12_3456 },
        ],
      ],
    )
    const { rows: told } = await test.owner.query(
      `select type, actor, data from events where object_id in ($1, $2) and (type = 'variant.priced' or version = 2) order by type`,
      [productId, variants.find(({ sku }) => sku === 'POT-L')?.id],
    )
    assert.deepEqual(
      told.map(({ type, actor }) => [type, actor]),
      [
        ['product.changed', 'staff:1'],
        ['variant.priced', 'staff:1'],
      ],
    )
    const refused = async (wanted: object[], may?: string[]) => {
      const { status, body: problem } = await add(wanted, may)
      const { code, field, errors } = problem as { code: string; field?: string; errors?: { field: string }[] }
      return [status, code, field ?? errors?.[0]?.field]
    }
    const odd = (prices: object[]) => [{ sku: 'POT-X' }, { sku: 'POT-Y', prices }]
    assert.deepEqual(await refused(odd([yuan, yuan])), [400, 'currency_repeated', 'variants[1].prices'])
    assert.deepEqual(await refused(odd([yuan]), ['catalog.write']), [403, 'not_permitted', 'variants[1].prices'])
    for (const [price, field] of [
      [{ currency: 'CNY', price: '1.23456' }, 'variants[1].prices[0].price'],
      [{ currency: 'CNY', price: -1 }, 'variants[1].prices[0].price'],
      [{ currency: 'XXX', price: '1' }, 'variants[1].prices[0].currency'],
    ] as const)
      assert.deepEqual(await refused(odd([price])), [400, 'invalid_input', field])
    const taken = [{ sku: 'POT-Y', prices: [yuan] }, { sku: 'POT' }]
    assert.deepEqual(await refused(taken), [409, 'sku_taken', 'variants[1].sku'])
    const after = (await callAs({ actor: 'staff:1' }, 'GET', `/products/${productId}`)).body as Made
    assert.deepEqual([after.variants.length, after.version], [3, version], 'of what was refused nothing is done')
    assert.equal((await add([{ sku: 'POT-Z', prices: [] }], ['catalog.write'])).status, 201)
  })

  it('sets tax rates; whether prices contain the tax is the same for all', async () => {
    const set = (taxClass: string, body: object) => api.call('PUT', `/tax-rates/${encodeURIComponent(taxClass)}`, body)
    assert.equal((await set('standard', { rateBasisPoints: 1300, included: true })).status, 200)
    await set('食品', { rateBasisPoints: 900, included: true })
    await set('food', { rateBasisPoints: 600, included: false })
    assert.deepEqual((await api.call('GET', '/tax-rates')).body, {
      items: [
        { taxClass: 'food', rateBasisPoints: 600, included: false },
        { taxClass: 'standard', rateBasisPoints: 1300, included: false },
        { taxClass: '食品', rateBasisPoints: 900, included: false },
      ],
    })
    const rates = await test.query(({ tx }) => findTaxRates(tx))
    assert.deepEqual(rates.get('food'), { rateBasisPoints: 600, included: false })
    assert.equal((await set('standard', { rateBasisPoints: 10_001, included: true })).status, 400)
  })
})

const missing = '0190f0c2-7c00-7000-8000-000000000000'
