import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decideProducts, type KnownVariant } from './decide-products.ts'
import type { NewProduct } from './product.ts'

describe('decideProducts', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  const tea: NewProduct = { name: '龙井', variants: [{ sku: 'TEA-1', barcode: '6901234567892' }] }
  const known = (sku: string, more: Partial<KnownVariant> = {}): KnownVariant => ({
    id: `id of ${sku}`,
    sku,
    barcode: null,
    kind: 'stocked',
    status: 'active',
    ...more,
  })

  function decide(inputs: NewProduct[], variants: KnownVariant[] = []) {
    let count = 0
    return decideProducts(inputs, variants, { now, newId: () => `new ${++count}`, taxClasses: new Set(['reduced']) })
  }

  function refusals(inputs: NewProduct[], variants: KnownVariant[] = []) {
    return decide(inputs, variants).map((outcome) =>
      'refusal' in outcome ? `${outcome.refusal.code} at ${outcome.refusal.field}` : undefined,
    )
  }

  const bundle = (...components: [sku: string, quantity: number][]): NewProduct => ({
    name: '礼盒',
    variants: [{ sku: 'BOX', kind: 'bundle', components: components.map(([sku, quantity]) => ({ sku, quantity })) }],
  })

  it('fills in what is not said', () => {
    const [outcome] = decide([{ name: 'T恤', variants: [{ sku: 'T-R-XL', options: { 颜色: '红', 尺码: 'XL' } }] }])
    assert.ok(outcome !== undefined && 'value' in outcome)
    assert.deepEqual(outcome.value, {
      id: 'new 1',
      name: 'T恤',
      category: '',
      status: 'active',
      version: 1,
      createdAt: now,
      variants: [
        {
          id: 'new 2',
          sku: 'T-R-XL',
          barcode: null,
          name: 'T恤 红 XL',
          options: { 颜色: '红', 尺码: 'XL' },
          kind: 'stocked',
          unit: '件',
          weightGrams: 0,
          taxClass: 'standard',
          status: 'active',
          components: [],
        },
      ],
      pictures: [],
    })
  })

  it('refuses codes that are taken, each product alone', () => {
    const green: NewProduct = { name: '碧螺春', variants: [{ sku: 'TEA-2', barcode: '4006381333931' }] }
    const taken = [known('TEA-1'), known('OTHER', { barcode: '4006381333931' })]
    assert.deepEqual(refusals([tea, green, { name: '普洱', variants: [{ sku: 'TEA-3' }] }], taken), [
      'sku_taken at variants[0].sku',
      'barcode_taken at variants[0].barcode',
      undefined,
    ])
  })

  it('lets an earlier product take its codes from a later one, and a refused one take none', () => {
    const wrong: NewProduct = { name: 'x', variants: [{ sku: 'A' }, { sku: 'B', barcode: '6901234567893' }] }
    const right: NewProduct = { name: 'y', variants: [{ sku: 'A' }] }
    assert.deepEqual(refusals([wrong, right, right]), [
      'barcode_check_digit_wrong at variants[1].barcode',
      undefined,
      'sku_taken at variants[0].sku',
    ])
  })

  it('refuses a code that stands twice in one product', () => {
    const twice = {
      name: 'x',
      variants: [
        { sku: 'A', barcode: 'house-1' },
        { sku: 'B', barcode: 'house-1' },
      ],
    }
    assert.deepEqual(refusals([twice]), ['barcode_taken at variants[1].barcode'])
    assert.deepEqual(refusals([{ name: 'x', variants: [{ sku: 'A' }, { sku: 'A' }] }]), [
      'sku_taken at variants[1].sku',
    ])
  })

  it('takes barcodes of the house as they are', () => {
    assert.deepEqual(
      refusals([
        {
          name: 'x',
          variants: [
            { sku: 'A', barcode: '12345' },
            { sku: 'B', barcode: 'AB-1' },
          ],
        },
      ]),
      [undefined],
    )
  })

  it('makes a bundle of variants that exist, or stand before it', () => {
    const outcomes = decide([tea, bundle(['TEA-1', 2], ['CUP', 1])], [known('CUP')])
    const made = outcomes[1]
    assert.ok(made !== undefined && 'value' in made)
    assert.deepEqual(made.value.variants[0]?.components, [
      { variantId: 'new 2', sku: 'TEA-1', quantity: 2 },
      { variantId: 'id of CUP', sku: 'CUP', quantity: 1 },
    ])
  })

  it('makes a bundle of its own sisters', () => {
    const set = { name: 'x', variants: [...bundle(['ONE', 6]).variants, { sku: 'ONE' }] }
    assert.deepEqual(refusals([set]), [undefined])
  })

  it('refuses bundles that cannot be picked', () => {
    const at = 'variants[0].components'
    const variants = [
      known('SET', { kind: 'bundle' }),
      known('WORK', { kind: 'service' }),
      known('OLD', { status: 'archived' }),
    ]
    assert.deepEqual(refusals([bundle()]), [`bundle_empty at ${at}`])
    assert.deepEqual(refusals([bundle(['NONE', 1])]), [`component_unknown at ${at}[0].sku`])
    assert.deepEqual(refusals([bundle(['OLD', 1])], variants), [`component_unknown at ${at}[0].sku`])
    assert.deepEqual(refusals([bundle(['SET', 1])], variants), [`component_not_stocked at ${at}[0].sku`])
    assert.deepEqual(refusals([bundle(['WORK', 1])], variants), [`component_not_stocked at ${at}[0].sku`])
    assert.deepEqual(refusals([bundle(['A', 1], ['A', 2])], [known('A')]), [`component_repeated at ${at}[1].sku`])
    const plain = { name: 'x', variants: [{ sku: 'X', components: [{ sku: 'A', quantity: 1 }] }] }
    assert.deepEqual(refusals([plain], [known('A')]), [`components_not_allowed at ${at}`])
  })

  it('refuses a tax class that the shop has not; the default is always there', () => {
    const of = (taxClass: string) => ({
      name: taxClass,
      variants: [{ sku: `A ${taxClass}` }, { sku: taxClass, taxClass }],
    })
    assert.deepEqual(refusals([of('standard'), of('reduced'), of('typo')]), [
      undefined,
      undefined,
      'tax_class_unknown at variants[1].taxClass',
    ])
  })

  it('refuses a bundle of a product that was refused', () => {
    assert.deepEqual(
      refusals([tea, bundle(['TEA-9', 1])], [known('TEA-1')])[1],
      'component_unknown at variants[0].components[0].sku',
    )
  })
})
