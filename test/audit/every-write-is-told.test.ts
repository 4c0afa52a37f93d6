import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { changeMerchant } from '../../src/access/change-merchant.ts'
import { runCommand } from '../../src/platform/command.ts'
import { servedContracts } from '../../src/shell/served-contracts.ts'
import { sampleActor } from '../../src/training/sample-shop/sample-world.ts'
import { completeRequests } from '../bad-input/complete-requests.ts'
import { callerOf } from '../bad-input/open-shop.ts'
import type { Operation } from '../bad-input/operations.ts'
import { send } from '../bad-input/send.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { type Request, validRequest } from '../bad-input/valid-requests.ts'
import { ownAccount, waysIn } from './sign-ins.ts'

/** From where everything here is asked for. */
const address = '192.0.2.50'

/** Operations that write and have no event that is told of by their caller, each with why that is so. */
const exceptions: Record<string, string> = {
  retryDeadLetters: 'here is nothing to be tried again; its own test sees that it is told',
  readAccessLink: 'it only looks',
  lookUpOrders: 'it only looks',
  quoteOrder: 'it only looks',
  parseAddress: 'it only looks, and keeps nothing',
  askForPasskey: 'a question, which is nothing until it is answered',
  beginPasskey: 'a question, which is nothing until it is answered',
  beginAuthenticator: 'a secret that counts for nothing until a code of it was given',
}

/** What ends something is tried last, so that there is something left to end; behind it what undoes an end. */
const lateness = (name: string) =>
  /^(?:reopen|retryBulk)/.test(name) ? 2 : /^(?:cancel|archive|close|void|revoke|setDeadLetterAside)/.test(name) ? 1 : 0

/** An order of one piece, on account; answers its id. */
async function placeOne(sku: string): Promise<string> {
  const { app, own, drain } = shops
  const order = {
    channel: 'web',
    shipTo: { name: 'Somebody', country: 'CN' },
    lines: [{ sku, quantity: 1 }],
    payment: { terms: 'on_account' },
  }
  const { body } = await callerOf(app, own.key)('POST', '/orders', order)
  await drain()
  return body.id
}

/** A product with one variant that has no barcode. */
async function makeVariant(sku: string): Promise<{ productId: string; variantId: string }> {
  const { body } = await callerOf(shops.app, shops.own.key)('POST', '/products', { name: sku, variants: [{ sku }] })
  const [{ id: variantId = '' } = {}] = body.variants as unknown as { id: string }[]
  return { productId: body.id, variantId }
}

/** An order that waits for goods: they are sold without being there. */
async function awaitGoods(): Promise<Partial<Request>> {
  const call = callerOf(shops.app, shops.own.key)
  const { variantId } = await makeVariant('lacking')
  await call('PUT', `/variants/${variantId}/prices`, { prices: [{ currency: 'CNY', price: '1' }] })
  const policy = { shortagePolicy: 'backorder', oversellLimit: 5, safetyStock: [] }
  await call('PUT', `/stock/items/${variantId}`, policy)
  await placeOne('lacking')
  return {}
}

/** Requests that need something which is seldom there. */
const arranged: Record<string, () => Promise<Partial<Request>>> = {
  renderOrderServices: async () => ({ path: { orderId: await placeOne('OWN-wrapping') } }),
  // Of the shop's orders some are cancelled already, which is told once.
  cancelOrder: async () => ({ path: { orderId: await placeOne('OWN-wrapping') }, body: { reason: 'Reason' } }),
  // They are set aside, all of them: one is put back for it.
  retryDeadLetter: async () => {
    const [subscriber = '', objectId = '', version = ''] =
      shops.own.known['subscriber objectId version']?.at(-1)?.split(' ') ?? []
    await callerOf(shops.app, shops.own.key)(
      'DELETE',
      `/dead-letters/${subscriber}/${objectId}/${version}/setting-aside`,
    )
    return { path: { subscriber, objectId, version } }
  },
  // What came before has shipped or stopped those of the shop.
  shipFulfillmentOrders: async () => {
    const { rows } = await shops.merchant.owner.query<{ id: string }>(
      'select id from fulfillment_orders where order_id = $1',
      [await placeOne('OWN-tea')],
    )
    const parcel = { carrier: 'SF', trackingNumber: 'arranged-1', shippedAt: '2025-01-05T08:00:00+08:00' }
    const lines = [{ lineNumber: 1, quantity: 1 }]
    return { body: { shipments: [{ fulfillmentOrderId: rows[0]?.id, ...parcel, lines }] } }
  },
  releaseFulfillmentOrder: async () => {
    const { rows } = await shops.merchant.owner.query<{ id: string }>(`
      update fulfillment_orders set status = 'open' where id = (
        select id from fulfillment_orders where merchant_id = '${shops.own.merchantId}' and status = 'released' limit 1)
      returning id`)
    return { path: { fulfillmentOrderId: rows[0]?.id as string } }
  },
  reverseBulkJob: async () => {
    const call = callerOf(shops.app, shops.own.key)
    const orderIds = shops.own.known.orderId?.slice(0, 1)
    const action = { name: 'hold', input: { reason: 'Reason' } }
    const { id: jobId } = (await call('POST', '/orders/bulk-jobs', { selection: { orderIds }, action })).body
    await shops.merchant.owner.query(`
      with rows as (update bulk_rows set status = 'done', result = '{"holdIds": []}' where job_id = '${jobId}')
      update bulk_jobs set status = 'done', done = 1, ended_at = now() where id = '${jobId}'`)
    return { path: { jobId } }
  },
  reopenLocation: async () => {
    const call = callerOf(shops.app, shops.own.key)
    const place = { code: 'closed', name: 'Closed', kind: 'store', country: 'CN', timeZone: 'Asia/Shanghai' }
    const { id: locationId } = (await call('POST', '/locations', { ...place, province: '上海市' })).body
    await call('POST', `/locations/${locationId}/closure`)
    return { path: { locationId } }
  },
  removeSampleShop: async () => {
    const { runtime } = shops.merchant
    const asSample = { merchantId: shops.own.merchantId, actor: sampleActor }
    await runCommand(runtime, asSample, (command) => changeMerchant(command, { name: 'Of the sample' }))
    return {}
  },
  exportLackingGoods: awaitGoods,
  restoreVariant: async () => {
    const { productId, variantId } = await makeVariant('archived')
    await callerOf(shops.app, shops.own.key)('POST', `/products/${productId}/variants/${variantId}/archival`)
    return { path: { productId, variantId } }
  },
  // Those of the shop have barcodes, and keep them untold.
  assignBarcodes: async () => ({ body: { variantIds: [(await makeVariant('bare')).variantId] } }),
  ...waysIn(() => shops, address),
  ...ownAccount(() => shops, address),
}

let shops: TwoShops
before(async () => {
  shops = await openTwoShops()
})
after(() => shops.close())

/** Requests that may succeed: those that are written down, then those that the schemas allow. */
async function* requestsOf(operation: Operation, index: number): AsyncGenerator<Request> {
  const { known } = shops.own
  const request = await arranged[operation.name]?.()
  if (request !== undefined) yield { path: {}, query: {}, body: undefined, ...request }
  const complete = completeRequests[operation.name]
  for (let n = 0; complete !== undefined && n < 20; n++) {
    yield { path: {}, query: {}, body: undefined, ...complete(known, 9000 + index * 20 + n) }
  }
  yield* fc.sample(validRequest(operation, known), { numRuns: 300, seed: 1 })
}

/** Sends requests until one succeeds; none when none does. */
async function succeed(operation: Operation, index: number): Promise<Request | undefined> {
  const caller = { app: shops.app, ...shops.own, remoteAddress: address }
  for await (const request of requestsOf(operation, index)) {
    const { status, body } = await send(caller, operation, request)
    if (status < 300 && isAnyDone(body)) return request
  }
  return undefined
}

/** Whether, of several that were sent together, any was done. */
function isAnyDone(body: unknown): boolean {
  const { results } = (body ?? {}) as { results?: { status?: number }[] }
  return results === undefined || results.some(({ status = 0 }) => status < 300)
}

/** What was told since an entry, of whom and from where. */
async function toldSince(entryId: string): Promise<{ type: string; actor: string; origin: string | null }[]> {
  const { owner, merchantId } = shops.merchant
  const { rows } = await owner.query<{ type: string; actor: string; origin: string | null }>(
    'select type, actor, origin from events where merchant_id = $1 and entry_id > $2 order by entry_id',
    [merchantId, entryId],
  )
  return rows
}

async function lastEntry(): Promise<string> {
  const { rows } = await shops.merchant.owner.query<{ id: string }>(
    'select entry_id as id from events order by entry_id desc limit 1',
  )
  return rows[0]?.id as string
}

/** Who asks for what: people for themselves, at the door nobody yet, and else a key. */
function isCaller({ name, permission }: Operation, actor: string): boolean {
  if (permission === 'public') return actor.startsWith('staff:') || actor === 'system:sign-in'
  return actor.startsWith(permission === 'account.own' || name === 'withdrawApproval' ? 'staff:' : 'key:')
}

describe('an event tells who did it and from where, of', () => {
  const writing = servedContracts().filter(({ method }) => method !== 'GET')
  const inOrder = writing.toSorted((a, b) => lateness(a.operation) - lateness(b.operation))
  for (const [index, { operation: name }] of inOrder.entries()) {
    it(name, async () => {
      const operation = shops.operations.find((each) => each.name === name) as Operation
      const before = await lastEntry()
      const request = await succeed(operation, index)
      assert.ok(request !== undefined, 'no request succeeded')
      const told = await toldSince(before)
      const byCaller = told.filter(({ actor, origin }) => isCaller(operation, actor) && origin === address)
      if (exceptions[name] === undefined) assert.notDeepEqual(byCaller, [], JSON.stringify({ request, told }))
      else assert.deepEqual(byCaller, [], 'it is told now: take it out of the exceptions')
    })
  }

  it('those that are not told are there', () => {
    const names = new Set(writing.map(({ operation }) => operation))
    assert.deepEqual(
      Object.keys(exceptions).filter((name) => !names.has(name)),
      [],
    )
  })
})
