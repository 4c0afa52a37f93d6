import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { continueRotation } from '../shell/continue-rotations.ts'
import { serveKeyRotations } from './rotation-routes.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open(serveKeyRotations)
})
after(() => merchant.close())

type View = { id: string; kind: string; status: string; done: number; total: number | null; startedBy: string }

test('a rotation is started, one at a time, and shows how far it is', async () => {
  const begun = await api.call('POST', '/key-rotations', { kind: 'merchant' }, { 'idempotency-key': 'once' })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  const again = await api.call('POST', '/key-rotations', { kind: 'merchant' }, { 'idempotency-key': 'once' })
  assert.deepEqual(again.body, begun.body)
  const view = begun.body as View
  assert.deepEqual([view.kind, view.status, view.done, view.total], ['merchant', 'running', 0, null])
  assert.match(view.startedBy, /^key:/)
  const other = await api.call('POST', '/key-rotations', { kind: 'search' })
  assert.equal(other.status, 409)
  const { code, facts } = other.body as { code: string; facts: object }
  assert.deepEqual([code, facts], ['key_rotation_running', { rotationId: view.id, kind: 'merchant' }])
  await continueRotation(merchant.runtime, merchant.merchantId)
  await api.call('POST', '/key-rotations', { kind: 'search' })
  const { items } = (await api.call('GET', '/key-rotations')).body as { items: View[] }
  assert.deepEqual(
    items.map(({ kind, status }) => [kind, status]),
    [
      ['search', 'running'],
      ['merchant', 'completed'],
    ],
  )
  assert.equal((await api.call('POST', '/key-rotations', { kind: 'instance' })).status, 400)
})
