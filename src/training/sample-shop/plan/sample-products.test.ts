import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideProducts } from '../../../catalog/decide-products.ts'
import { isGtin } from '../../../catalog/gtin.ts'
import { newId } from '../../../platform/ids.ts'
import { samplePlaces } from './sample-places.ts'
import { sampleGoods } from './sample-products.ts'
import { isDiscontinued, isSpecial, specialGoods, specialVariants } from './special-goods.ts'
import type { SpecialGoods } from './story.ts'

const { products, variants } = sampleGoods()

test('there are 300 products that the catalog takes', () => {
  assert.equal(products.length, 300)
  const now = new Date(0)
  const outcomes = decideProducts(products, [], {
    now,
    newId: () => newId(now),
    taxClasses: new Set(['reduced', 'services', 'exempt']),
  })
  assert.deepEqual(
    outcomes.filter((outcome) => 'refusal' in outcome),
    [],
  )
})

test('every barcode is a GTIN-13 of the range that belongs to no company, and all goods have one', () => {
  for (const variant of products.flatMap((product) => product.variants)) {
    if (variant.kind === 'service') continue
    assert.match(variant.barcode ?? '', /^2\d{12}$/)
    assert.ok(isGtin(variant.barcode ?? ''), variant.barcode)
  }
})

test('every variant has a price in whole jiao above nothing, and a set costs less than its parts', () => {
  const prices = new Map(variants.map(({ sku, price }) => [sku, price]))
  for (const { sku, price } of variants) assert.ok(price > 0 && price % 1000 === 0, `${sku} ${price}`)
  for (const { sku, components = [] } of products.flatMap((product) => product.variants)) {
    if (components.length === 0) continue
    const parts = components.reduce((sum, part) => sum + (prices.get(part.sku) ?? 0) * part.quantity, 0)
    assert.ok((prices.get(sku) ?? 0) < parts, sku)
  }
})

test('goods are the same each time', () => {
  assert.deepEqual(sampleGoods(), { products, variants })
})

test('each category is in two warehouses, and the goods of the stories are in the catalog', () => {
  const warehouses = samplePlaces.filter(({ kind }) => kind === 'warehouse')
  for (const category of new Set(
    variants.filter(({ kind }) => kind === 'stocked').map((variant) => variant.category),
  )) {
    assert.ok(warehouses.filter(({ categories }) => categories.includes(category)).length >= 2, category)
  }
  for (const name of Object.keys(specialGoods) as SpecialGoods[]) {
    assert.ok(specialVariants(variants, name).length > 0, name)
  }
  assert.equal(variants.filter((variant) => isSpecial(variant) && isDiscontinued(variant)).length, 0)
})
