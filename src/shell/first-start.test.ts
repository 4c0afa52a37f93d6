import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { parseApiKey } from '../access/keys/api-key.ts'
import { hashSecret } from '../access/secret-token.ts'
import { type Config, readConfig } from '../config.ts'
import { prepareFirstStart } from './first-start.ts'

let database: TestDatabase
let config: Config
let owner: pg.Client

beforeEach(async () => {
  database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'yidan-first-start-'))
  config = readConfig({ YIDAN_DATA: dataDir, YIDAN_LOG: 'silent' })
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterEach(async () => {
  await owner.end()
  await database.drop()
  await rm(config.dataDir, { recursive: true, force: true })
})

/** Starts, and asks to stop after so many looks; answers the key and what was said. */
async function start(samples: boolean, looks = Number.POSITIVE_INFINITY) {
  const lines: string[] = []
  let left = looks
  const isStopping = () => left-- <= 0
  const doors = await prepareFirstStart(config, database.appUrl, {
    ...{ samples, isStopping },
    onProgress: (line) => lines.push(line),
  })
  return { key: doors.key, ownerLink: doors.ownerLink, lines }
}

async function merchants() {
  const { rows } = await owner.query(`
    select m.name, m.code, m.currency, m.time_zone as "timeZone", m.created_at as "createdAt",
      (select count(*)::int from api_keys k where k.merchant_id = m.id) as keys,
      (select count(*)::int from channels c where c.merchant_id = m.id) as channels,
      (select json_object_agg(tax_class, rate_basis_points) from tax_rates t where t.merchant_id = m.id) as taxes,
      (select count(*)::int from order_settings s where s.merchant_id = m.id) as settings,
      (select count(*)::int from products p where p.merchant_id = m.id) as products
    from merchants m`)
  return rows
}

test('an empty first start makes a merchant that can begin, and one key that opens everything; the next start makes nothing', async () => {
  const { key } = await start(false)
  assert.ok(key !== undefined)
  assert.equal(await readFile(key.file, 'utf8'), `${key.apiKey}\n`)
  assert.equal((await stat(key.file)).mode & 0o777, 0o600)
  const [merchant, ...others] = await merchants()
  assert.deepEqual(others, [])
  const { createdAt: _, ...made } = merchant
  assert.deepEqual(made, {
    ...{ name: '我的店铺 My shop', code: 'yidan', currency: 'CNY', timeZone: 'Asia/Shanghai' },
    ...{ keys: 1, channels: 7, settings: 1, products: 0 },
    taxes: { exempt: 0, reduced: 900, services: 600, standard: 1300 },
  })
  const secret = parseApiKey(key.apiKey)?.secret ?? ''
  const { rows } = await owner.query('select scopes from api_keys where secret_hash = $1', [hashSecret(secret)])
  assert.deepEqual(rows, [{ scopes: ['*'] }])

  assert.equal((await start(true)).key, undefined)
  assert.deepEqual(await merchants(), [merchant])
  assert.equal(await readFile(key.file, 'utf8'), `${key.apiKey}\n`)
})

test('a first start that was cut off before its key is completed by the next', async () => {
  assert.equal((await start(false, 0)).key, undefined)
  assert.deepEqual(
    (await merchants()).map(({ keys }) => keys),
    [0],
  )
  assert.ok((await start(true)).key !== undefined)
  const [merchant] = await merchants()
  assert.equal(merchant.keys, 1)
  assert.equal(merchant.products, 0)
})

test('a sample shop that was cut off goes on at the next start, which says so when it was to be empty', async () => {
  const first = await start(true, 2)
  assert.equal(first.key, undefined)
  assert.match(first.lines[0] ?? '', /loading the sample shop/)
  const [begun] = await merchants()
  assert.equal(begun.name, '一单示例店')
  assert.equal(begun.products, 300)
  assert.ok(begun.createdAt.getTime() < Date.now() - 30 * 86_400_000)
  const second = await start(false, 1)
  assert.match(second.lines[0] ?? '', /an earlier start was cut off/)
  assert.deepEqual(await merchants(), [begun])
  const { rows } = await owner.query('select count(*)::int as customers from customers')
  assert.equal(rows[0].customers, 160)
})

test('two first starts at once make one merchant', async () => {
  const both = await Promise.all([start(false), start(false)])
  assert.equal(both.filter(({ key }) => key !== undefined).length, 1)
  assert.deepEqual(
    (await merchants()).map(({ keys }) => keys),
    [1],
  )
})

test('the owner is given a link at every start, each in the place of the one before, until somebody has a way in', async () => {
  const { ownerLink: first } = await start(false)
  const { ownerLink: second } = await start(false)
  assert.ok(first !== undefined && second !== undefined && first !== second)
  const links = await owner.query('select count(*)::int as count from access_links where used_at is null')
  assert.equal(links.rows[0].count, 1)
  const staff = await owner.query('select roles, status from staff')
  assert.deepEqual(staff.rows, [{ roles: ['owner'], status: 'active' }])
  await owner.query(`update staff set password_hash = 'x'`)
  assert.equal((await start(false)).ownerLink, undefined)
})
