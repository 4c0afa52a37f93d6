import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { createApiKey } from '../access/keys/create-api-key.ts'
import { runCommand } from '../platform/command.ts'
import { openDatabase } from '../platform/db/database.ts'
import { buildApp } from './build-app.ts'

let shop: TestShop
before(async () => {
  shop = await createTestShop()
})
after(() => shop.close())

/** A server of few connections; both limits are long enough to be met by no test, or short. */
function openServer(limitMs: number) {
  const url = new URL(shop.appUrl)
  url.searchParams.set('options', `-c lock_timeout=${limitMs}`)
  const fairness = { readConnections: 1, commandsAtOnce: 2, longestWaitMs: limitMs }
  const database = openDatabase({ url: url.href, connections: 4, fairness })
  const { fastify } = buildApp({ ...shop.runtime, database })
  const callerOf = async (merchantId: string) => {
    const { key } = await runCommand(shop.runtime, { merchantId, actor: 'system:test' }, (command) =>
      createApiKey(command, { name: 'test', scopes: ['*'] }),
    )
    const headers = { authorization: `Bearer ${key}` }
    return (method: 'GET' | 'POST', path: string, payload: object | undefined = undefined) =>
      fastify.inject({ method, url: `/api/v1${path}`, headers, ...(payload !== undefined && { payload }) })
  }
  return { callerOf, close: database.close }
}

/** An order that someone holds locked until `release`. */
async function lockedOrder() {
  const { body } = await shop.place({ lines: [{ sku: 'A', quantity: 1 }] })
  await shop.owner.query('begin')
  await shop.owner.query('select 1 from orders where id = $1 for update', [body.id])
  return { id: body.id, release: () => shop.owner.query('rollback') }
}

test('many that wait for one order stop neither readers nor another merchant', async () => {
  const server = openServer(60_000)
  const [ours, theirs] = [
    await server.callerOf(shop.merchantId),
    await server.callerOf(await shop.addMerchant('other')),
  ]
  const order = await lockedOrder()
  const waiting = Array.from({ length: 12 }, (_, index) =>
    ours('POST', `/orders/${order.id}/notes`, { text: `${index}` }),
  )
  const others = await Promise.all([
    ours('GET', '/merchant'),
    ours('GET', `/orders/${order.id}`),
    theirs('GET', '/orders'),
    theirs('POST', '/products', { name: 'tea', variants: [{ sku: 'TEA' }] }),
  ])
  await order.release()
  assert.deepEqual(
    others.map(({ statusCode }) => statusCode),
    [200, 200, 200, 201],
  )
  assert.deepEqual([...new Set((await Promise.all(waiting)).map(({ statusCode }) => statusCode))], [201])
  await server.close()
})

test('who waits too long is told to ask again, and then it goes', async () => {
  const server = openServer(200)
  const call = await server.callerOf(shop.merchantId)
  const order = await lockedOrder()
  const cancel = () => call('POST', `/orders/${order.id}/cancellation`, { reason: 'late' })
  for (const answer of await Promise.all(Array.from({ length: 6 }, cancel))) {
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'database_busy'])
    assert.equal(answer.headers['retry-after'], '2')
  }
  await order.release()
  assert.equal((await cancel()).statusCode, 200)
  await server.close()
})
