import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { previewView } from '../../src/platform/http/preview-view.ts'
import { completeRequests } from './complete-requests.ts'
import { differences, openFingerprint } from './fingerprint.ts'
import type { Operation } from './operations.ts'
import { send } from './send.ts'
import { openTwoShops, type TwoShops } from './two-shops.ts'
import { type Request, validRequest } from './valid-requests.ts'

const tries = 24

let shops: TwoShops
let operations: Operation[]
before(async () => {
  shops = await openTwoShops()
  const silent = new Set(
    shops.app.contracts.flatMap(({ operation, preview }) => (preview === false ? [operation] : [])),
  )
  operations = shops.operations.filter(({ name, method }) => method !== 'GET' && !silent.has(name))
})
after(() => shops.close())

function requestsOf(operation: Operation): Request[] {
  const made = fc.sample(validRequest(operation, shops.own.known), { numRuns: tries, seed: 1 })
  const complete = completeRequests[operation.name]
  if (complete === undefined) return made
  return made.map((request, n) => ({ ...request, ...complete(shops.own.known, n) }))
}

/** What a preview must leave alone even where a refused command need not. */
async function besides(): Promise<unknown[]> {
  const { rows } = await shops.merchant.owner.query(
    `select (select count(*)::int from idempotency_keys) as keys, (select max(next_number)::text from number_series) as number`,
  )
  return rows
}

test('a preview of any operation changes not one row, and takes no key', async () => {
  const fingerprint = await openFingerprint(shops.merchant.owner)
  const [before, beside] = [await fingerprint(), await besides()]
  const seen = new Set<string>()
  for (const operation of operations) {
    for (const [n, request] of requestsOf(operation).entries()) {
      const query = { ...request.query, preview: 'true' }
      const headers = { 'idempotency-key': `preview-${operation.name}-${n}` }
      const answer = await send({ app: shops.app, ...shops.own }, operation, { ...request, query }, headers)
      assert.ok(answer.status < 500, `${operation.name}: ${answer.text}`)
      assert.deepEqual(shops.faults.splice(0), [])
      if (answer.status >= 400) continue
      assert.equal(answer.status, 200)
      const { status } = previewView.parse(answer.body)
      assert.ok([operation.success.status, 202].includes(status), operation.name)
      seen.add(operation.name)
      break
    }
  }
  assert.deepEqual(differences(before, await fingerprint()), [])
  assert.deepEqual(await besides(), beside)
  const never = operations.filter(({ name }) => !seen.has(name)).map(({ name }) => name)
  assert.ok(never.length <= operations.length / 8, `never looked at: ${never.join(', ')}`)
})

test('a switch that is misspelt is refused, and so is a preview of what gives none', async () => {
  const call = (path: string, payload: object) =>
    shops.app.fastify.inject({
      ...{ method: 'POST' as const, url: `/api/v1${path}`, payload },
      headers: { authorization: `Bearer ${shops.own.key}` },
    })
  const product = { name: 'P', variants: [{ sku: 'never' }] }
  for (const query of ['?Preview=true', '?preview=1', '?preview=true&more=1']) {
    assert.equal((await call(`/products${query}`, product)).statusCode, 400, query)
  }
  const refused = await call('/api-keys?preview=true', { name: 'K', scopes: ['orders.read'] })
  assert.deepEqual([refused.statusCode, refused.json().field], [400, 'preview'])
  const { rows } = await shops.merchant.owner.query(`select 1 from variants where sku = 'never'`)
  assert.equal(rows.length, 0)
})
