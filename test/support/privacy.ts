import assert from 'node:assert/strict'
import { serveCustomers } from '../../src/customers/routes.ts'
import { serveFulfillment } from '../../src/fulfillment/routes.ts'
import { serveOrders } from '../../src/orders/routes.ts'
import { servePayments } from '../../src/payments/routes.ts'
import { servePrivacy } from '../../src/privacy/routes.ts'
import { personalHolders } from '../../src/shell/personal-holders.ts'
import type { TestApi } from './merchant.ts'
import { intakeOf, receiver, type TestShop } from './shop.ts'

/** Everything that holds personal data, served. */
export function openPrivacy(shop: TestShop): Promise<TestApi> {
  return shop.open(
    serveCustomers,
    (app) => serveOrders(app, intakeOf(shop), async () => []),
    serveFulfillment,
    servePayments,
    (app) => servePrivacy(app, personalHolders),
  )
}

/** Stands in every text that people write in `liveThrough`. */
export const mark = 'SECRET'

type Body = Record<string, unknown> & { id: string }

/** Calls the API with an idempotency key of its own; a refusal fails the test. */
export function doer(api: TestApi, about = 'test') {
  let count = 0
  return async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Body> => {
    count += 1
    const headers = { 'idempotency-key': `${about} ${count}` }
    const answer = await api.call(method, path, body, headers)
    assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body as Body
  }
}

/** What a buyer of `liveThrough` gives: nothing of it may be found once they are erased. */
export function buyerNamed(name: string, phone: string) {
  return { name, phone, email: `${phone}@${mark.toLowerCase()}.example`, country: 'CN', street: `${mark} 路 1 号` }
}

/**
 * An order that goes its whole way, with everything written on it that can be: a note, a hold, part of it cancelled, a hold of the
 * place, scans, a payment. It ends delivered and paid.
 */
export async function liveThrough(
  shop: TestShop,
  api: TestApi,
  order: { externalId: string; customer?: object; shipTo?: object },
): Promise<string> {
  const make = doer(api, order.externalId)
  const placed = { channel: 'web', shipTo: receiver, payment: { terms: 'on_account' }, note: `${mark} note`, ...order }
  const { id } = await make('POST', '/orders', { ...placed, lines: [{ sku: 'A', quantity: 3 }] })
  await make('POST', `/orders/${id}/notes`, { text: `${mark} second note` })
  const held = await make('POST', `/orders/${id}/holds`, { reason: `${mark} hold`, detail: `${mark} detail` })
  await make('DELETE', `/orders/${id}/holds/${(held.holds as { id: string }[])[0]?.id}`)
  await make('POST', `/orders/${id}/lines/1/cancellation`, { quantity: 1, reason: `${mark} regret` })
  await shop.drainAll()
  const { rows } = await shop.owner.query<{ id: string }>('select id from fulfillment_orders where order_id = $1', [id])
  const work = `/fulfillment-orders/${rows[0]?.id}`
  const stopped = await make('POST', `${work}/holds`, { reason: `${mark} place` })
  await make('DELETE', `${work}/holds/${(stopped.holds as { id: string }[])[0]?.id}`)
  await make('POST', `${work}/picks`, {})
  await make('POST', `${work}/packages`, {})
  const { id: shipmentId } = await make('POST', `${work}/shipments`, {
    carrier: 'SF',
    trackingNumber: order.externalId,
  })
  const scan = { code: 'delivered', place: `${mark} door`, description: `${mark} signed` }
  await make('POST', `/shipments/${shipmentId}/tracking-events`, { ...scan, occurredAt: '2026-01-05T08:00:00Z' })
  const due = await api.call('GET', `/orders/${id}`)
  const { total, cancelledTotal } = due.body as { total: number; cancelledTotal: number }
  const payment = { method: 'bank_transfer', amount: total - cancelledTotal, reference: `${mark} reference` }
  await make('POST', `/orders/${id}/payments`, payment)
  await shop.drainAll()
  return id
}

/** Where the database still holds any of the texts in plain, as `table: text`. */
export async function findInPlain({ owner }: Pick<TestShop, 'owner'>, texts: readonly string[]): Promise<string[]> {
  const tables = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await owner.query<{ row: string }>(
      `select t::text as row from ${name} t where t::text ilike any($1)`,
      [texts.map((text) => `%${text}%`)],
    )
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 300)}`))
  }
  return found
}
