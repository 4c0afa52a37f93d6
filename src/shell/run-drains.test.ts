import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { newId } from '../platform/ids.ts'
import { drainAll, runDrains } from './run-drains.ts'
import { expireAllOrders } from './run-jobs.ts'
import { subscribers } from './subscribers.ts'

let merchant: TestMerchant
let second: string
beforeEach(async () => {
  merchant = await createTestMerchant({ subscribers })
  second = await merchant.addMerchant('second')
})
afterEach(() => merchant.close())

/** An event of the second merchant that waits, as one that failed before and comes due in a moment if so asked. */
async function addEvent({ failedBefore }: { failedBefore: boolean }): Promise<void> {
  await merchant.owner.query(
    `insert into events values ($1, $2, 1, 'customer', 'customer.created', 'system:test', now(), '{}', $2)`,
    [second, newId(new Date())],
  )
  await merchant.owner.query(
    `insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at, attempts)
     select merchant_id, 'customer_index', object_id, version, at + interval '200 milliseconds', $1 from events`,
    [failedBefore ? 1 : 0],
  )
}

async function isWaiting(): Promise<boolean> {
  return ((await merchant.owner.query('select 1 from event_deliveries')).rowCount ?? 0) > 0
}

test('a merchant for whom nothing can be done stops neither the drains nor the jobs of the others', async () => {
  await merchant.owner.query('delete from merchant_keys where merchant_id = $1', [merchant.merchantId])
  const failures: object[] = []
  const logger = { ...merchant.runtime.logger, error: (facts: object) => void failures.push(facts) }
  const runtime = { ...merchant.runtime, logger }
  await addEvent({ failedBefore: false })
  assert.equal(await drainAll(runtime), 1)
  assert.equal(await expireAllOrders(runtime), 0)
  assert.deepEqual(
    [...new Set(failures.map((facts) => (facts as { merchantId: string }).merchantId))],
    [merchant.merchantId],
  )
})

test('what comes due for one merchant is handled also while another rings without end', {
  timeout: 30_000,
}, async () => {
  await addEvent({ failedBefore: true })
  const running = runDrains(merchant.runtime, merchant.appUrl)
  try {
    while (await isWaiting()) await merchant.owner.query(`select pg_notify('yidan_events', $1)`, [merchant.merchantId])
  } finally {
    await running.stop()
  }
})
