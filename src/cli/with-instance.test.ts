import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { readConfig } from '../config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { loadInstanceKey } from '../shell/instance-key.ts'
import { withInstance } from './with-instance.ts'

let parent = ''
let database: TestDatabase
before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'yidan-with-instance-'))
  database = await createTestDatabase()
})
after(async () => {
  await database.drop()
  await rm(parent, { recursive: true })
})

const reach = (environment: Record<string, string>) =>
  withInstance(readConfig(environment), { connections: 1, onProgress: () => {} }, async ({ database: { pool } }) => {
    const { rows } = await pool.query<{ role: string }>('select current_user as role')
    return rows[0]?.role
  })

test('a data folder in which no Yidan is makes none: it may be a slip of the pen', async () => {
  const missing = join(parent, 'misspelt')
  await assert.rejects(reach({ YIDAN_DATA: missing }), /there is no Yidan in .*misspelt yet: run `npm start` first/)
  assert.equal(existsSync(missing), false)
})

test('nor does a database in which none is, or a folder without the keys of the one that is', async () => {
  const missing = join(parent, 'keyless')
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const name = `${new URL(database.ownerUrl).pathname.slice(1)}_empty`
  await owner.query(`create database ${name}`)
  try {
    const empty = { YIDAN_DATA: missing, DATABASE_URL: database.ownerUrl.replace(/[^/]*$/, name) }
    await assert.rejects(reach(empty), /there is no Yidan in the database of DATABASE_URL yet: run `npm start` first/)
    const keyless = { YIDAN_DATA: missing, DATABASE_URL: database.ownerUrl }
    await assert.rejects(reach(keyless), /keyless does not hold the keys of the Yidan in DATABASE_URL/)
    assert.equal(existsSync(missing), false)
  } finally {
    await owner.query(`drop database ${name}`)
    await owner.end()
  }
})

test('an installation on a server of its own is reached', async () => {
  const dataDir = join(parent, 'whole')
  await loadInstanceKey({ folder: join(dataDir, 'secrets') })
  await migrate(database.ownerUrl, { appPassword: new URL(database.appUrl).password })
  const settings = { DATABASE_URL: database.ownerUrl, YIDAN_APP_DATABASE_URL: database.appUrl }
  assert.equal(await reach({ YIDAN_DATA: dataDir, ...settings }), 'yidan_app')
})
