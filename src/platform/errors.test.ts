import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError, problemStatus } from './errors.ts'

test('an error says its code, field and facts', () => {
  const error = new DomainError('refused', 'stock_short', {
    field: 'lines[0].quantity',
    facts: { available: 2, skus: ['A', 'B'] },
  })
  assert.equal(error.message, 'stock_short at lines[0].quantity available=2 skus=A,B')
  assert.equal(error.kind, 'refused')
  assert.equal(error.field, 'lines[0].quantity')
  assert.deepEqual(error.facts, { available: 2, skus: ['A', 'B'] })
  assert.ok(error instanceof Error)
})

test('field and facts may be left out; a cause is kept', () => {
  const cause = new Error('below')
  const error = new DomainError('not_found', 'not_found', { field: undefined, cause })
  assert.equal(error.message, 'not_found')
  assert.equal('field' in error, false)
  assert.deepEqual(error.facts, {})
  assert.equal(error.cause, cause)
  assert.equal('cause' in new DomainError('conflict', 'x'), false)
})

test('each kind has its status', () => {
  const kinds = ['invalid', 'unauthorized', 'forbidden', 'not_found', 'conflict'] as const
  assert.deepEqual(kinds.map(problemStatus), [400, 401, 403, 404, 409])
  const later = ['mismatch', 'too_large', 'refused', 'too_many'] as const
  assert.deepEqual(later.map(problemStatus), [412, 413, 422, 429])
})
