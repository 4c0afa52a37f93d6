import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { insertHealthyShops } from '../../../test/support/damaged-shop.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type ShopIds, shopIds, shopTime } from '../../../test/support/healthy-ids.ts'
import { createKeysOf } from '../../access/merchant-keys.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { fixedClock, hourMs } from '../../platform/time.ts'
import { verifyAddress, verifyAndReport } from '../verify-command.ts'
import { openSnapshot, snapshotSettings } from './snapshot.ts'
import { readSqlChecks } from './sql-checks.ts'
import { type VerifyOptions, verifyDatabase } from './verify.ts'

const now = new Date(shopTime.getTime() + hourMs)
const instanceKey = Buffer.alloc(32, 7)
const id: ShopIds = shopIds(1)
const other: ShopIds = shopIds(2)

type Shops = { addresses: TestDatabase; owner: pg.Client; application: Database }

let shops: Shops
let owner: pg.Client

before(async () => {
  shops = await openShops()
  owner = shops.owner
})
after(() => closeShops(shops))

async function openShops(): Promise<Shops> {
  const addresses = await createTestDatabase()
  const owner = new pg.Client({ connectionString: addresses.ownerUrl })
  await owner.connect()
  await insertHealthyShops(owner)
  return { addresses, owner, application: openDatabase({ url: addresses.appUrl, connections: 2 }) }
}

async function closeShops({ addresses, owner, application }: Shops): Promise<void> {
  await Promise.all([owner.end(), application.close()])
  await addresses.drop()
}

function verify(options: Partial<VerifyOptions> = {}, { addresses, application }: Shops = shops) {
  return verifyDatabase({
    verifyUrl: verifyAddress(addresses.appUrl),
    clock: fixedClock(now),
    runtime: { database: application, keysOf: createKeysOf(application, instanceKey) },
    ...options,
  })
}

/** Verifies with a damage in the database, and takes it back. */
async function verifyDamaged(damage: string, repair: string, options: Partial<VerifyOptions> = {}) {
  await owner.query(damage)
  try {
    return await verify(options)
  } finally {
    await owner.query(repair)
  }
}

test('a healthy database breaks nothing, and every check is run once', async () => {
  const lines: string[] = []
  assert.deepEqual(await verify({ onProgress: (line) => lines.push(line) }), [])
  const checks = [
    ...(await readSqlChecks()).map(({ check }) => check),
    '26-audit-chain',
    '33-sealed-contacts',
    '33-sealed-staff',
    '33-sealed-texts',
    '25-isolation-as-application',
  ]
  assert.deepEqual(lines.map((line) => line.split(' ')[3]).sort(), checks.sort())
  assert.ok(lines.every((line) => line.includes(' holds (')))
})

test('every check says its invariant', async () => {
  for (const { check, invariant, says } of await readSqlChecks()) {
    assert.ok(invariant >= 1 && invariant <= 35, check)
    assert.match(says, /^[A-Z].{20,}\.$/, check)
  }
})

test('every table of a merchant stands in a check of orphans', async () => {
  const texts = (await readSqlChecks()).filter(({ invariant }) => invariant === 24).map(({ text }) => text)
  const { rows } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'merchant_id'`,
  )
  const isRead = (name: string) => texts.some((text) => new RegExp(`(from|join) ${name}\\b`).test(text))
  assert.deepEqual(
    rows.filter(({ name }) => !isRead(name)).map(({ name }) => name),
    [],
  )
})

test('the events are drained first', async () => {
  const drain = () => owner.query('update inventory_levels set on_hand = on_hand + 1 where item_id = $1', [id.black])
  const breaks = await verify({ drain })
  await owner.query('update inventory_levels set on_hand = on_hand - 1 where item_id = $1', [id.black])
  assert.deepEqual(
    breaks.map(({ invariant, count }) => ({ invariant, count })),
    [{ invariant: 1, count: 2 }],
  )
})

test('of many rows that break an invariant some are shown and all are counted', async () => {
  const damage = 'update inventory_levels set on_hand = on_hand + 1'
  const breaks = await verifyDamaged(damage, 'update inventory_levels set on_hand = on_hand - 1', { rowLimit: 3 })
  const [onHand] = breaks
  assert.equal(onHand?.check, '01-on-hand')
  assert.equal(onHand?.says, 'The stock on hand of a level is the sum of its movements.')
  assert.equal(onHand?.count, 8)
  assert.equal(onHand?.rows.length, 3)
  assert.deepEqual(Object.keys(onHand?.rows[0] ?? {}), ['merchantId', 'fault', 'ids', 'found', 'expected'])
})

test('a check that cannot be run is a break, and the others go on', async () => {
  const forbid = `revoke select on order_notes from yidan_verify;
    update inventory_levels set on_hand = on_hand + 1 where item_id = '${id.black}'`
  const allow = `grant select on order_notes to yidan_verify;
    update inventory_levels set on_hand = on_hand - 1 where item_id = '${id.black}'`
  const breaks = await verifyDamaged(forbid, allow)
  assert.deepEqual(
    breaks.map(({ check, rows }) => ({ check, fault: rows[0]?.fault, found: rows[0]?.found })),
    [
      { check: '01-on-hand', fault: 'on hand differs from the movements', found: breaks[0]?.rows[0]?.found },
      ...['24-orphans-orders', '24-orphans-platform', '26-actors', '34-erased-people'].map((check) => {
        return { check, fault: 'the check failed', found: 'permission denied for table order_notes' }
      }),
    ],
  )
})

test('breaks come by number', async () => {
  const damage = `update orders set stage = 'shipped' where id = '${id.held}'`
  const breaks = await verifyDamaged(damage, `update orders set stage = 'processed' where id = '${id.held}'`)
  assert.deepEqual(
    breaks.map(({ check }) => check),
    ['17-present-states', '18-order-rollups', '31-order-counts'],
  )
})

test('a leak between merchants is seen as the application sees it', async () => {
  const leak = 'create policy leak on order_notes for select to yidan_app using (true)'
  const breaks = await verifyDamaged(leak, 'drop policy leak on order_notes')
  assert.deepEqual(
    breaks.map(({ check }) => check),
    ['25-isolation', '25-isolation-as-application'],
  )
  const seen = breaks[1]?.rows.map(({ merchantId, ids: { table, setting } }) => ({ merchantId, table, setting }))
  const table = 'order_notes'
  const nobody = '00000000-0000-0000-0000-000000000000'
  assert.ok(seen?.some((row) => row.table === table && row.setting === 'none'))
  for (const [merchantId, setting] of [
    [id.merchant, other.merchant],
    [other.merchant, id.merchant],
    [id.merchant, nobody],
    [other.merchant, nobody],
  ]) {
    assert.ok(seen?.some((row) => row.merchantId === merchantId && row.table === table && row.setting === setting))
  }
})

test('a policy that lets writes through is found though nothing is seen', async () => {
  const damage = 'alter policy merchant_isolation on order_notes with check (true)'
  const repair = `alter policy merchant_isolation on order_notes
    with check (merchant_id = nullif(current_setting('yidan.merchant_id', true), '')::uuid)`
  const breaks = await verifyDamaged(damage, repair)
  assert.deepEqual(
    breaks.map(({ check }) => check),
    ['25-isolation'],
  )
})

test('without the keys every contact is reported, and nothing else', async () => {
  const keysOf = createKeysOf(shops.application, Buffer.alloc(32, 8))
  const [sealed, ...others] = await verify({ runtime: { database: shops.application, keysOf } })
  assert.deepEqual(others, [])
  assert.equal(sealed?.invariant, 33)
  assert.ok(sealed?.rows.every(({ fault }) => fault === "the merchant's keys do not open"))
})

test('what happens while the events are drained is no break', async () => {
  const work = `'${id.bundledNorth}', '${id.bundledSouth}'`
  const arrivesLate = `
    insert into events (merchant_id, object_id, version, object_type, type, actor, at, data, entry_id)
      select merchant_id, object_id, version, object_type, type, actor, at, data, entry_id from taken;
    insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at)
      select '${id.merchant}', subscriber, '${id.bundled}', 1, '2026-01-05T08:00:00Z'
      from unnest('{order_index,fulfillment}'::text[]) as subscriber;
    update order_counts set orders = orders - 1 where merchant_id = '${id.merchant}' and stage = 'processed';
    delete from search_tokens where object_id = '${id.bundled}';
    delete from fulfillment_holds where fulfillment_order_id in (${work});
    delete from fulfillment_lines where fulfillment_order_id in (${work});
    delete from fulfillment_orders where id in (${work});
    delete from events where object_id in (${work})`
  const live = await openShops()
  const slow = new pg.Client({ connectionString: live.addresses.ownerUrl })
  await slow.connect()
  try {
    await slow.query(`create temporary table taken as select * from events where object_id = '${id.bundled}'`)
    await slow.query(`delete from events where object_id = '${id.bundled}'`)
    // Begun before the drain and written in a part of its own, as commands do; committed while the events are drained.
    await slow.query(`begin; select pg_current_xact_id(); savepoint before_work; ${arrivesLate}`)
    await live.owner.query('select pg_current_xact_id()')
    assert.deepEqual(await verify({ drain: () => slow.query('commit') }, live), [])
    const breaks = await verify({}, live)
    assert.deepEqual(
      breaks.map(({ check, count }) => ({ check, count })),
      [{ check: '21-deliveries', count: 2 }],
    )
  } finally {
    await slow.end()
    await closeShops(live)
  }
})

test('the command answers for people and for programs, and its exit code says whether all holds', async () => {
  const settings = { dataDir: '/nowhere', instanceKey: instanceKey.toString('hex'), appUrl: shops.addresses.appUrl }
  const run = async (json: boolean) => {
    let text = ''
    const answer = (part: string) => {
      text += part
    }
    const code = await verifyAndReport({ ...settings, json }, { answer, progress: () => {} })
    return { code, text }
  }
  // The command reads the machine's own clock, by which the fixture's reservation expired long ago.
  await owner.query(`update reservations set expires_at = '2999-01-01'`)
  try {
    assert.deepEqual(await run(false), { code: 0, text: 'every invariant holds\n' })
    assert.deepEqual(await run(true), { code: 0, text: '{\n  "ok": true,\n  "breaks": []\n}\n' })
    await owner.query(`update orders set stage = 'shipped' where id = '${id.held}'`)
    const broken = await run(false)
    assert.equal(broken.code, 1)
    assert.match(broken.text, /^BROKEN 17 \(17-present-states\): What stands in an object's row is/)
    const row = `merchant ${id.merchant} order ${id.held}: what is derived is wrong: found cancelled total 0, `
    assert.ok(broken.text.includes(row), broken.text)
    assert.match(broken.text, /3 checks found what must not be\n$/)
    const { ok, breaks } = JSON.parse((await run(true)).text)
    assert.equal(ok, false)
    assert.deepEqual(
      breaks.map(({ invariant }: { invariant: number }) => invariant),
      [17, 18, 31],
    )
  } finally {
    await owner.query(`update orders set stage = 'processed' where id = '${id.held}'`)
  }
})

test('the connections of a snapshot see one moment', async () => {
  const settings = snapshotSettings({ now, drainBegan: '1' })
  const snapshot = await openSnapshot(verifyAddress(shops.addresses.appUrl), 2, settings)
  try {
    await owner.query(`update merchants set name = 'later' where id = $1`, [id.merchant])
    for (const client of snapshot.clients) {
      const { rows } = await client.query('select name from merchants where id = $1', [id.merchant])
      assert.deepEqual(rows, [{ name: 'shop-1' }])
      await assert.rejects(client.query(`insert into order_counts values ($1, 'x', 1)`, [id.merchant]))
      await client.query('rollback')
    }
  } finally {
    await snapshot.close()
  }
})
