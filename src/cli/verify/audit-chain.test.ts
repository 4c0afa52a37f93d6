import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { sealEntries } from '../../access/audit/seal-entries.ts'
import { transact } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import { firstIdAt, newId } from '../../platform/ids.ts'
import { hourMs, minuteMs } from '../../platform/time.ts'
import { verifyAddress } from '../verify-command.ts'
import { checkAuditChain } from './audit-chain.ts'
import type { BreakRow } from './break.ts'
import { snapshotSettings } from './snapshot.ts'
import { readSqlChecks, runSqlCheck } from './sql-checks.ts'

let merchant: TestMerchant
let verifier: pg.Client
const start = Date.UTC(2026, 0, 5)
const at = (minute: number) => new Date(start + minute * minuteMs)
const firstEntry = `(select entry_id from events order by entry_id limit 1)`

before(async () => {
  merchant = await createTestMerchant()
  verifier = new pg.Client({ connectionString: verifyAddress(merchant.appUrl) })
  await verifier.connect()
  await verifier.query('begin')
  for (let minute = 0; minute < 5; minute++) {
    await tell(minute, 3)
    await sealEntries(merchant.runtime, merchant.merchantId, { now: at(minute + 0.5), lookBackMs: minuteMs })
  }
})
after(async () => {
  await verifier.end()
  await merchant.close()
})

async function tell(minute: number, count: number): Promise<void> {
  const database = { ...merchant.runtime.database, clock: () => at(minute) }
  await transact(database, merchant.merchantId, (tx) =>
    publish(
      tx,
      Array.from({ length: count }, () => ({
        ...{ objectType: 'stock_notice', objectId: newId(at(minute)), version: 1, type: 'stock.awaited' },
        ...{ actor: 'system:test', at: at(minute), data: { itemIds: [] } },
      })),
    ),
  )
}

/** What both checks of the chain say three hours later of what somebody who owns the database did; then it is undone. */
async function breaksAfter(damage: string): Promise<Pick<BreakRow, 'fault' | 'ids'>[]> {
  const { owner, runtime } = merchant
  await owner.query('begin')
  try {
    await owner.query(damage)
    await owner.query('set local role yidan_verify')
    return await breaksSeenBy(owner, runtime.keysOf)
  } finally {
    await owner.query('rollback')
  }
}

async function breaksSeenBy(
  client: pg.Client,
  keysOf: TestMerchant['runtime']['keysOf'],
): Promise<Pick<BreakRow, 'fault' | 'ids'>[]> {
  const settings = snapshotSettings({ now: new Date(at(0).getTime() + 3 * hourMs), drainBegan: '0' })
  for (const [name, value] of Object.entries(settings)) {
    await client.query('select set_config($1, $2, true)', [`yidan.${name}`, value])
  }
  const chain = await checkAuditChain(client, keysOf, { limit: 20 })
  const [sealed] = (await readSqlChecks()).filter(({ check }) => check === '26-sealed')
  assert.ok(sealed !== undefined)
  const unsealed = await runSqlCheck(client, sealed, 20)
  return [...(chain?.rows ?? []), ...(unsealed?.rows ?? [])].map(({ fault, ids }) => ({ fault, ids }))
}

const faultsAfter = async (damage: string) => (await breaksAfter(damage)).map(({ fault }) => fault)

async function idsOf(query: string): Promise<string[]> {
  const { rows } = await merchant.owner.query<{ id: string }>(query)
  return rows.map(({ id }) => id)
}

test('a chain that nobody touched holds, as verify reads it', async () => {
  assert.deepEqual(await breaksSeenBy(verifier, merchant.runtime.keysOf), [])
  assert.equal((await idsOf('select number as id from audit_blocks')).length, 5)
})

for (const [what, change] of Object.entries({
  'what was done': `data = '{"itemIds": ["x"]}'`,
  'who did it': `actor = 'staff:other'`,
  'from where': `origin = '192.0.2.1'`,
  'when it happened': `at = at + interval '1 microsecond'`,
  'what it was': `type = 'stock.policy_changed'`,
})) {
  test(`an entry of which somebody changed ${what} is named, with its block`, async () => {
    const [entry] = await idsOf(`select entry_id as id from events order by entry_id offset 4 limit 1`)
    const breaks = await breaksAfter(`update events set ${change} where entry_id = '${entry}'`)
    assert.deepEqual(
      breaks.map(({ fault, ids }) => [fault, ids.block, ids.entry]),
      [['entry was changed', 2, entry]],
    )
  })
}

test('an entry that was deleted is named, with its block', async () => {
  const [entry] = await idsOf(`select ${firstEntry} as id`)
  assert.deepEqual(await breaksAfter(`delete from events where entry_id = ${firstEntry}`), [
    { fault: 'entry is missing', ids: { block: 1, entry } },
  ])
})

test('an entry that was slipped in is in no block', async () => {
  const id = firstIdAt(at(1))
  const insert = `insert into events select merchant_id, '${id}', 1, object_type, type, actor, at, data, '${id}', origin
    from events limit 1`
  const [row, ...others] = await breaksAfter(insert)
  assert.deepEqual(others, [])
  assert.equal(row?.fault, 'entry is in no block')
  assert.equal(row?.ids.entry, id)
})

test('an entry that was given another id is missing, and in no block', async () => {
  const faults = await faultsAfter(`update events set entry_id = '${firstIdAt(at(1))}' where entry_id = ${firstEntry}`)
  assert.deepEqual(faults.sort(), ['entry is in no block', 'entry is missing'])
})

test('blocks that were taken off the end leave entries in no block, and a noted seal without its block', async () => {
  const faults = await faultsAfter('delete from audit_blocks where number >= 4')
  assert.deepEqual(faults, Array(6).fill('entry is in no block'))
  const { rows } = await merchant.owner.query<{ mac: string }>(
    `select encode(mac, 'hex') as mac from audit_blocks where number = 5`,
  )
  const noted = [{ merchantId: merchant.merchantId, number: 5, mac: rows[0]?.mac ?? '' }]
  const seen = async () =>
    (await checkAuditChain(merchant.owner, merchant.runtime.keysOf, { limit: 9, noted }))?.rows.map((row) => row.fault)
  assert.equal(await seen(), undefined)
  await merchant.owner.query('begin')
  await merchant.owner.query(
    `delete from events where entry_id in (select unnest(entry_ids) from audit_blocks where number = 5)`,
  )
  await merchant.owner.query('delete from audit_blocks where number = 5')
  assert.deepEqual(await seen(), ['block is not the one that was noted'])
  await merchant.owner.query('rollback')
})

test('a block that was taken out is named', async () => {
  const breaks = await breaksAfter('delete from audit_blocks where number = 3')
  assert.deepEqual(breaks[0], { fault: 'block is missing', ids: { block: 3 } })
  assert.deepEqual((await faultsAfter('delete from audit_blocks where number = 1'))[0], 'block is missing')
})

test('blocks that changed places were not sealed so', async () => {
  const breaks = await breaksAfter(`
    update audit_blocks set number = 100 where number = 2;
    update audit_blocks set number = 2 where number = 3;
    update audit_blocks set number = 3 where number = 100`)
  // The one behind them follows from another.
  assert.deepEqual(
    breaks.map(({ fault, ids }) => [fault, ids.block]),
    [2, 3, 4].map((block) => ['block was not sealed so', block]),
  )
})

test('a digest that was made anew over changed entries was not sealed so', async () => {
  const faults = await faultsAfter(`
    update events set actor = 'staff:other' where entry_id = ${firstEntry};
    update audit_blocks b set digest = (
      select sha256(string_agg(sha256(record_send(row(e.merchant_id, e.object_id, e.version, e.object_type, e.type, e.actor,
        e.at, e.data, e.entry_id, e.origin))), ''::bytea order by e.entry_id))
      from events e where e.entry_id = any(b.entry_ids)) where number = 1`)
  assert.deepEqual(faults, ['block was not sealed so'])
})

test('a block that names other entries, or one twice, does not hold', async () => {
  assert.ok(
    (await faultsAfter(`update audit_blocks set entry_ids = entry_ids[1:2] where number = 2`)).includes(
      'block names other entries',
    ),
  )
  const doubled = `update audit_blocks set entry_ids = entry_ids || ${firstEntry} where number = 2`
  assert.ok((await faultsAfter(doubled)).includes('entry is in several blocks'))
})

test('another time of sealing, and another key, were not sealed so', async () => {
  const moved = `update audit_blocks set sealed_at = sealed_at + interval '1 minute' where number = 5`
  assert.deepEqual(await faultsAfter(moved), ['block was not sealed so'])
  const other = await merchant.addMerchant('other')
  const keysOfOther = () => merchant.runtime.keysOf(other)
  const breaks = await breaksSeenBy(verifier, keysOfOther)
  assert.deepEqual(
    breaks.map(({ fault }) => fault),
    Array(5).fill('block was not sealed so'),
  )
})
