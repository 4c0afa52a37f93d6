import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { problemOfParseError } from './problem.ts'

const forms = 'give { id }, { code } or { contact, code }'
const buyer = z.union(
  [
    z.strictObject({ id: z.string() }),
    z.strictObject({ code: z.string() }),
    z.strictObject({ contact: z.strictObject({ name: z.string().min(1, 'too short') }), code: z.string().optional() }),
  ],
  { error: forms },
)
const form = z.strictObject({ buyer, lines: z.array(z.strictObject({ sku: z.string() })) })

function errorsOf(value: object) {
  const { error } = form.safeParse({ lines: [], ...value })
  assert.ok(error !== undefined)
  const { status, code, field, errors = [] } = problemOfParseError(error)
  assert.deepEqual([status, code, field], [400, 'invalid_input', errors[0]?.field])
  return errors
}

test('each fault has the path of its field, an unknown one too', () => {
  const lines = [{ sku: 'A' }, { sku: 'B', size: 'L' }]
  assert.deepEqual(errorsOf({ buyer: { id: 'x' }, lines }), [{ field: 'lines[1].size', reason: 'unknown field' }])
})

test('of several forms the one that was meant tells its faults', () => {
  assert.deepEqual(errorsOf({ buyer: { contact: { name: '' } } }), [
    { field: 'buyer.contact.name', reason: 'too short' },
  ])
  assert.deepEqual(errorsOf({ buyer: { contact: { name: 'x' }, code: 'y', age: 1 } }), [
    { field: 'buyer.age', reason: 'unknown field' },
  ])
})

test('where none was meant more than another, the forms that there are are told', () => {
  for (const buyer of [{ id: 'x', code: 'y' }, {}, 'x', null, undefined]) {
    assert.deepEqual(errorsOf({ buyer }), [{ field: 'buyer', reason: forms }])
  }
})
