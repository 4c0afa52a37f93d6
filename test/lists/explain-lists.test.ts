import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { createApiKey } from '../../src/access/create-api-key.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { App } from '../../src/platform/http/app.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { fillLargeShop, madeAt, madeId, people, phones, places } from './large-shop.ts'
import { type PlanNode, planFaults } from './plan-faults.ts'
import { explain, recordStatements } from './recorded-statements.ts'

const size = 20_000
const shop = { number: 1 }

/** Tables with more rows than this are large. */
const large = 3000

let merchant: TestMerchant
let database: Database
let app: App
let application: pg.Client
let recorded: ReturnType<typeof recordStatements>
let authorization: string
let largeTables: Set<string>

before(async () => {
  merchant = await createTestMerchant()
  const { runtime, merchantId, owner } = merchant
  await owner.query('set synchronous_commit = off')
  for (const [number, filled] of [merchantId, await merchant.addMerchant('other'), await merchant.addMerchant('third')].entries()) {
    const keys = await runtime.keysOf(filled)
    await fillLargeShop(owner, { merchantId: filled, number: number + 1, size: number === 0 ? size : size / 10, keys })
  }
  await owner.query('analyze')
  const { rows } = await owner.query<{ name: string }>('select relname as name from pg_class where relkind = $1 and reltuples > $2', ['r', large])
  largeTables = new Set(rows.map(({ name }) => name))
  const { key } = await merchant.command((command) => createApiKey(command, { name: 'lists', scopes: ['*'] }))
  authorization = `Bearer ${key}`
  const url = String(runtime.database.pool.options.connectionString)
  database = openDatabase({ url, connections: 2 })
  recorded = recordStatements(database)
  app = buildApp({ ...runtime, database })
  application = new pg.Client({ connectionString: url })
  await application.connect()
})
after(async () => {
  await Promise.all([application.end(), database.close()])
  await merchant.close()
})

async function faultsOf(path: string): Promise<string[]> {
  recorded.take()
  const answer = await app.fastify.inject({ url: `/api/v1${path}`, headers: { authorization } })
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`)
  const statements = recorded.take()
  assert.ok(statements.length > 0)
  const faults: string[] = []
  for (const statement of statements) {
    const plans = await explain(application, merchant.merchantId, statement)
    for (const [index, plan] of plans.entries()) {
      const found = planFaults(plan, largeTables, { read: 2500, sorted: 1000 })
      if (found.length) console.log(path, ['own', 'kept'][index], JSON.stringify(found), statement.text.replace(/\s+/g,' ').slice(0, 60), process.env.PLANS ? JSON.stringify(plan, null, 1) : '')
      faults.push(...found)
    }
  }
  return faults
}

describe('lists', () => {
  const id = (kind: Parameters<typeof madeId>[0], n: number) => madeId(kind, shop, n)
  const q = (text: string) => encodeURIComponent(text)
  const orders = ['', 'stage=completed', 'stage=processed', 'stage=pending', 'stage=draft', 'channel=web', 'channel=phone', 'channel=fax', 'channel=nothing',
    `placedFrom=${madeAt(15000).toISOString()}`, `placedBefore=${madeAt(5000).toISOString()}`, 
    ...Object.values(places).map((n) => `locationId=${id('location', n)}`),
    'sku=SKU-1', 'sku=SKU-777', 'sku=NONE', `customerId=${id('customer', 1)}`, `customerId=${id('customer', 2)}`, `customerId=${id('customer', 19999)}`,
    `text=${q(people.common)}`, `text=${q('王')}`, `text=${q(people.rare)}`, `text=${phones.rare}`, 'text=0001', 'text=100077', 'text=EXT-77', 'text=a%40b.c', 'text=none']
  const lists: Record<string, string[]> = {
    '/orders': orders, '/orders/counts': orders,
    '/customers': ['', 'code=C-77', 'tier=standard', 'tier=vip', 'tier=key', `text=${q(people.common)}`, `text=${q('王')}`, `text=${q(people.rare)}`, `text=${phones.rare}`, 'text=0001'],
    '/products': ['', 'sku=SKU-77', 'barcode=6900000000077', 'status=active', 'status=archived'],
    '/locations': ['', 'kind=warehouse', 'status=closed'],
    '/stock/levels': ['', `itemId=${id('variant', 1)}`, 'sku=SKU-1', ...Object.values(places).map((n) => `locationId=${id('location', n)}`), 'toPromiseAtMost=1', 'toPromiseAtMost=1000', 'toPromiseAtMost=-1'],
    [`/stock/items/${id('variant', 1)}/movements`]: ['', `locationId=${id('location', 1)}`],
    [`/stock/items/${id('variant', 7)}/movements`]: [''],
    '/fulfillment-orders': ['', ...Object.values(places).map((n) => `locationId=${id('location', n)}`), 'status=closed', 'status=released', 'status=on_hold', 'status=picking', `orderId=${id('order', 7)}`],
    '/api-keys': [''],
    '/channels': [''], '/tax-rates': [''], '/order-settings': [''], '/merchant': [''],
    '/variants/by-code': ['code=SKU-77'],
  }
  for (const [path, queries] of Object.entries(lists)) for (const query of queries) {
    it(`${path}?${query}`, async () => {
      assert.deepEqual(await faultsOf(`${path}?${query}`), [])
    })
  }
})
