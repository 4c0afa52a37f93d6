// Requests that cost the server more than the client. Bodies of 10 MB, deep ones, a hundred thousand fields, headers without end:
// test/bad-input/hostile-requests.test.ts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { JsonSchema } from '../bad-input/json-schema.ts'
import { send } from '../bad-input/send.ts'
import { type TextField, withValue } from '../bad-input/text-fields.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { sampleRequest } from './sample-request.ts'

let shops: TwoShops
let fingerprint: () => Promise<string>
before(async () => {
  shops = await openTwoShops()
  fingerprint = await openFingerprint(shops.merchant.owner)
})
after(() => shops.close())

/** The lists of a body, with the most that each may hold. */
function listsOf(schema: JsonSchema, body: unknown, path: TextField = []): { path: TextField; most: number }[] {
  if (typeof body !== 'object' || body === null) return []
  return (schema.anyOf ?? [schema]).flatMap((choice) => {
    if (choice.items !== undefined && Array.isArray(body)) {
      const inner = listsOf(choice.items, body[0], [...path, 0])
      return [{ path, most: choice.maxItems ?? Number.POSITIVE_INFINITY }, ...inner]
    }
    return Object.entries(choice.properties ?? {}).flatMap(([name, each]) =>
      listsOf(each, (body as Record<string, unknown>)[name], [...path, name]),
    )
  })
}

describe('a list', () => {
  it('has a most in every body, and one more is refused before anything is looked up', async () => {
    const before = await fingerprint()
    let tried = 0
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      const request = sampleRequest(operation, shops.own.known)
      for (const { path, most } of listsOf(operation.body ?? {}, request.body)) {
        assert.ok(most <= 1000, `${operation.name} ${path.join('.')} takes ${most}`)
        for (const count of [most + 1, 50_000]) {
          const body = withValue(request.body, path, Array(count).fill(null))
          const { status, text } = await send({ app: shops.app, key: shops.own.key }, operation, { ...request, body })
          assert.ok(status === 400 || text.includes('"status":400'), `${operation.name} ${path.join('.')}: ${status}`)
          assert.ok(text.length < 20_000, `${operation.name} tells ${text.length} characters of it`)
        }
        tried += 1
      }
    }
    assert.ok(tried > 15, `only ${tried}`)
    assert.deepEqual(differences(before, await fingerprint()), [])
  })

  it('that is read is never longer than a page, whoever asks', async () => {
    for (const operation of shops.operations.filter(({ queryParameters }) => 'limit' in queryParameters)) {
      for (const limit of ['201', '1000000', '0', '-1', '1e9', 'Infinity', '']) {
        const request = { ...sampleRequest(operation, shops.own.known), query: { limit } }
        const { status } = await send({ app: shops.app, key: shops.own.key }, operation, request)
        assert.ok(status === 400 || status === 403, `${operation.name}?limit=${limit}: ${status}`)
      }
    }
  })
})

describe('a request', () => {
  const ask = (url: string, headers: Record<string, string> = {}) =>
    shops.app.fastify.inject({
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${shops.own.key}`, ...headers },
    })

  it('with thousands of parameters, cookies or parts of a path is refused or read in part', async () => {
    const parameters = Array.from({ length: 5000 }, (_, n) => `p${n}=1`).join('&')
    assert.equal((await ask(`/orders?${parameters}`)).statusCode, 414)
    assert.equal((await ask(`/orders?${'limit=1&'.repeat(3000)}`)).statusCode, 414)
    assert.equal((await ask(`/orders?${'limit=1&'.repeat(60)}`)).statusCode, 400)
    assert.ok((await ask(`/orders${'/x'.repeat(5000)}`)).statusCode >= 400)
    const cookie = Array.from({ length: 5000 }, (_, n) => `c${n}=1`).join('; ')
    assert.equal((await ask('/merchant', { cookie, authorization: '' })).statusCode, 401)
    assert.equal((await ask('/merchant', { cookie })).statusCode, 200)
    for (const name of ['authorization', 'if-match', 'origin', 'sec-fetch-site']) {
      const { statusCode } = await ask('/merchant', { [name]: 'x'.repeat(10_000) })
      assert.ok(statusCode < 500, name)
    }
  })

  it('for what is not there leaves no name behind in the measures', async () => {
    for (let n = 0; n < 300; n++) {
      await ask(`/variants/by-code?code=none-${n}`)
      await shops.app.fastify.inject({
        method: 'POST',
        url: `/api/v1/none-${n}`,
        headers: { authorization: `Bearer x${n}` },
      })
    }
    const { body } = await shops.app.fastify.inject({ url: '/metrics' })
    assert.ok(!body.includes('none-'), 'no address that a client made up is a label of a measure')
  })
})
