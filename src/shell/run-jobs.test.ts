import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { dayMs } from '../platform/time.ts'
import { forgetOldAnswers } from './run-jobs.ts'

let now = new Date('2026-03-31T00:00:00Z')
let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant({ clock: () => now })
})
after(() => merchant.close())

test('answers are forgotten after so many days, of every merchant, and not before', async () => {
  const second = await merchant.addMerchant('second')
  for (const merchantId of [merchant.merchantId, second]) {
    await merchant.owner.query(
      `insert into idempotency_keys
       select $1, n::text, 'act', '', 201, '{}', $2::timestamptz - n * interval '1 minute' from generate_series(1, 2500) n`,
      [merchantId, now],
    )
  }
  const left = async () => (await merchant.owner.query('select 1 from idempotency_keys')).rowCount
  assert.equal(await forgetOldAnswers(merchant.runtime, 30), 0)
  now = new Date(now.getTime() + 30 * dayMs - 100.5 * 60_000)
  assert.equal(await forgetOldAnswers(merchant.runtime, 30), 2 * 2400)
  assert.equal(await left(), 200)
})
