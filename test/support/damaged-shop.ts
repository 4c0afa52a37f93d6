import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { Break } from '../../src/cli/verify/break.ts'
import { checkSealedContacts, sealedContactsCheck } from '../../src/cli/verify/sealed-contacts.ts'
import { checkSealedTexts, sealedTextsCheck } from '../../src/cli/verify/sealed-texts.ts'
import { snapshotSettings } from '../../src/cli/verify/snapshot.ts'
import { readSqlChecks, runSqlCheck } from '../../src/cli/verify/sql-checks.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type ShopIds, shopIds, shopTime } from './healthy-ids.ts'
import { type HealthyShop, insertHealthyShop } from './healthy-shop.ts'

/** What somebody does to the rows of a healthy shop behind the application, and what the check must then report. */
export type Damage = {
  check: string
  sql: string
  fault: string
  /** Among the ids of a reported row. */
  ids: Record<string, unknown>
  /** Reported with the row, where the test says so. */
  found?: string
  /** The damage is of the whole database. */
  ofAll?: true
}

/**
 * Two healthy shops in a database of their own, of which the first is damaged in each way, one at a time, as the owner
 * and without constraints; the check, as `yidan_verify`, must report it, of this shop only, and nothing before.
 */
export function testDamages(damagesOf: (id: ShopIds, other: ShopIds) => readonly Damage[]): void {
  const shops: HealthyShop[] = []
  let database: TestDatabase
  let client: pg.Client

  before(async () => {
    database = await createTestDatabase()
    client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    shops.push(...(await insertHealthyShops(client)))
    await dropConstraints(client)
  })
  after(async () => {
    await client.end()
    await database.drop()
  })

  for (const damage of damagesOf(shopIds(1), shopIds(2))) {
    test(`${damage.check} reports that ${damage.fault}: ${damage.sql.replace(/\s+/g, ' ').slice(0, 80)}`, async () => {
      await client.query('begin')
      try {
        assert.equal(await findBreak(client, damage.check, shops), undefined)
        await client.query(damage.sql)
        assertReported(await findBreak(client, damage.check, shops), damage, shops[0]?.merchantId)
      } finally {
        await client.query('rollback')
      }
    })
  }
}

/** Two merchants with all that orders can have, in currencies with and without decimals. */
export async function insertHealthyShops(client: pg.ClientBase): Promise<HealthyShop[]> {
  const instanceKey = Buffer.alloc(32, 7)
  return [
    await insertHealthyShop(client, { number: 1, currency: 'CNY', pricePerMinor: 100, instanceKey }),
    await insertHealthyShop(client, { number: 2, currency: 'JPY', pricePerMinor: 10_000, instanceKey }),
  ]
}

function assertReported(found: Break | undefined, damage: Damage, merchantId: string | undefined): void {
  assert.ok(found !== undefined, 'nothing was reported')
  const rows = found.rows.filter(({ fault }) => fault === damage.fault)
  assert.deepEqual([...new Set(found.rows.map((row) => row.merchantId))], [damage.ofAll ? null : merchantId])
  const about = rows.find(({ ids }) => Object.entries(damage.ids).every(([name, id]) => ids[name] === id))
  assert.ok(about !== undefined, `not among ${JSON.stringify(found.rows, null, 2)}`)
  if (damage.found !== undefined) assert.equal(about.found, damage.found)
}

async function findBreak(client: pg.Client, name: string, shops: readonly HealthyShop[]): Promise<Break | undefined> {
  await client.query('set local role yidan_verify')
  for (const [setting, value] of Object.entries(snapshotSettings({ now: laterBy(60), drainBegan: afterAll }))) {
    await client.query('select set_config($1, $2, true)', [`yidan.${setting}`, value])
  }
  const check = sealedChecks[name]
  const found = check === undefined ? await sqlBreak(client, name) : await check(client, keysOfShops(shops), 100)
  await client.query('reset role')
  return found
}

async function sqlBreak(client: pg.Client, name: string): Promise<Break | undefined> {
  const check = (await readSqlChecks()).find((each) => each.check === name)
  assert.ok(check !== undefined, `no check ${name}`)
  return runSqlCheck(client, check, 100)
}

const sealedChecks: Readonly<Record<string, typeof checkSealedContacts>> = {
  [sealedContactsCheck.check]: checkSealedContacts,
  [sealedTextsCheck.check]: checkSealedTexts,
}

function keysOfShops(shops: readonly HealthyShop[]): Parameters<typeof checkSealedContacts>[1] {
  return async (merchantId) => {
    const shop = shops.find((each) => each.merchantId === merchantId)
    if (shop === undefined) throw new Error('no keys')
    return shop.keys
  }
}

/** A transaction that no new server has come to: whatever is there was there when the drain began. */
const afterAll = '2000000000'

function laterBy(minutes: number): Date {
  return new Date(shopTime.getTime() + minutes * 60_000)
}

/** So that rows can be damaged in ways that the schema itself would refuse. */
async function dropConstraints(client: pg.Client): Promise<void> {
  await client.query(`
    do $$ declare each record; begin
      for each in
        select conrelid::regclass as table_name, conname from pg_constraint
        where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'u', 'p') and conparentid = 0
        order by array_position(array['f', 'c', 'u', 'p'], contype::text)
      loop execute format('alter table %s drop constraint %I', each.table_name, each.conname); end loop;
    end $$;
    drop index orders_external_id_unique; drop index events_by_entry`)
}
