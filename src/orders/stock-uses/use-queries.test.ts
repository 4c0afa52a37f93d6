import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../../test/support/merchant.ts'
import { createTestShop, intakeOf, type TestShop } from '../../../test/support/shop.ts'
import { placeWork } from '../../../test/support/work.ts'
import { findMovementOrders } from '../../fulfillment/movement-order-queries.ts'
import { findRelatedObjects } from '../../fulfillment/related-objects.ts'
import { serveFulfillment } from '../../fulfillment/routes.ts'
import { serveInventory } from '../../inventory/routes.ts'
import { serveOrders } from '../routes.ts'

let shop: TestShop
let api: TestApi

type Use = { kind: string; orderNumber: number; quantity: number; locationId: string; expiresAt: string | null }

before(async () => {
  shop = await createTestShop()
  api = await shop.open(
    serveFulfillment,
    (app) => serveInventory(app, findMovementOrders),
    (app) => serveOrders(app, intakeOf(shop), findRelatedObjects),
  )
})
after(() => shop.close())

test('what is kept of an item is told by order, and adds up to what the level says', async () => {
  const first = await placeWork(shop, { sku: 'A', quantity: 3 })
  const second = await placeWork(shop, { sku: 'A', quantity: 4 }, { sku: 'B', quantity: 1 })
  const waiting = await shop.place({
    lines: [{ sku: 'A', quantity: 5 }],
    payment: { terms: 'awaiting_payment', expiresInMinutes: 30 },
  })
  assert.equal(waiting.status, 201, JSON.stringify(waiting.body))
  const itemId = shop.variants.get('A')
  const uses = await read<{ items: Use[]; next: string | null }>(`/stock/items/${itemId}/uses`)
  assert.deepEqual(
    uses.items.map(({ kind, orderNumber, quantity }) => [kind, orderNumber, quantity]),
    [
      ['reserved', waiting.body.number, 5],
      ['allocated', second.work.orderNumber, 4],
      ['allocated', first.work.orderNumber, 3],
    ],
  )
  assert.deepEqual(
    uses.items.map(({ expiresAt }) => expiresAt === null),
    [false, true, true],
  )
  const { level } = await read<{ level: Record<string, number> }>(`/stock/items/${itemId}/explanation`)
  assert.deepEqual([level.onHand, level.allocated, level.reserved, level.toPromise], [100, 7, 5, 88])
  assert.deepEqual((await read<{ items: Use[] }>(`/stock/items/${itemId}/uses?locationId=${shop.beijing}`)).items, [])
  const page = await read<{ items: Use[]; next: string }>(`/stock/items/${itemId}/uses?limit=2`)
  assert.equal(page.items.length, 2)
  const rest = await read<{ items: Use[]; next: null }>(`/stock/items/${itemId}/uses?limit=2&after=${page.next}`)
  assert.deepEqual([rest.items.map(({ quantity }) => quantity), rest.next], [[3], null])
})

test('a movement names the order for which goods left, or were missing', async () => {
  const { work, orderId } = await placeWork(shop, { sku: 'C', quantity: 2 })
  const shipped = await api.call('POST', `/fulfillment-orders/${work.id}/shipments`, {
    carrier: 'SF',
    trackingNumber: 'M-1',
    lines: [{ lineNumber: 1, quantity: 1 }],
  })
  assert.equal(shipped.status, 201, JSON.stringify(shipped.body))
  const short = { lines: [{ code: 'C', quantity: 0, short: 1 }], shortReason: 'damaged' }
  assert.equal((await api.call('POST', `/fulfillment-orders/${work.id}/picks`, short)).status, 201)
  const { items } = await read<{ items: { kind: string; reason: string; order: object | null }[] }>(
    `/stock/items/${shop.variants.get('C')}/movements`,
  )
  const order = { orderId, orderNumber: work.orderNumber, fulfillmentOrderId: work.id }
  assert.deepEqual(
    items.map(({ kind, reason, order: of }) => [`${kind} ${reason}`, of]),
    [
      ['short_pick damaged', { ...order, shipmentId: null }],
      ['ship shipped', { ...order, shipmentId: (shipped.body as { id: string }).id }],
      ['receive received', null],
    ],
  )
})

async function read<Body>(path: string): Promise<Body> {
  const { status, body } = await api.call('GET', path)
  assert.equal(status, 200, JSON.stringify(body))
  return body as Body
}
