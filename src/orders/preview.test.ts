import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { differences, openFingerprint } from '../../test/bad-input/fingerprint.ts'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { serveCatalog } from '../catalog/routes.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import { serveInventory } from '../inventory/routes.ts'
import { serveLocations } from '../locations/routes.ts'
import { servePayments } from '../payments/routes.ts'
import { serveOrders } from './routes.ts'

let shop: TestShop
let call: CallAs
before(async () => {
  shop = await createTestShop()
  const orders = (app: Parameters<typeof serveCatalog>[0]) => serveOrders(app, intakeOf(shop), async () => [])
  call = openTo(shop, orders, serveCatalog, serveInventory, serveLocations, serveFulfillment, servePayments)
})
after(() => shop.close())

type Preview = {
  preview: boolean
  status: number
  answer: Record<string, unknown>
  effects: { type: string; count: number }[]
  numbers: Record<string, unknown>
}

const manager = { actor: 'staff:manager' }
const look = async (path: string, body?: object, method: 'POST' | 'DELETE' | 'PUT' = 'POST') => {
  const answer = await call(manager, method, `${path}?preview=true`, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as Preview
}

test('what cancelling an order, archiving its product and closing its place would come to', async () => {
  const payment = { terms: 'on_account' }
  const { body } = await shop.place({
    lines: [
      { sku: 'A', quantity: 3 },
      { sku: 'B', quantity: 1 },
    ],
    payment,
  })
  await call(manager, 'POST', `/orders/${body.id}/payments`, { method: 'cash', amount: 1500 })
  await shop.drainAll()
  const fingerprint = await openFingerprint(shop.owner)
  const before = await fingerprint()
  const cancellation = await look(`/orders/${body.id}/cancellation`, { reason: 'slip' })
  assert.deepEqual(
    [cancellation.answer.status, cancellation.effects],
    ['cancelled', [{ type: 'order.cancelled', count: 1 }]],
  )
  assert.deepEqual(cancellation.numbers, {
    ...{ objects: { order: 1 }, unitsGivenBack: 4, amountCancelled: { CNY: 4000 }, amountToReturn: { CNY: 1500 } },
    ...{ amountPromised: { CNY: 0 }, openFulfillmentOrders: 1 },
  })
  const { rows } = await shop.owner.query('select product_id as id from variants where sku = $1', ['A'])
  const archival = await look(`/products/${rows[0].id}/archival`)
  const { objects: _, ...numbers } = archival.numbers
  assert.deepEqual(numbers, { openOrders: 1, unitsOrdered: 4, unitsOnHand: 300, unitsKeptForOrders: 4 })
  const closing = await look(`/locations/${shop.shanghai}/closure`)
  const { objects: __, ...left } = closing.numbers
  assert.deepEqual(left, { unitsOnHand: 300, unitsKeptForOrders: 4, openFulfillmentOrders: 1 })
  assert.deepEqual(differences(before, await fingerprint()), [])
})

test('an order is looked at before it is placed: its total, its holds, and no number is lost', async () => {
  const order = { channel: 'web', shipTo: receiver, lines: [{ sku: 'A', quantity: 2 }], payment: { terms: 'prepaid' } }
  const fingerprint = await openFingerprint(shop.owner)
  const before = await fingerprint()
  const previews = [await look('/orders', order), await look('/orders', order)]
  for (const { status, answer, effects } of previews) {
    assert.deepEqual([status, answer.total, answer.status], [201, 2000, 'confirmed'])
    assert.deepEqual(
      effects.map(({ type }) => type),
      ['order.placed'],
    )
  }
  assert.deepEqual(differences(before, await fingerprint()), [])
  const placed = await call(manager, 'POST', '/orders', order)
  assert.equal((placed.body as { number: number }).number, previews[0]?.answer.number)
})

test('what would be refused is refused, and the bulk of products says what became of each', async () => {
  const unknown = await call(manager, 'POST', '/orders?preview=true', {
    channel: 'none',
    shipTo: receiver,
    lines: [{ sku: 'A', quantity: 1 }],
  })
  assert.deepEqual([unknown.status, (unknown.body as { code: string }).code], [422, 'unknown_channel'])
  const products = [
    { name: 'P', variants: [{ sku: 'NEW' }] },
    { name: 'Q', variants: [{ sku: 'A' }] },
  ]
  const { answer, effects, numbers } = await look('/products/batch', { products })
  const results = answer.results as { product?: object; problem?: { code: string } }[]
  assert.deepEqual(
    results.map(({ problem }) => problem?.code),
    [undefined, 'sku_taken'],
  )
  assert.deepEqual(effects, [
    { type: 'edit.made', count: 1 },
    { type: 'product.created', count: 1 },
  ])
  assert.deepEqual(numbers, { objects: { edit: 1, product: 1 } })
})

test('a write-off that would wait for another person says so', async () => {
  const lines = [{ sku: 'C', quantity: -1 }]
  const { status, effects } = await look('/stock/adjustments', { locationId: shop.shanghai, reason: 'loss', lines })
  assert.deepEqual([status, effects], [202, [{ type: 'approval.requested', count: 1 }]])
})

test('looking waits for who is changing the same, and sees what they made of it', async () => {
  const { body } = await shop.place({ lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' } })
  const answers = await Promise.all([
    call(manager, 'POST', `/orders/${body.id}/cancellation`, { reason: 'slip' }),
    call(manager, 'POST', `/orders/${body.id}/cancellation?preview=true`, { reason: 'slip' }),
    call(manager, 'POST', `/orders/${body.id}/cancellation?preview=true`, { reason: 'slip' }),
  ])
  assert.equal(answers[0].status, 200)
  for (const { status } of answers.slice(1)) assert.ok(status === 200 || status === 409)
})
