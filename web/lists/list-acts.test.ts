import assert from 'node:assert/strict'
import { test } from 'node:test'
import { productBulkPermissions } from '../../src/catalog/bulk/bulk-contract.ts'
import { customerBulkPermissions } from '../../src/customers/bulk/bulk-contract.ts'
import { locationBulkPermissions } from '../../src/locations/bulk/bulk-contract.ts'
import { orderBulkPermissions } from '../../src/orders/bulk/bulk-contract.ts'
import { productActs } from '../catalog/list/product-acts.ts'
import { customerActs } from '../customers/list/customer-acts.ts'
import { locationActs } from '../locations/list/location-acts.ts'
import { orderActs } from '../orders/list/order-acts.ts'
import { chosenOf, isTooMany, missingFor, withoutEmpty } from './list-acts.ts'

test('each act that the server has is offered, for what the server asks', () => {
  const ofServer = [orderBulkPermissions, productBulkPermissions, customerBulkPermissions, locationBulkPermissions]
  const offered = [orderActs, productActs, customerActs, locationActs]
  const sorted = (some: object) => Object.fromEntries(Object.entries(some).sort())
  assert.deepEqual(offered.map(sorted), ofServer.map(sorted))
})

test('an act says what somebody lacks for it', () => {
  const acts = { permissions: { cancel: 'orders.cancel' } }
  const lackingFor = (may: (permission: string) => boolean) => missingFor(acts, 'cancel', may)
  assert.equal(
    lackingFor(() => true),
    undefined,
  )
  assert.equal(
    lackingFor((permission) => permission === 'bulk.work'),
    'orders.cancel',
  )
  assert.equal(
    lackingFor(() => false),
    'bulk.work',
  )
})

test('all that match travel as their filter, some by their ids', () => {
  assert.deepEqual(chosenOf({ kind: 'all' }, { status: 'active' }), { filter: { status: 'active' } })
  assert.deepEqual(chosenOf({ kind: 'some', ids: new Set(['a']) }, { status: 'active' }), { ids: ['a'] })
})

test('more than can be named is refused before it is sent, all that match never is', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n))
  const selections = [{ ids: ids(1000) }, { ids: ids(1001) }, { orderIds: ids(1001) }, { levels: [{}] }, { filter: {} }]
  assert.deepEqual(selections.map(isTooMany), [false, true, true, false, false])
})

test('what was left empty is not sent', () => {
  assert.deepEqual(withoutEmpty({ reason: 'x', detail: '', kinds: [], kind: undefined }), { reason: 'x' })
})
