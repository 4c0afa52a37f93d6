import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { type Command, runCommand, runQuery } from '../../src/platform/command.ts'
import type { MerchantKeys } from '../../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { Transaction } from '../../src/platform/db/transaction.ts'
import { noFiles } from '../../src/platform/files/file-store.ts'
import { newId } from '../../src/platform/ids.ts'
import { silentLogger } from '../../src/platform/logger.ts'
import type { Runtime } from '../../src/platform/runtime.ts'
import { systemClock } from '../../src/platform/time.ts'
import { createTestDatabase } from './database.ts'

/** A merchant with places and variants, and nothing in stock yet. */
export type StockTest = {
  merchantId: string
  database: Database
  runtime: Runtime
  /** Superuser, past row-level security: for what a test arranges and checks behind the application. */
  owner: pg.Client
  /** Ids of three places; the last is closed. */
  places: { north: string; south: string; closed: string }
  /** Adds a variant; its id is the item's. */
  addVariant: (sku: string, kind?: 'stocked' | 'bundle' | 'service', barcode?: string) => Promise<string>
  /** Runs a use case as a command. */
  command: <T>(work: (command: Command) => Promise<T>) => Promise<T>
  /** Runs a reading use case. */
  query: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
  /** Checks the invariants of stock over the whole database, and removes it. */
  verifyAndClose: () => Promise<void>
  close: () => Promise<void>
}

/** Makes a database of its own with one merchant. Every event has a delivery for a subscriber called `watcher`. */
export async function createStockTest(): Promise<StockTest> {
  const test = await createTestDatabase()
  const database = openDatabase({ url: test.appUrl, connections: 8, subscribersOf: () => ['watcher'] })
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  const at = new Date()
  const merchantId = newId(at)
  const places = { north: newId(at), south: newId(at), closed: newId(at) }
  for (const [code, id] of Object.entries(places)) await addPlace(owner, { merchantId, id, code })
  const productId = newId(at)
  await owner.query(
    `insert into products (merchant_id, id, name, category, status, version, created_at)
     values ($1, $2, 'Tea', '', 'active', 1, now())`,
    [merchantId, productId],
  )
  const runtime = {
    database,
    clock: systemClock,
    keysOf: async () => ({ merchantId }) as MerchantKeys,
    logger: silentLogger,
    files: noFiles,
  }
  const close = async () => {
    await Promise.all([database.close(), owner.end()])
    await test.drop()
  }
  return {
    ...{ merchantId, database, runtime, owner, places },
    addVariant: async (sku, kind = 'stocked', barcode) => {
      const id = newId(new Date())
      await owner.query(
        `insert into variants
           (merchant_id, id, product_id, sku, barcode, name, options, kind, unit, weight_grams, tax_class, status)
         values ($1, $2, $3, $4, $5, $4, '{}', $6, 'piece', 0, 'standard', 'active')`,
        [merchantId, id, productId, sku, barcode ?? null, kind],
      )
      return id
    },
    command: (work) => runCommand(runtime, { merchantId, actor: 'system:test' }, work),
    query: (work) => runQuery(runtime, { merchantId }, ({ tx }) => work(tx)),
    verifyAndClose: () => verifyStock(owner).finally(close),
    close,
  }
}

async function addPlace(owner: pg.Client, place: { merchantId: string; id: string; code: string }): Promise<void> {
  await owner.query(
    `insert into locations
       (merchant_id, id, code, name, kind, status, fulfils, priority, country, time_zone, version, created_at)
     values ($1, $2, $3, $3, 'warehouse', $4, true, 1, 'CN', 'Asia/Shanghai', 1, now())`,
    [place.merchantId, place.id, place.code, place.code === 'closed' ? 'closed' : 'active'],
  )
}

const checks = new URL('../../src/cli/verify/', import.meta.url)

/** The checks of `yidan verify` that speak of stock: on hand, kept, oversold, counters, histories, orphans, transfers, events. */
async function verifyStock(owner: pg.Client): Promise<void> {
  const names = readdirSync(checks).filter((name) =>
    /^(01|02|03|04|17|21-events|24-orphans-stock|29).*\.sql$/.test(name),
  )
  assert.ok(names.length >= 8)
  for (const name of names) {
    const { rows } = await owner.query<{ fault: string }>(readFileSync(new URL(name, checks), 'utf8'))
    // Tests of stock have allocations, and no orders for them to be of.
    const faults = rows.filter(({ fault }) => fault !== 'allocation without its order line')
    assert.deepEqual(faults, [], name)
  }
}
