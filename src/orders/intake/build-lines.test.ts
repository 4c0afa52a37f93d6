import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { setPrices } from '../../pricing/set-prices.ts'
import { countLines } from './batch-orders.ts'
import { placeOrderForm } from './place-order-form.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
  await shop.settings({ shortagePolicy: 'backorder' })
  const parts = Array.from({ length: 50 }, (_, index) => ({ sku: `part-${index}` }))
  await shop.addVariants(...parts)
  await shop.addVariants(
    { sku: 'WIDE', kind: 'bundle', components: parts.map(({ sku }) => ({ sku, quantity: 1 })) },
    { sku: 'DEEP', kind: 'bundle', components: [{ sku: 'C', quantity: 10_000 }] },
  )
})
after(() => shop.close())

async function refusalOf(order: object) {
  const { status, body } = await shop.place(order)
  return [status, body.code, body.field]
}

const times = (count: number, line: object) => Array.from({ length: count }, () => line)

test('an order has as many lines as can be worked on, those of components counted', async () => {
  assert.equal((await shop.place({ lines: times(1000, { sku: 'A', quantity: 1 }) })).status, 201)
  assert.equal((await shop.place({ lines: times(98, { sku: 'WIDE', quantity: 1 }) })).status, 201)
  assert.deepEqual(await refusalOf({ lines: times(99, { sku: 'WIDE', quantity: 1 }) }), [
    ...[422, 'too_many_lines', 'lines[98]'],
  ])
})

test('more of a component than can be counted is refused with the line of its bundle', async () => {
  const lines = [
    { sku: 'A', quantity: 1 },
    { sku: 'DEEP', quantity: 214_748 },
  ]
  assert.equal((await shop.place({ lines })).status, 201)
  assert.deepEqual(await refusalOf({ lines: [lines[0], { sku: 'DEEP', quantity: 214_749 }] }), [
    ...[422, 'quantity_too_large', 'lines[1].quantity'],
  ])
})

test('amounts beyond whole minor units are refused in every currency', async () => {
  const dear = { sku: 'A', quantity: 2, unitPrice: '90000000000' }
  assert.deepEqual(await refusalOf({ currency: 'CLF', lines: [dear] }), [
    ...[422, 'amount_too_large', 'lines[0].unitPrice'],
  ])
  assert.equal((await shop.place({ currency: 'CNY', lines: [dear] })).status, 201)
})

test('a bundle whose parts cost more than can be counted is refused with its line', async () => {
  const variantId = shop.variants.get('C') as string
  const price = (amount: number) =>
    shop.command((command) => setPrices(command, [{ variantId, currency: 'CNY', price: amount }]))
  await price(999_999_999_990_000)
  assert.deepEqual(await refusalOf({ lines: [{ sku: 'DEEP', quantity: 1, unitPrice: '1' }] }), [
    ...[422, 'amount_too_large', 'lines[0]'],
  ])
  await price(100_000)
})

test('the lines of an order are counted before they are made; a code that nobody knows may be of any bundle', async () => {
  await shop.place({ lines: ['A', 'WIDE', 'DEEP'].map((sku) => ({ sku, quantity: 1 })) })
  const order = placeOrderForm.parse({
    channel: 'web',
    shipTo: { name: 'x', country: 'CN' },
    lines: [
      { sku: 'A', quantity: 1 },
      { sku: 'WIDE', quantity: 7 },
      { variantId: shop.variants.get('DEEP'), quantity: 1 },
      { sku: 'nobody-knows', quantity: 1 },
    ],
  })
  assert.equal(countLines(order, shop.intake.references.known(shop.merchantId)), 1 + 51 + 2 + 51)
  assert.equal(countLines(order, undefined), 4 * 51)
})
