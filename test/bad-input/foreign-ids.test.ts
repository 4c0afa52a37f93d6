import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { completeRequests } from './complete-requests.ts'
import { differences, openFingerprint } from './fingerprint.ts'
import { faultsOfAnswer } from './judge.ts'
import type { Known } from './open-shop.ts'
import type { Operation } from './operations.ts'
import { type Answer, send } from './send.ts'
import { idFieldsOf, textFieldsOf, valueAt, withValue } from './text-fields.ts'
import { foreignMark, openTwoShops, type TwoShops } from './two-shops.ts'
import type { Request } from './valid-requests.ts'

let shops: TwoShops
let own: Known
let foreign: Known
let everything: () => Promise<string>
let foreignRows: () => Promise<string>
let atFirst: string
let count = 0

before(async () => {
  shops = await openTwoShops()
  own = shops.own.known
  foreign = shops.foreign.known
  everything = await openFingerprint(shops.merchant.owner)
  foreignRows = await openFingerprint(shops.merchant.owner, shops.foreign.merchantId)
})
beforeEach(async () => {
  atFirst = await foreignRows()
})
after(() => shops.close())

/** A request that succeeds with what is the merchant's own. */
function requestOf(operation: Operation): Request {
  const path = Object.fromEntries(Object.keys(operation.pathParameters).map((name) => [name, own[name]?.[0] ?? 'x']))
  const query = Object.fromEntries(operation.requiredQuery.map((name) => [name, own[name]?.[0] ?? 'x']))
  count += 1
  return { path, query, body: undefined, ...completeRequests[operation.name]?.(own, count) }
}

async function answerOf(operation: Operation, request: Request): Promise<Answer> {
  const answer = await send({ app: shops.app, ...shops.own }, operation, request)
  const told = `${operation.name} ${JSON.stringify(request).slice(0, 500)} → ${answer.status} ${answer.text.slice(0, 500)}`
  assert.deepEqual([...faultsOfAnswer(operation, shops.problem, answer), ...shops.faults.splice(0)], [], told)
  assert.ok(!withoutGiven(answer.text, request).includes(foreignMark), `shows what is another’s: ${told}`)
  return answer
}

/** An answer without what the request itself said. */
function withoutGiven(text: string, { body }: Request): string {
  const given = JSON.stringify(body ?? null).match(new RegExp(`${foreignMark}[^"]*`, 'g')) ?? []
  return given.reduce((left, each) => left.replaceAll(each, ''), text)
}

const isId = (text: string | undefined) => /^[0-9a-f]{8}-/.test(text ?? '')

describe('another merchant’s id', () => {
  it('in a path is not found, and nothing is changed', async () => {
    const before = await everything()
    let tried = 0
    for (const operation of shops.operations) {
      for (const name of Object.keys(operation.pathParameters)) {
        for (const id of (foreign[name] ?? []).filter(isId)) {
          const request = requestOf(operation)
          const { status, text } = await answerOf(operation, { ...request, path: { ...request.path, [name]: id } })
          // The movements of an unknown item are none.
          assert.ok(status === 404 || text.startsWith('{"items":[],'), `${operation.name} ${name}: ${text}`)
          tried += 1
        }
      }
    }
    assert.ok(tried > 100, `only ${tried}`)
    assert.deepEqual(differences(before, await everything()), [])
  })

  it('in a body is refused, and nothing is changed', async () => {
    let tried = 0
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      for (const field of idFieldsOf(operation.body ?? {}, requestOf(operation).body)) {
        const id = foreign[String(field.at(-1))]?.[0]
        if (id === undefined) continue
        const request = requestOf(operation)
        const before = await everything()
        const answer = await answerOf(operation, { ...request, body: withValue(request.body, field, id) })
        assertRefused(answer, `${operation.name} ${field.join('.')}`)
        assert.deepEqual(differences(before, await everything()), [])
        tried += 1
      }
    }
    assert.ok(tried >= 6, `only ${tried}`)
  })

  it('of a customer cannot be given to an order', async () => {
    const placeOrder = shops.operations.find(({ name }) => name === 'placeOrder') as Operation
    for (const customer of [{ id: foreign.customerId?.[0] }, { code: foreign.code?.[0] }]) {
      const request = requestOf(placeOrder)
      const answer = await answerOf(placeOrder, { ...request, body: { ...(request.body as object), customer } })
      assertRefused(answer, JSON.stringify(customer))
    }
  })

  it('in a query finds nothing', async () => {
    for (const operation of shops.operations.filter(({ method }) => method === 'GET')) {
      for (const name of Object.keys(operation.queryParameters)) {
        for (const value of (foreign[name] ?? []).slice(0, 3)) {
          const request = requestOf(operation)
          const { status, body } = await answerOf(operation, { ...request, query: { ...request.query, [name]: value } })
          const { items = [] } = body as { items?: unknown[] }
          if (status === 200 && isId(value)) assert.deepEqual(items, [], `${operation.name} ${name}=${value}`)
        }
      }
    }
  })

  it('as the merchant itself is not a field of anything', async () => {
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      const request = requestOf(operation)
      const body = { ...(request.body as object), merchantId: shops.foreign.merchantId }
      assert.equal((await answerOf(operation, { ...request, body })).status, 400, operation.name)
    }
  })
})

describe('another merchant’s codes and names', () => {
  it('name one’s own things or none, and the other’s stay as they are', async () => {
    // The ways in are no merchant's: who names another and knows a password there comes in there.
    const ofMerchant = shops.operations.filter(({ permission }) => permission !== 'public')
    // A quote shows the places: it comes first, while none has been given the other's code as its own.
    const quoteFirst = ofMerchant.toSorted((a, b) => Number(b.name === 'quoteOrder') - Number(a.name === 'quoteOrder'))
    for (const operation of quoteFirst.filter(({ body }) => body !== undefined)) {
      for (const field of textFieldsOf(operation.body ?? {}, requestOf(operation).body)) {
        const code = foreign[String(field.findLast((step) => typeof step === 'string'))]?.[0]
        if (code === undefined) continue
        const request = requestOf(operation)
        const { status, body } = await answerOf(operation, { ...request, body: withValue(request.body, field, code) })
        assert.ok(status < 500)
        if (status < 300) assert.ok(!JSON.stringify(body).includes(shops.foreign.merchantId))
      }
    }
    assert.deepEqual(differences(atFirst, await foreignRows()), [])
  })
})

describe('without a key of its own', () => {
  const keys = {
    'no key': '',
    'no bearer': 'Basic eDp5',
    'a key that is none': 'Bearer yd_00000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'half a key': 'Bearer yd_',
    'two keys': 'Bearer a, Bearer b',
  }
  for (const [name, authorization] of Object.entries(keys)) {
    it(`with ${name}, every operation answers 401 and nothing else`, async () => {
      for (const operation of shops.operations.filter(({ permission }) => permission !== 'public')) {
        const { status, body } = await send({ app: shops.app, key: '' }, operation, requestOf(operation), {
          authorization,
        })
        assert.equal(status, 401, operation.name)
        assert.equal((body as { code: string }).code, 'unauthorized')
      }
    })
  }
})

/** A bulk operation answers for its row. */
function assertRefused({ status, body, text }: Answer, told: string): void {
  const row = valueAt(body, ['results', 0, 'problem', 'status'])
  const refusal = typeof row === 'number' ? row : status
  assert.ok(refusal === 404 || refusal === 422, `${told}: ${status} ${text.slice(0, 300)}`)
}
