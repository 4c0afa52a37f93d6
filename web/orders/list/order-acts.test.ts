import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderBulkPermissions } from '../../../src/orders/bulk/bulk-contract.ts'
import { firstActs, orderActs, previewInput, selectionOf } from './order-acts.ts'

test('each act that the server has is offered, for what the server asks', () => {
  assert.deepEqual(
    Object.fromEntries(Object.entries(orderActs).sort()),
    Object.fromEntries(Object.entries(orderBulkPermissions).sort()),
  )
  assert.ok(firstActs.every((act) => act in orderActs))
})

test('all that match travel as their filter, some by their ids', () => {
  assert.deepEqual(selectionOf({ kind: 'all' }, { stage: 'pending' }), { filter: { stage: 'pending' } })
  assert.deepEqual(selectionOf({ kind: 'some', ids: new Set(['a']) }, { stage: 'pending' }), { orderIds: ['a'] })
})

test('what an act comes to is asked with what counts for it, whatever was typed', () => {
  assert.deepEqual(previewInput('hold', {}), { reason: '-' })
  assert.deepEqual(previewInput('release_holds', { kinds: ['fraud'] }), { kinds: ['fraud'] })
  assert.deepEqual(previewInput('release_holds', { kinds: [] }), {})
})
