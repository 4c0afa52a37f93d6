import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { App } from '../../src/platform/http/app.ts'
import { everywhere, type Scope } from '../../src/platform/scope.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestShop, receiver, type TestShop } from '../support/shop.ts'
import { assertSound } from '../support/sound.ts'
import { orderOf, placeWork, workOn } from '../support/work.ts'

let shop: TestShop
let app: App
const scopes: Record<string, Scope> = {}

before(async () => {
  shop = await createTestShop()
  for (const sku of ['A', 'B']) await shop.receive(shop.beijing, sku, 100)
  app = buildApp(shop.runtime)
  scopes.shanghai = { location: new Set([shop.shanghai]) }
  scopes.beijing = { location: new Set([shop.beijing]) }
  scopes.phone = { channel: new Set(['phone']) }
  app.authenticate = async ({ headers }) => ({
    ...{ merchantId: shop.merchantId, actor: 'staff:test', origin: '127.0.0.1', may: () => true },
    scope: scopes[String(headers['x-scope'])] ?? everywhere,
  })
})
after(async () => {
  await assertSound(shop)
  await shop.close()
})

type Method = 'GET' | 'POST'

async function call(who: string, route: `${Method} ${string}`, body?: object, key?: string) {
  const [method, path] = route.split(' ') as [Method, string]
  const headers = { 'x-scope': who, ...(key !== undefined && { 'idempotency-key': key }) }
  const payload = body === undefined ? {} : { payload: body }
  const answer = await app.fastify.inject({ method, url: `/api/v1${path}`, headers, ...payload })
  return { status: answer.statusCode, body: answer.json() }
}

const codeOf = ({ status, body }: { status: number; body: { code?: string; field?: string } }) => [
  ...[status, body.code],
  ...(body.field === undefined ? [] : [body.field]),
]

describe('work of a place', () => {
  it('that is not found there goes on elsewhere, where its worker may not look', async () => {
    const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 5 })
    assert.equal(work.locationId, shop.shanghai)
    const picks = { lines: [{ lineNumber: 1, quantity: 2, short: 3 }] }
    assert.equal((await call('shanghai', `POST /fulfillment-orders/${work.id}/picks`, picks)).status, 201)
    await shop.drainAll()
    const elsewhere = (await workOn(shop, orderId)).find(({ locationId }) => locationId === shop.beijing)
    assert.ok(elsewhere !== undefined)
    const path = `/fulfillment-orders/${elsewhere.id}`
    assert.deepEqual(codeOf(await call('shanghai', `GET ${path}`)), [404, 'fulfillment_order_not_found'])
    assert.deepEqual(codeOf(await call('shanghai', `POST ${path}/picks`, {})), [404, 'fulfillment_order_not_found'])
    assert.equal((await call('beijing', `POST ${path}/picks`, {})).status, 201)
    const { lines } = await orderOf(shop, orderId)
    assert.deepEqual([lines[0]?.picked, lines[0]?.allocated], [5, 5])

    const { body: history } = await call('shanghai', `GET /orders/${orderId}/history`)
    const told = (history.items as { objectId: string }[]).map(({ objectId }) => objectId)
    assert.ok(told.includes(orderId) && told.includes(work.id) && !told.includes(elsewhere.id))
    const { body: sourcing } = await call('shanghai', `GET /orders/${orderId}/sourcing`)
    const judged = (sourcing.items as { decision: { candidates: { locationId: string }[] } }[]).map(({ decision }) =>
      decision.candidates.map(({ locationId }) => locationId),
    )
    // Sourced again, the place that did not find the goods is none of the candidates.
    assert.deepEqual(judged, [[shop.shanghai], []])
  })

  it('of several callers in one batch is done for each where they may', async () => {
    const works = [await placeWork(shop, { sku: 'A', quantity: 1 }), await placeWork(shop, { sku: 'A', quantity: 1 })]
    const picks = works.flatMap(({ work }) =>
      ['beijing', 'shanghai', 'phone'].map((who) => call(who, `POST /fulfillment-orders/${work.id}/picks`, {})),
    )
    const statuses = (await Promise.all(picks)).map(({ status }) => status)
    // A channel does not narrow a place's work; of two who may, the later finds nothing left to pick.
    for (const [foreign, ...may] of [statuses.slice(0, 3), statuses.slice(3)]) {
      assert.equal(foreign, 404)
      assert.deepEqual(may.sort(), [201, 422])
    }
  })

  it('of many parcels is refused row by row', async () => {
    const { work } = await placeWork(shop, { sku: 'B', quantity: 2 })
    const parcel = (fulfillmentOrderId: string, trackingNumber: string) => {
      return { fulfillmentOrderId, carrier: 'SF', trackingNumber, lines: [{ lineNumber: 1, quantity: 1 }] }
    }
    const body = { shipments: [parcel(work.id, 'P-1'), parcel(work.id, 'P-2')] }
    const { body: foreign } = await call('beijing', 'POST /fulfillment-orders/shipments/batch', body)
    const codes = (foreign.results as { problem: { code: string } }[]).map(({ problem }) => problem.code)
    assert.deepEqual(codes, ['fulfillment_order_not_found', 'fulfillment_order_not_found'])
    const { body: own } = await call('shanghai', 'POST /fulfillment-orders/shipments/batch', body)
    assert.ok((own.results as { shipment?: object }[]).every(({ shipment }) => shipment !== undefined))
  })
})

describe('orders of a channel', () => {
  it('are placed by it alone, row by row', async () => {
    const order = (channel: string) => {
      return { channel, shipTo: receiver, lines: [{ sku: 'A', quantity: 1 }], payment: { terms: 'on_account' } }
    }
    assert.deepEqual(codeOf(await call('phone', 'POST /orders', order('web'))), [403, 'out_of_scope', 'channel'])
    assert.equal((await call('phone', 'POST /orders', order('phone'))).status, 201)
    const orders = [order('web'), order('phone'), order('none')]
    const { body } = await call('phone', 'POST /orders/batch', { orders })
    const results = body.results as { status: number; problem?: { code: string; field?: string } }[]
    assert.deepEqual(
      results.map(({ status, problem }) => [status, problem?.code, problem?.field]),
      [
        [403, 'out_of_scope', 'channel'],
        [201, undefined, undefined],
        [403, 'out_of_scope', 'channel'],
      ],
    )
  })
})

describe('an answer that was kept under a key', () => {
  it('is given again to who is narrowed in the same way, and to no other', async () => {
    const body = { locationId: shop.beijing, reference: 'R', lines: [{ sku: 'A', quantity: 1 }] }
    const first = await call('beijing', 'POST /stock/receipts', body, 'key-1')
    assert.equal(first.status, 201)
    assert.deepEqual(await call('beijing', 'POST /stock/receipts', body, 'key-1'), first)
    const other = await call('shanghai', 'POST /stock/receipts', body, 'key-1')
    assert.equal(other.body.code, 'idempotency_key_reused')
    const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
    const path = `/fulfillment-orders/${work.id}/holds`
    assert.equal((await call('beijing', `POST ${path}`, { reason: 'x' }, 'key-2')).status, 404)
    const { body: again } = await call('all', `POST ${path}`, { reason: 'x' }, 'key-2')
    assert.equal(again.code, 'idempotency_key_reused')
  })
})

describe('a transfer', () => {
  it('is sent by who has the place it leaves, and received by who has the one it goes to', async () => {
    const lines = [{ sku: 'A', quantity: 2 }]
    const plan = { fromLocationId: shop.shanghai, toLocationId: shop.beijing, draft: true, lines }
    const refused = [403, 'out_of_scope', 'fromLocationId']
    assert.deepEqual(codeOf(await call('beijing', 'POST /stock/transfers', plan)), refused)
    const { status, body } = await call('shanghai', 'POST /stock/transfers', plan)
    assert.equal(status, 201)
    const path = `/stock/transfers/${body.id}`
    for (const verb of ['readiness', 'dispatch', 'cancellation']) {
      assert.deepEqual(codeOf(await call('beijing', `POST ${path}/${verb}`, {})), refused)
    }
    for (const verb of ['readiness', 'dispatch']) {
      assert.equal((await call('shanghai', `POST ${path}/${verb}`, {})).status, 200)
    }
    assert.deepEqual(codeOf(await call('shanghai', `POST ${path}/receipts`, {})), [403, 'out_of_scope', 'toLocationId'])
    assert.equal((await call('beijing', `POST ${path}/receipts`, {})).status, 200)
    for (const who of ['shanghai', 'beijing']) {
      assert.equal((await call(who, `GET ${path}`)).status, 200)
      assert.equal((await call(who, 'GET /stock/transfers')).body.items.length, 1)
    }
    scopes.nowhere = { location: new Set() }
    assert.deepEqual(codeOf(await call('nowhere', `GET ${path}`)), [404, 'transfer_not_found'])
    assert.equal((await call('nowhere', 'GET /stock/transfers')).body.items.length, 0)
  })
})

describe('the stock of an item', () => {
  it('is that of the places in sight, and says so', async () => {
    const path = `/stock/items/${shop.variants.get('B')}`
    const { body: whole } = await call('all', `GET ${path}`)
    const { body: part } = await call('beijing', `GET ${path}`)
    assert.deepEqual([whole.narrowed, whole.levels.length], [false, 2])
    assert.deepEqual([part.narrowed, part.levels.length, part.totals.onHand], [true, 1, 100])
    assert.equal(whole.totals.onHand - part.totals.onHand, 98)
    const { body: movements } = await call('beijing', `GET ${path}/movements`)
    assert.equal(movements.closingBalance, 100)
    const levels = (await call('beijing', 'GET /stock/levels')).body.items as { locationId: string }[]
    assert.ok(levels.length > 0 && levels.every(({ locationId }) => locationId === shop.beijing))
  })
})
