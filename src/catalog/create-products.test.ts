import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { runCommand } from '../platform/command.ts'
import { findReferenceRevision } from '../platform/reference-revision.ts'
import { setTaxRate } from '../pricing/set-tax-rate.ts'
import { findSellableVariants } from './catalog-queries.ts'
import { createProduct, createProducts } from './create-products.ts'
import { findProduct } from './product-queries.ts'

describe('createProducts', () => {
  let test: TestMerchant

  before(async () => {
    test = await createTestMerchant()
  })
  after(() => test.close())

  const revision = () => test.query(({ tx }) => findReferenceRevision(tx))

  it('makes a product that is read back as it was made, with its event', async () => {
    const made = await test.command((command) =>
      createProduct(command, {
        name: '茶 "龙井"',
        category: '茶/绿茶',
        variants: [
          { sku: 'T-50', barcode: '6901234567892', options: { 净含量: '50g' }, weightGrams: 60, unit: '罐' },
          { sku: 'T-2x50', kind: 'bundle', components: [{ sku: 'T-50', quantity: 2 }] },
        ],
      }),
    )
    assert.deepEqual(await test.query(({ tx }) => findProduct(tx, made.id)), made)
    const { rows } = await test.owner.query('select type, version, actor from events where object_id = $1', [made.id])
    assert.deepEqual(rows, [{ type: 'product.created', version: 1, actor: 'system:test' }])
  })

  it('makes thousands at once, and tells intake once', async () => {
    const before = await revision()
    const inputs = Array.from({ length: 3000 }, (_, index) => ({
      name: `P${index}`,
      variants: [{ sku: `M-${index}` }, { sku: `M-${index}-b` }],
    }))
    const outcomes = await test.command((command) => createProducts(command, inputs))
    assert.ok(outcomes.every((outcome) => 'value' in outcome))
    assert.equal(await revision(), before + 1)
    const again = await test.command((command) => createProducts(command, inputs.slice(0, 10)))
    assert.ok(again.every((outcome) => 'refusal' in outcome && outcome.refusal.code === 'sku_taken'))
    assert.equal(await revision(), before + 1)
  })

  it('makes a product once when many try at the same time', async () => {
    const attempts = Array.from({ length: 8 }, () =>
      test.command((command) =>
        createProducts(command, [
          { name: 'a', variants: [{ sku: 'RACE-1' }] },
          { name: 'b', variants: [{ sku: 'RACE-2' }] },
        ]),
      ),
    )
    const outcomes = (await Promise.all(attempts)).flat()
    const codes = outcomes.map((outcome) => ('value' in outcome ? 'made' : outcome.refusal.code))
    assert.equal(codes.filter((code) => code === 'made').length, 2)
    assert.equal(codes.filter((code) => code === 'sku_taken').length, 14)
  })

  it('finds what orders need, with the components of bundles, in one call', async () => {
    const { bundle, part, service } = await test.command(async (command) => {
      await setTaxRate(command, { taxClass: 'food', rateBasisPoints: 600, included: true })
      const product = await createProduct(command, {
        name: 'x',
        variants: [
          { sku: 'PART', barcode: 'B-PART', weightGrams: 5 },
          {
            sku: 'SET',
            kind: 'bundle',
            barcode: 'B-SET',
            taxClass: 'food',
            components: [{ sku: 'PART', quantity: 3 }],
          },
          { sku: 'WORK', kind: 'service' },
        ],
      })
      const [part, bundle, service] = product.variants
      return { part, bundle, service }
    })
    const find = (codes: { skus?: string[]; barcodes?: string[]; ids?: string[] }) =>
      test.query(({ tx }) => findSellableVariants(tx, { skus: [], barcodes: [], ids: [], ...codes }))
    const set = {
      id: bundle?.id,
      sku: 'SET',
      barcode: 'B-SET',
      name: 'x',
      kind: 'bundle',
      status: 'active',
      taxClass: 'food',
      weightGrams: 0,
      components: [{ variantId: part?.id, quantity: 3 }],
    }
    for (const codes of [{ skus: ['SET', 'NONE'] }, { barcodes: ['B-SET'] }, { ids: [bundle?.id ?? ''] }]) {
      const found = await find(codes)
      assert.deepEqual(found.map(({ sku }) => sku).sort(), ['PART', 'SET'])
      assert.deepEqual(
        found.find(({ sku }) => sku === 'SET'),
        set,
      )
    }
    const several = await find({ skus: ['WORK'], barcodes: ['B-PART'], ids: [service?.id ?? ''] })
    assert.deepEqual(several.map(({ sku }) => sku).sort(), ['PART', 'WORK'])
    assert.deepEqual(await find({}), [])
  })

  it('keeps merchants apart', async () => {
    const merchantId = await test.addMerchant('other')
    const product = await runCommand(test.runtime, { merchantId, actor: 'system:test' }, (command) =>
      createProduct(command, { name: 'same', variants: [{ sku: 'T-50', barcode: '6901234567892' }] }),
    )
    assert.equal(await test.query(({ tx }) => findProduct(tx, product.id)), undefined)
  })
})
