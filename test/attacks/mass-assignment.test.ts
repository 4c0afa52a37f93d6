// Mass assignment: fields of the program's own, given along in every object of every body.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { JsonSchema } from '../bad-input/json-schema.ts'
import type { Operation } from '../bad-input/operations.ts'
import { send } from '../bad-input/send.ts'
import { type TextField, valueAt, withValue } from '../bad-input/text-fields.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { sampleRequest } from './sample-request.ts'

/** What the program decides itself, or what other programs are known to take. */
const internal: Record<string, unknown> = {
  ...{
    merchantId: '0198c000-abcd-7000-8000-0123456789ef',
    id: '0198c000-abcd-7000-8000-0123456789ef',
    tenant: 'other',
  },
  ...{
    status: 'completed',
    stage: 'completed',
    version: 99,
    number: 1,
    createdAt: '2000-01-01T00:00:00Z',
    createdBy: 'staff:x',
  },
  ...{
    total: 0,
    price: 0,
    unitPriceMinor: 1,
    linesTotal: 0,
    taxTotal: 0,
    paid: 10_000,
    captured: 10_000,
    refunded: 0,
    balance: 9,
  },
  ...{
    roles: ['owner'],
    role: 'owner',
    permissions: ['*'],
    scopes: ['*'],
    isAdmin: true,
    actor: 'system:root',
    scope: 'everywhere',
  },
  ...{
    may: true,
    now: '2000-01-01T00:00:00Z',
    tx: {},
    keys: {},
    caller: { actor: 'x' },
    origin: '127.0.0.1',
    expectedVersion: 1,
  },
  ...{
    onHand: 9,
    allocated: 0,
    shipped: 0,
    ordered: 9,
    available: 9,
    passwordHash: 'x',
    secretHash: 'x',
    revokedAt: null,
  },
  ...{
    provenAt: '2999-01-01T00:00:00Z',
    totpConfirmedAt: null,
    isGenuine: true,
    staffId: 'x',
    session: { id: 'x' },
    principal: {},
  },
}

let shops: TwoShops
let fingerprint: () => Promise<string>
let writing: Operation[]

before(async () => {
  shops = await openTwoShops()
  fingerprint = await openFingerprint(shops.merchant.owner)
  writing = shops.operations.filter(({ body }) => body !== undefined)
})
after(() => shops.close())

/** The objects of a body whose fields its schema lists. */
function objectsOf(schema: JsonSchema, body: unknown, path: TextField = []): { path: TextField; known: string[] }[] {
  if (typeof body !== 'object' || body === null) return []
  const choices = schema.anyOf ?? [schema]
  const known = choices.flatMap(({ properties }) => Object.keys(properties ?? {}))
  const isOpen = choices.some(
    ({ additionalProperties }) => additionalProperties !== false && additionalProperties !== undefined,
  )
  const own = Array.isArray(body) || isOpen ? [] : [{ path, known }]
  return [
    ...own,
    ...Object.entries(body).flatMap(([key, value]) => {
      const inner = choices
        .map(({ items, properties }) => items ?? properties?.[key])
        .find((each) => each !== undefined)
      return inner === undefined ? [] : objectsOf(inner, value, [...path, Array.isArray(body) ? Number(key) : key])
    }),
  ]
}

/** What a browser says about a passkey; its fields are the browser's, and read by name. */
const ofBrowsers = (name: string, path: TextField) => /Passkey$/.test(name) && path[0] === 'response'

describe('a field that nobody may give', () => {
  it('is refused in every object of every body, and nothing is changed', async () => {
    const faults: string[] = []
    let tried = 0
    const before = await fingerprint()
    for (const operation of writing) {
      const request = sampleRequest(operation, shops.own.known)
      for (const { path, known } of objectsOf(operation.body ?? {}, request.body)) {
        if (ofBrowsers(operation.name, path)) continue
        for (const [name, value] of Object.entries(internal).filter(([each]) => !known.includes(each))) {
          const object = { ...(valueAt(request.body, path) as object), [name]: value }
          const body = path.length === 0 ? object : withValue(request.body, path, object)
          const answer = await send({ app: shops.app, key: shops.own.key }, operation, { ...request, body })
          const told = `${operation.name} ${[...path, name].join('.')}: ${answer.status} ${answer.text.slice(0, 150)}`
          if (!isRefused(answer.status, answer.body)) faults.push(told)
          tried += 1
        }
      }
    }
    assert.deepEqual(faults, [])
    assert.ok(tried > 2000, `only ${tried}`)
    assert.deepEqual(differences(before, await fingerprint()), [])
  })

  it('is refused in a query and changes nothing there', async () => {
    for (const operation of shops.operations.filter(
      ({ method, queryParameters }) => method === 'GET' && 'limit' in queryParameters,
    )) {
      const { path } = sampleRequest(operation, shops.own.known)
      for (const name of Object.keys(internal).filter((each) => !(each in operation.queryParameters))) {
        const query = { [name]: 'x' }
        const { status } = await send({ app: shops.app, key: shops.own.key }, operation, {
          path,
          query,
          body: undefined,
        })
        assert.equal(status, 400, `${operation.name}?${name}`)
      }
    }
  })

  it('is looked for in objects that are there: what is sent without it is taken, or refused for another reason', async () => {
    let taken = 0
    for (const [index, operation] of writing.entries()) {
      const request = sampleRequest(operation, shops.own.known, index)
      const { status, text } = await send({ app: shops.app, key: shops.own.key }, operation, request)
      assert.ok(!/unknown field/.test(text), `${operation.name}: ${text}`)
      if (status < 300) taken += 1
    }
    assert.ok(taken > writing.length * 0.6, `only ${taken} of ${writing.length} were taken`)
  })
})

/** A bulk operation answers for its row. */
function isRefused(status: number, body: unknown): boolean {
  const row = valueAt(body, ['results', 0, 'status'])
  return (typeof row === 'number' ? row : status) === 400
}
