import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderBulkPermissions } from '../../../src/orders/bulk/bulk-contract.ts'
import { firstActs, missingPermission, orderActs, selectionOf } from './order-acts.ts'

test('each act that the server has is offered, for what the server asks', () => {
  assert.deepEqual(
    Object.fromEntries(Object.entries(orderActs).sort()),
    Object.fromEntries(Object.entries(orderBulkPermissions).sort()),
  )
  assert.ok(firstActs.every((act) => act in orderActs))
})

test('an act says what somebody lacks for it', () => {
  assert.equal(
    missingPermission('cancel', () => true),
    undefined,
  )
  assert.equal(
    missingPermission('cancel', (permission) => permission === 'bulk.work'),
    'orders.cancel',
  )
  assert.equal(
    missingPermission('note', () => false),
    'bulk.work',
  )
})

test('all that match travel as their filter, some by their ids', () => {
  assert.deepEqual(selectionOf({ kind: 'all' }, { stage: 'pending' }), { filter: { stage: 'pending' } })
  assert.deepEqual(selectionOf({ kind: 'some', ids: new Set(['a']) }, { stage: 'pending' }), { orderIds: ['a'] })
})
