// The checks of this folder are of use only if they can fail.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { differences } from './fingerprint.ts'
import { type JsonSchema, nonconformities } from './json-schema.ts'
import { faultsOfAnswer, fieldFaults } from './judge.ts'
import { bodyText, type Mutation, mutate, mutation } from './mutations.ts'
import { type Operation, operationsOf } from './operations.ts'
import type { Answer } from './send.ts'
import { textFieldsOf, withValue } from './text-fields.ts'

const schema: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: ['string', 'null'], minLength: 1, maxLength: 3 },
    count: { type: 'integer', minimum: 0, maximum: 9 },
    kind: { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] },
    items: { type: 'array', items: { type: 'boolean' }, maxItems: 2 },
    more: { type: 'object', propertyNames: { type: 'string', maxLength: 2 }, additionalProperties: { type: 'number' } },
  },
  required: ['count'],
  additionalProperties: false,
}

describe('an answer', () => {
  it('that is as the schema says conforms', () => {
    const value = { id: 'x', name: '😀😀😀', count: 0, kind: null, items: [true], more: { ab: 0.5 } }
    assert.deepEqual(nonconformities(schema, value), [])
    assert.deepEqual(nonconformities(schema, { count: 9, name: null }), [])
  })

  it('that is not is told by the place', () => {
    const cases: [value: unknown, fault: string][] = [
      [null, 'the whole is not of type object'],
      [[], 'the whole is not of type object'],
      [{}, '.count is missing'],
      [{ count: '1' }, '.count is not of type integer'],
      [{ count: 0.5 }, '.count is not of type integer'],
      [{ count: -1 }, '.count is too small'],
      [{ count: 10 }, '.count is too large'],
      [{ count: 1, name: '' }, '.name has 0 characters'],
      [{ count: 1, name: 'abcd' }, '.name has 4 characters'],
      [{ count: 1, kind: 'c' }, '.kind fits none of anyOf'],
      [{ count: 1, items: [1] }, '.items[0] is not of type boolean'],
      [{ count: 1, items: [true, true, true] }, '.items has 3 items'],
      [{ count: 1, merchantId: 'x' }, '.merchantId is not in the schema'],
      [{ count: 1, toString: 1 }, '.toString is not in the schema'],
      [{ count: 1, more: { abc: 1 } }, '.more.abc (its name) has 3 characters'],
      [{ count: 1, more: { a: '1' } }, '.more.a is not of type number'],
    ]
    for (const [value, fault] of cases) assert.deepEqual(nonconformities(schema, value), [fault])
    assert.throws(() => nonconformities({ allOf: [] } as JsonSchema, 1), /not understood/)
  })

  const operation: Operation = {
    ...{
      name: 'doIt',
      permission: 'orders.place',
      method: 'POST',
      path: '/do',
      pathParameters: {},
      queryParameters: {},
      requiredQuery: [],
    },
    ...{ body: schema, success: { status: 201, schema }, problems: ['out_of_stock'] },
  }
  const problem: JsonSchema = { type: 'object', required: ['code'] }
  const answer = (status: number, body: object, mediaType = 'application/problem+json; charset=utf-8'): Answer => {
    return { status, mediaType, body, text: JSON.stringify(body) }
  }

  it('that is a fault of the program, a refusal without a field or of an unlisted code is faulted', () => {
    const faults = (given: Answer) => faultsOfAnswer(operation, problem, given)
    assert.match(faults(answer(500, { code: 'internal' })).join(), /answers 500/)
    assert.match(faults(answer(200, { count: 1 })).join(), /answers 200, not 201/)
    assert.match(faults(answer(201, { count: 'x' })).join(), /not of type integer/)
    assert.match(faults(answer(422, { code: 'surprise' })).join(), /does not list/)
    assert.match(faults(answer(400, { code: 'invalid_input' })).join(), /without a field/)
    assert.match(faults(answer(400, { code: 'invalid_input', field: 'x' }, 'application/json')).join(), /refused as/)
    assert.match(faults(answer(422, {})).join(), /code is missing/)
    const broken = { code: 'out_of_stock', detail: 'duplicate key violates unique constraint' }
    assert.match(faults(answer(422, broken)).join(), /of its inside/)
    assert.deepEqual(faults(answer(422, { code: 'out_of_stock' })), [])
    assert.deepEqual(faults(answer(201, { count: 1 })), [])
  })

  it('that names a field which nobody sent is faulted', () => {
    const request = { path: {}, query: {}, body: { lines: [] } }
    const named = (field: string) => fieldFaults(operation, request, answer(400, { code: 'invalid_input', field }))
    assert.equal(named('nothing').length, 1)
    for (const field of ['lines', 'lines[0].sku', 'count', 'body']) assert.deepEqual(named(field), [])
  })
})

describe('a fingerprint', () => {
  it('differs in the tables that were written', () => {
    assert.deepEqual(differences('a 1 5\nb 2 6', 'a 1 5\nb 3 7'), ['b'])
    assert.deepEqual(differences('a 1 5', 'a 1 5'), [])
  })
})

describe('a document', () => {
  it('whose reference leads nowhere is refused', () => {
    const schemas = { Known: {} }
    const paths = { '/a': { get: { responses: { 200: { $ref: '#/$defs/Known' } } } } }
    assert.throws(() => operationsOf({ paths, components: { securitySchemes: {}, schemas } }), /leads nowhere/)
  })
})

describe('a mutation', () => {
  const request = { path: { id: 'x' }, query: { limit: '1' }, body: { lines: [{ sku: 'a', quantity: 1 }] } }

  it('leaves the request alone, and is the same for the same seed', () => {
    const copy = structuredClone(request)
    const made = () => fc.sample(mutation, { seed: 1, numRuns: 300 }).map((each: Mutation) => mutate(request, each))
    const once = made().map((each) => JSON.stringify(each))
    assert.deepEqual(request, copy)
    assert.deepEqual(
      made().map((each) => JSON.stringify(each)),
      once,
    )
    const changed = once.filter((text) => text !== JSON.stringify(request))
    assert.ok(changed.length > 280, `only ${changed.length} of 300 changed anything`)
  })

  it('reaches into the body, and writes numbers that JavaScript cannot', () => {
    const replaced = mutate(request, { kind: 'replace', at: 4, value: '\u0001raw:1e400' })
    assert.equal(bodyText(replaced.body), '{"lines":[{"sku":"a","quantity":1e400}]}')
    const poisoned = mutate(request, { kind: 'add', at: 0, name: '__proto__', value: 1 })
    assert.match(bodyText(poisoned.body), /"__proto__":1/)
    const repeated = mutate(request, { kind: 'repeat', at: 0, times: 10_000 })
    assert.equal((repeated.body as typeof request.body).lines.length, 10_000)
  })
})

describe('text fields', () => {
  it('are those of words, at any depth', () => {
    const body = { id: 'x', name: 'y', kind: 'a', more: {} }
    assert.deepEqual(textFieldsOf(schema, body), [['name']])
    const words: JsonSchema = { type: 'object', properties: { lines: { type: 'array', items: { type: 'string' } } } }
    assert.deepEqual(textFieldsOf(words, { lines: ['a', 'b'] }), [
      ['lines', 0],
      ['lines', 1],
    ])
    assert.deepEqual(withValue({ lines: ['a', 'b'] }, ['lines', 1], 'c'), { lines: ['a', 'c'] })
  })
})
