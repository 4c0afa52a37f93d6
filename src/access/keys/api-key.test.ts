import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashSecret } from '../secret-token.ts'
import { formatApiKey, isScope, isUsable, parseApiKey, permissionsOf } from './api-key.ts'

describe('an API key', () => {
  const random = Buffer.from(Array.from({ length: 36 }, (_, index) => index))

  const merchantId = '0191c5f0-1234-7abc-8def-0123456789ab'

  it('is written and read again', () => {
    const { key, prefix, secretHash } = formatApiKey(merchantId, random)
    assert.equal(key, 'yd_AZHF8BI0eryN7wEjRWeJqw_00010203_BAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiM')
    const parsed = parseApiKey(key)
    assert.equal(parsed?.merchantId, merchantId)
    assert.equal(parsed?.prefix, prefix)
    assert.deepEqual(hashSecret(parsed?.secret ?? ''), secretHash)
  })

  it('takes exactly 36 random bytes', () => {
    assert.throws(() => formatApiKey(merchantId, random.subarray(1)), RangeError)
  })

  for (const text of [
    '',
    'yd_',
    `yd_00010203_${'a'.repeat(43)}`,
    `yd_AZHF8BI0eryN7wEjRWeJqw_00010203_${'a'.repeat(42)}`,
    `yd_AZHF8BI0eryN7wEjRWeJqw_0001020G_${'a'.repeat(43)}`,
  ]) {
    it(`is not '${text}'`, () => assert.equal(parseApiKey(text), undefined))
  }

  it('allows what its scopes name', () => {
    const may = permissionsOf(['orders.read', 'orders.write'])
    assert.ok(may('orders.write'))
    assert.ok(!may('stock.write'))
    assert.ok(!may('*'))
    assert.ok(permissionsOf(['*'])('stock.write'))
  })

  it('knows what can be a scope', () => {
    assert.deepEqual(['*', 'orders.write', 'orders', 'Orders.write', 'orders.*', ''].map(isScope), [
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('opens nothing once it is over', () => {
    const now = new Date('2026-01-01T00:00:00Z')
    const later = new Date('2026-01-01T00:00:01Z')
    assert.ok(isUsable({ expiresAt: null, revokedAt: null }, now))
    assert.ok(isUsable({ expiresAt: later, revokedAt: null }, now))
    assert.ok(!isUsable({ expiresAt: now, revokedAt: null }, now))
    assert.ok(!isUsable({ expiresAt: null, revokedAt: now }, later))
  })
})
