import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import pg from 'pg'
import { fillTable } from '../../../test/schema/fill-table.ts'
import { insertHealthyShops } from '../../../test/support/damaged-shop.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { columnTypes } from './tables.generated.ts'

const tables = Object.keys(columnTypes)
const noMerchant = '00000000-0000-0000-0000-000000000000'

let test: TestDatabase
let owner: pg.Client
let application: pg.Client
let mine: string
let other: string

before(async () => {
  test = await createTestDatabase()
  owner = new pg.Client({ connectionString: test.ownerUrl })
  application = new pg.Client({ connectionString: test.appUrl })
  await Promise.all([owner.connect(), application.connect()])
  const [first, second] = await insertHealthyShops(owner)
  mine = first?.merchantId ?? ''
  other = second?.merchantId ?? ''
  for (const table of tables) {
    for (const merchantId of [mine, other]) {
      if ((await countAsOwner(table, merchantId)) === 0) await fillTable(owner, table, merchantId)
    }
  }
})
after(async () => {
  await Promise.all([owner.end(), application.end()])
  await test.drop()
})

async function countAsOwner(table: string, merchantId: string): Promise<number> {
  const { rows } = await owner.query(`select 1 from ${table} where merchant_id = $1`, [merchantId])
  return rows.length
}

/** Runs `work` as the application, with a merchant set or with none, and undoes it. */
async function as<T>(merchantId: string | undefined, work: () => Promise<T>): Promise<T> {
  await application.query('begin')
  try {
    if (merchantId !== undefined) await application.query(`set local yidan.merchant_id = '${merchantId}'`)
    return await work()
  } finally {
    await application.query('rollback')
  }
}

async function merchantsSeen(table: string): Promise<string[]> {
  const { rows } = await application.query<{ id: string }>(`select distinct merchant_id as id from ${table}`)
  return rows.map(({ id }) => id)
}

/** The code of PostgreSQL's refusal, or `done`. */
async function refusal(text: string, values: unknown[] = []): Promise<string> {
  try {
    await application.query('savepoint before')
    const { rowCount } = await application.query(text, values)
    return rowCount === 0 ? 'nothing' : 'done'
  } catch (error) {
    await application.query('rollback to savepoint before')
    return (error as pg.DatabaseError).code ?? String(error)
  }
}

const insufficientPrivilege = '42501'

it('shows each merchant its own rows, so that the next tests cannot pass on empty tables', async () => {
  assert.ok(tables.length > 40)
  for (const table of tables) assert.deepEqual(await as(mine, () => merchantsSeen(table)), [mine], table)
})

it('shows no row with no merchant set, with an empty setting, or with a merchant that does not exist', async () => {
  for (const table of tables) {
    assert.deepEqual(await as(undefined, () => merchantsSeen(table)), [], table)
    assert.deepEqual(await as(noMerchant, () => merchantsSeen(table)), [], table)
  }
  await application.query(`set yidan.merchant_id = ''`)
  for (const table of tables) assert.deepEqual(await as(undefined, () => merchantsSeen(table)), [], table)
  await application.query('reset yidan.merchant_id')
})

it('forgets the merchant at the end of its transaction', async () => {
  await as(mine, () => merchantsSeen('orders'))
  assert.deepEqual(await merchantsSeen('orders'), [])
})

it('refuses rows of another merchant, and any row where none is set', async () => {
  for (const table of tables) {
    const { rows } = await owner.query(
      `select to_jsonb(t) as row, (
         select string_agg(quote_ident(attname), ', ') from pg_attribute
         where attrelid = $2::regclass and attnum > 0 and not attisdropped and attgenerated = '') as columns
       from ${table} t where merchant_id = $1 limit 1`,
      [mine, table],
    )
    const { row, columns } = rows[0]
    const insert = () =>
      refusal(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`, [
        row,
      ])
    for (const merchantId of [other, noMerchant, undefined]) {
      assert.equal(await as(merchantId, insert), insufficientPrivilege, `${table} as ${merchantId}`)
    }
  }
})

it('changes and removes nothing of another merchant', async () => {
  for (const table of tables) {
    const done = await as(other, async () => [
      await refusal(`update ${table} set merchant_id = merchant_id where merchant_id = $1`, [mine]),
      await refusal(`delete from ${table} where merchant_id = $1`, [mine]),
    ])
    // Append-only tables grant neither.
    for (const answer of done) assert.match(answer, /^(?:nothing|42501)$/, table)
  }
})

it('gives no row away to another merchant', async () => {
  for (const table of tables) {
    const answer = await as(mine, () => refusal(`update ${table} set merchant_id = $1`, [other]))
    assert.equal(answer, insufficientPrivilege, table)
  }
})

it('cannot stop being isolated', async () => {
  for (const text of [
    'set role postgres',
    'set session authorization yidan_owner',
    'alter table orders disable row level security',
    'drop policy merchant_isolation on orders',
    'create policy everyone on orders using (true)',
    'truncate orders',
  ]) {
    const answer = await as(mine, () => refusal(text))
    assert.match(answer, /^(?:42501|22023)$/, text)
  }
  await application.query('set row_security = off')
  await assert.rejects(() => application.query('select 1 from orders'), /row-level security/)
  await application.query('reset row_security')
})
