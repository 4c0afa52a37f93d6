import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { transact } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { hourMs, minuteMs, secondMs } from '../../platform/time.ts'
import { sealEntries } from './seal-entries.ts'

let merchant: TestMerchant
const start = Date.UTC(2026, 0, 5)
/** What the clocks of this test show, so many seconds after its start. */
let seconds = 0

before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

const at = (second: number) => new Date(start + second * secondMs)

/** Tells so many events at a moment; in a transaction that stays open until `until`, if one is given. */
async function tell(second: number, count: number, until?: Promise<void>): Promise<void> {
  seconds = second
  const database = { ...merchant.runtime.database, clock: () => at(second) }
  await transact(database, merchant.merchantId, async (tx) => {
    const events = Array.from({ length: count }, () => ({
      ...{ objectType: 'stock_notice', objectId: newId(at(second)), version: 1, type: 'stock.awaited' },
      ...{ actor: 'system:test', at: at(second), data: { itemIds: [] } },
    }))
    await publish(tx, events)
    await until
  })
}

function seal(second: number, lookBackMs = 20 * secondMs): Promise<number> {
  seconds = second
  return sealEntries(merchant.runtime, merchant.merchantId, { now: at(second), lookBackMs })
}

async function blocks(): Promise<{ number: number; entries: number }[]> {
  const { rows } = await merchant.owner.query<{ number: number; entries: number }>(
    'select number::integer, cardinality(entry_ids) as entries from audit_blocks order by number',
  )
  return rows
}

test('what was told since is sealed once, and what is told in the future not yet', async () => {
  assert.equal(await seal(0), 0)
  await tell(1, 3)
  await tell(2, 2)
  await tell(60, 1)
  assert.equal(await seal(3), 5)
  assert.equal(await seal(4), 0)
  assert.equal(await seal(61), 1)
  assert.deepEqual(await blocks(), [
    { number: 1, entries: 5 },
    { number: 2, entries: 1 },
  ])
})

test('an entry that is shown late is sealed when it is looked for so far back', async () => {
  const open = Promise.withResolvers<void>()
  const late = tell(100, 2, open.promise)
  await tell(101, 1)
  assert.equal(await seal(200), 1)
  open.resolve()
  await late
  assert.equal(await seal(210), 0, 'too late for a look of 20 seconds')
  assert.equal(await seal(220, 2 * minuteMs), 2)
  assert.equal(await seal(230, 2 * hourMs), 0)
})

test('what was told while nobody sealed is sealed however long ago that is', async () => {
  await tell(300, 2)
  assert.equal(await seal(300 + (5 * hourMs) / secondMs), 2)
})

test('an entry that was shown late, before nobody sealed for long, is sealed by the first look after that', async () => {
  const then = seconds + 100
  const open = Promise.withResolvers<void>()
  const late = tell(then, 1, open.promise)
  await tell(then + 1, 1)
  assert.equal(await seal(then + 10), 1)
  open.resolve()
  await late
  assert.equal(await seal(then + (5 * hourMs) / secondMs, 2 * hourMs), 1)
})

test('two who seal at once seal each entry once', async () => {
  const later = seconds + 100
  await tell(later, 50)
  const sealed = await Promise.all(Array.from({ length: 6 }, () => seal(later + 1)))
  assert.equal(
    sealed.reduce((sum, count) => sum + count, 0),
    50,
  )
  const { rows } = await merchant.owner.query(
    'select entry_id from (select unnest(entry_ids) as entry_id from audit_blocks) s group by 1 having count(*) > 1',
  )
  assert.deepEqual(rows, [])
})

test('a long time is sealed in blocks that follow one another', async () => {
  const before = (await blocks()).length
  const later = seconds + 100
  for (let batch = 0; batch < 5; batch++) await tell(later + batch, 9000)
  assert.equal(await seal(later + 10), 45_000)
  const made = (await blocks()).slice(before).map(({ entries }) => entries)
  assert.equal(made.length, 3)
  assert.ok(made.every((entries) => entries <= 20_000))
})
