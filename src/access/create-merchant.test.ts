import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { systemClock } from '../platform/time.ts'
import { createMerchant } from './create-merchant.ts'
import { createKeysOf } from './merchant-keys.ts'
import { findMerchantByCode, findMerchantById, findMerchants } from './merchant-queries.ts'

describe('createMerchant', () => {
  let test: TestMerchant
  const valid = { code: 'other', name: '另一家', currency: 'JPY', country: 'JP', timeZone: 'Asia/Tokyo' }
  const create = (merchant: typeof valid) =>
    createMerchant(test.runtime.database, merchant, test.instanceKey, systemClock)

  before(async () => {
    test = await createTestMerchant()
  })
  after(() => test.close())

  it('makes a merchant with keys that open', async () => {
    const id = await create(valid)
    const keys = await test.runtime.keysOf(id)
    assert.equal(keys.merchantId, id)
    assert.equal(keys.keyId, 1)
    assert.equal(await test.runtime.keysOf(id), keys, 'kept in memory')
    const found = await test.query(async ({ tx }) => ({
      byCode: await findMerchantByCode(tx, 'other'),
      byId: await findMerchantById(tx, id),
      all: await findMerchants(tx),
    }))
    assert.deepEqual(found.byCode, found.byId)
    assert.deepEqual({ ...found.byId, createdAt: undefined }, { ...valid, id, createdAt: undefined })
    assert.deepEqual(
      found.all.map(({ code }) => code),
      ['test', 'other'],
    )
  })

  it('refuses a code that is taken', async () => {
    await assert.rejects(create({ ...valid, code: 'test' }), { code: 'merchant_code_taken', kind: 'conflict' })
  })

  for (const [field, value, code] of [
    ['code', 'No blanks', 'merchant_code_invalid'],
    ['name', ' ', 'merchant_name_invalid'],
    ['currency', 'XXX', 'currency_unknown'],
    ['country', 'UK', 'country_unknown'],
    ['timeZone', 'Mars/Olympus', 'time_zone_unknown'],
  ] as const) {
    it(`refuses the ${field} '${value}'`, async () => {
      await assert.rejects(create({ ...valid, [field]: value }), { code, field })
    })
  }

  it('does not open keys with another instance key, and tries again later', async () => {
    const keysOf = createKeysOf(test.runtime.database, randomBytes(32))
    await assert.rejects(keysOf(test.merchantId), { code: 'instance_key_wrong' })
    await assert.rejects(keysOf(test.merchantId), { code: 'instance_key_wrong' })
  })
})
