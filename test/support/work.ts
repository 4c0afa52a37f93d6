import assert from 'node:assert/strict'
import {
  type FulfillmentDetail,
  findFulfillmentOrders,
  listFulfillmentOrders,
} from '../../src/fulfillment/fulfillment-queries.ts'
import type { Order } from '../../src/orders/order.ts'
import { findOrders } from '../../src/orders/order-store.ts'
import type { Outcome } from '../../src/platform/batch.ts'
import type { TestShop } from './shop.ts'

/** Places an order of lines and lets its places know; answers its first fulfillment order. */
export async function placeWork(
  shop: TestShop,
  ...lines: { sku: string; quantity: number }[]
): Promise<{ orderId: string; work: FulfillmentDetail }> {
  const { status, body } = await shop.place({ lines, payment: { terms: 'on_account' } })
  assert.equal(status, 201, JSON.stringify(body))
  // A drain that is under way already leaves out what came after it began: the next one has that.
  for (let attempt = 0; attempt < 100; attempt++) {
    await shop.drainAll()
    const [work] = await workOn(shop, body.id)
    if (work !== undefined) return { orderId: body.id, work }
  }
  throw new Error(`no place was told of order ${body.id}`)
}

/** A fulfillment order as it stands. */
export async function workOf(shop: TestShop, id: string): Promise<FulfillmentDetail> {
  const [work] = await shop.query(({ tx }) => findFulfillmentOrders(tx, [id]))
  assert.ok(work !== undefined)
  return work
}

/** The fulfillment orders of an order, newest first. */
export async function workOn(shop: TestShop, orderId: string): Promise<FulfillmentDetail[]> {
  const { items } = await shop.query(({ tx }) => listFulfillmentOrders({ tx }, { orderId, limit: 50 }))
  return Promise.all(items.map(({ id }) => workOf(shop, id)))
}

/** An order as it stands. */
export async function orderOf(shop: TestShop, orderId: string): Promise<Order> {
  const order = (await shop.query(({ tx }) => findOrders(tx, [orderId]))).get(orderId)
  assert.ok(order !== undefined)
  return order
}

/** The types of an object's events, in order. */
export async function historyOf(shop: TestShop, objectId: string): Promise<string[]> {
  const { rows } = await shop.owner.query<{ type: string }>(
    'select type from events where object_id = $1 order by version',
    [objectId],
  )
  return rows.map(({ type }) => type)
}

/** Code and field of a refusal; nothing for a result. */
export function refusalOf<Result>(outcome: Outcome<Result> | undefined): [string, string?] | undefined {
  if (outcome === undefined || 'value' in outcome) return undefined
  const { code, field } = outcome.refusal
  return field === undefined ? [code] : [code, field]
}

/** The one result. */
export function resultOf<Result>([outcome]: readonly Outcome<Result>[]): Result {
  assert.deepEqual(refusalOf(outcome), undefined)
  return (outcome as { value: Result }).value
}
