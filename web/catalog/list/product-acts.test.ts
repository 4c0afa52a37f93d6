import assert from 'node:assert/strict'
import { test } from 'node:test'
import { productFilterOf } from './product-acts.ts'

test('a list of products has what is on sale, what is archived, or all', () => {
  assert.deepEqual(productFilterOf({ kind: 'bundle' }), { kind: 'bundle', status: 'active' })
  assert.deepEqual(productFilterOf({ status: 'archived' }), { status: 'archived' })
  assert.deepEqual(productFilterOf({ status: 'all', text: 'a' }), { text: 'a' })
})
