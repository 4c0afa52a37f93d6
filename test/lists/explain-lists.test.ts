import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import type { App } from '../../src/platform/http/app.ts'
import { everywhere, type Scope } from '../../src/platform/scope.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import { fillDrafts } from './large-entry.ts'
import { fillLargeShop, pictureBytes } from './large-shop.ts'
import { sessionToken } from './large-staff.ts'
import { commonFilters, listCases, slowLists } from './list-cases.ts'
import { madeId } from './made-ids.ts'
import { narrowedCallers, narrowedLists, readsStages } from './narrowed-cases.ts'
import { type PlanNode, planFaults } from './plan-faults.ts'
import { explain, recordStatements } from './recorded-statements.ts'

/** Orders, customers and variants of the merchant whose lists are read; the others have a tenth of it. */
const size = 20_000

/** A table with more rows than this should not be read from end to end. */
const largeTableRows = 3000

/**
 * A page has 50 rows and a count is exact to 1,000, each with what belongs to it, and of several parts each is asked for its 1,000th;
 * a full reading would be 20,000 rows or more.
 */
const limits = { read: 7500, sorted: 1100 }
/** Orders of a span of something else than their age: up to four times as many as are few are put in order (found-queries.ts). */
const limitsOfSpans = { read: 7500, sorted: 4100 }
/** The stages of a span stand in its index, of which 10,000 entries are read for a quick answer, and all that others are compared with. */
const limitsOfSpanCounts = { read: 30_000, sorted: 3100 }
const isSpan = /(?:total(?:From|To)|(?:delivery|shipped|cancelled)(?:From|To|Before))=/

/** Exact counts look up orders of each stage until 1,000 of it are found, or all of an amount or a day, in their order. */
const limitsOfExact = { read: 2 * size, sorted: size }

/** For the tabs of a filter each part is asked for its 1,000th order, and 1,000 orders are looked at. */
const limitsOf: Record<string, typeof limits> = {
  // Its orders are summed, by currency: for the great customer of the shop some 2,000, never more than 10,000.
  [listCases['/customers/:customerId/spending']?.path ?? '']: { read: 7500, sorted: 2100 },
  '/orders/counts': { read: 10_000, sorted: 3100 },
  // Exact to 1,000 at each place of the caller.
  '/home': { read: 7500, sorted: 3100 },
  '/home/waiting': { read: 7500, sorted: 3100 },
}

/** One request is answered by so many statements at most, however much it shows. */
const mostStatements = 15

let merchant: TestMerchant
let database: Database
let app: App
let application: pg.Client
let recorded: ReturnType<typeof recordStatements>
let authorization: string
let largeTables: Set<string>
/** Where the caller may act. */
let scope: Scope = everywhere

before(async () => {
  merchant = await createTestMerchant()
  await fillShops()
  const { key, id } = await merchant.command((command) => createApiKey(command, { name: 'lists', scopes: ['*'] }))
  const { owner, merchantId, runtime } = merchant
  await fillDrafts(owner, { merchantId, number: 1, size, keys: await runtime.keysOf(merchantId) }, `key:${id}`)
  await owner.query('analyze order_drafts, order_presets')
  largeTables = await findLargeTables()
  for (const table of ['bulk_jobs', 'exports']) {
    await merchant.owner.query(`update ${table} set requested_by = $1 where requested_by = 'key:x'`, [`key:${id}`])
  }
  authorization = `Bearer ${key}`
  const url = String(merchant.runtime.database.pool.options.connectionString)
  database = openDatabase({ url, connections: 2 })
  recorded = recordStatements(database)
  // Its clock stands still: what is kept for ten seconds is never read again between two requests that are compared.
  const now = new Date()
  app = buildApp({ ...merchant.runtime, database, clock: () => now })
  const { authenticate } = app
  app.authenticate = async (request) => ({ ...(await authenticate(request)), scope })
  application = new pg.Client({ connectionString: url })
  await application.connect()
})
after(async () => {
  await Promise.all([application.end(), database.close()])
  await merchant.close()
})

async function fillShops(): Promise<void> {
  const { owner, runtime, merchantId, addMerchant } = merchant
  await owner.query('set synchronous_commit = off')
  const merchantIds = [merchantId, await addMerchant('second'), await addMerchant('third')]
  for (const [index, merchantId] of merchantIds.entries()) {
    const shop = { merchantId, number: index + 1, size: index === 0 ? size : size / 10 }
    await fillLargeShop(owner, { ...shop, keys: await runtime.keysOf(merchantId) })
  }
  await runtime.files.put(merchantId, pictureBytes)
  await owner.query('vacuum analyze')
}

async function findLargeTables(): Promise<Set<string>> {
  const { rows } = await merchant.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and reltuples > $1`,
    [largeTableRows],
  )
  return new Set(rows.map(({ name }) => name))
}

async function get(url: string, status = 200): Promise<{ next?: string | null }> {
  const isOwn = /^\/(?:account|saved-views|preferences)\b/.test(url)
  const headers = isOwn ? { cookie: `__Host-yidan=${sessionToken(merchant.merchantId)}` } : { authorization }
  const answer = await app.fastify.inject({ url: `/api/v1${url}`, headers })
  assert.equal(answer.statusCode, status, `${url}: ${answer.body.slice(0, 300)}`)
  return String(answer.headers['content-type']).startsWith('application/json') ? answer.json() : {}
}

/** What is wrong with the plans of the statements that a list sends. */
async function faultsOf(
  path: string,
  query: string,
  { most = limits, status = 200 }: { most?: typeof limits | undefined; status?: number } = {},
): Promise<string[]> {
  const next = query === 'after' ? (await get(path)).next : undefined
  recorded.take()
  await get(`${path}?${next == null ? query.replace('after', '') : `after=${next}`}`, status)
  const statements = recorded.take()
  const isOfNothing = Object.values(scope).some((names) => names.size === 0)
  assert.ok(statements.length > 0 || isOfNothing, 'no statement was recorded')
  const faults: string[] = []
  for (const statement of statements) {
    for (const plan of await explain(application, merchant.merchantId, statement)) {
      const found = planFaults(plan, largeTables, most)
      faults.push(...found.map((fault) => `${fault}: ${statement.text.replace(/\s+/g, ' ').trim()}`))
    }
  }
  return faults
}

function limitsFor(path: string, query: string): typeof limits {
  if (query.startsWith('exact=true')) return limitsOfExact
  if (isSpan.test(query)) return path === '/orders/counts' ? limitsOfSpanCounts : limitsOfSpans
  return limitsOf[path] ?? limits
}

describe('the plans of lists, as the application', () => {
  for (const { path, queries, status = 200 } of Object.values(listCases)) {
    for (const query of queries) {
      const url = `${path}?${query}`
      const reason = slowLists[url]
      it(reason === undefined ? `${url} is served by indexes` : `${url} is slow: ${reason}`, async () => {
        const most = limitsFor(path, query)
        const faults = await faultsOf(path, query, { status, most })
        if (reason === undefined) assert.deepEqual(faults, [])
        else assert.notEqual(faults.length, 0, 'it is fast now: take it out of slowLists')
      })
    }
  }

  it('are as many for a page of twenty as for one of two, and never more than fifteen', async () => {
    const statementsOf = async (url: string, status?: number) => {
      // What is kept between requests is there at the second.
      await get(url, status)
      recorded.take()
      await get(url, status)
      return recorded.take().length
    }
    for (const { method, path, query } of app.contracts) {
      const listCase = method === 'GET' ? listCases[path] : undefined
      if (listCase === undefined) continue
      const { queries, status } = listCase
      const url = `${listCase.path}?${queries[0] ?? ''}`
      const isPaged = Object.hasOwn(query?.shape ?? {}, 'limit')
      const few = await statementsOf(isPaged ? `${url}&limit=2` : url, status)
      assert.ok(few <= mostStatements, `${few} statements: ${url}`)
      if (isPaged) assert.equal(await statementsOf(`${url}&limit=20`, status), few, `statements for each row: ${url}`)
    }
  })

  it('grow with the values of a filter, not with all that these make together', async () => {
    const some = Array.from({ length: 8 }, (_, n) => n)
    const asked = [
      `locationId=${some.map((n) => madeId('location', { number: 1 }, n)).join()}`,
      `carrier=SF,${some.map((n) => `X${n}`).join()}`,
      `area=310000,320000,330000,340000,350000,360000,370000`,
    ].join('&')
    for (const path of ['/orders?', '/orders/counts?', '/orders/counts?exact=true&']) {
      recorded.take()
      await get(`${path}${asked}`)
      const statements = recorded.take()
      assert.ok(statements.length <= mostStatements, `${statements.length} statements: ${path}`)
      for (const { values } of statements) assert.ok(values.length < 2000, `${values.length} values: ${path}`)
    }
  })

  it('are looked at for every reading operation and every part of its filter', () => {
    const reading = app.contracts.filter(
      ({ method, permission, stream }) => method === 'GET' && permission !== 'public' && stream === undefined,
    )
    assert.deepEqual(reading.map(({ path }) => path).sort(), Object.keys(listCases).sort())
    for (const { path, query } of reading) {
      const asked = new Set(listCases[path]?.queries.map((text) => text.split('=')[0]))
      const parts = Object.keys(query?.shape ?? {}).filter((name) => name !== 'limit')
      assert.deepEqual(
        parts.filter((name) => !asked.has(name)),
        [],
        path,
      )
    }
  })
})

describe('exact counts of what many orders have are as many as the list shows', () => {
  for (const filter of commonFilters) {
    it(filter, async () => {
      const { stages } = (await get(`/orders/counts?exact=true&${filter}`)) as StageCounts
      for (const { stage, orders, more } of stages) {
        const shown = await listed(`/orders?${filter}&stage=${stage}&limit=200`, 1001)
        assert.deepEqual({ orders, more }, { orders: Math.min(shown, 1000), more: shown > 1000 }, stage)
      }
    })
  }
})

type StageCounts = { stages: { stage: string; orders: number; more: boolean }[] }

/** How many rows a list shows on its pages, read until there are `most`. */
async function listed(url: string, most: number): Promise<number> {
  let count = 0
  for (let after = ''; count < most; ) {
    const { items, next } = (await get(`${url}${after}`)) as { items: unknown[]; next: string | null }
    count += items.length
    if (next === null) break
    after = `&after=${next}`
  }
  return count
}

describe('the plans of lists for who is narrowed', () => {
  it('are theirs alone: of nobody else it is asked which places an order has', async () => {
    for (const { path, queries, status } of Object.values(listCases)) {
      recorded.take()
      await get(`${path}?${queries.find((query) => query !== 'after') ?? ''}`, status)
      for (const { text } of recorded.take()) assert.doesNotMatch(text, /order_places/, path)
    }
  })

  for (const [caller, narrowed] of Object.entries(narrowedCallers)) {
    for (const [path, queries] of Object.entries(narrowedLists)) {
      for (const query of queries) {
        const name = `${path}?${query} ${caller}`
        it(`${name} are served by indexes`, async () => {
          scope = narrowed
          const most = path === readsStages ? { read: 2 * size, sorted: size } : limitsOf[path]
          const faults = await faultsOf(path, query, { most }).finally(() => {
            scope = everywhere
          })
          const told = path === readsStages ? faults.filter((fault) => !fault.startsWith('reads all')) : faults
          assert.deepEqual(told, [])
        })
      }
    }
  }
})

describe('a plan is faulted that', () => {
  const large = new Set(['orders'])
  const scan = (node: Partial<PlanNode>): PlanNode => ({
    'Node Type': 'Index Scan',
    'Relation Name': 'orders',
    'Actual Rows': 1,
    'Actual Loops': 1,
    ...node,
  })

  it('reads a large table from end to end, however few rows it found', () => {
    const plan = { ...scan({ 'Node Type': 'Limit' }), Plans: [scan({ 'Node Type': 'Seq Scan' })] }
    assert.deepEqual(planFaults(plan, large, limits), ['reads all of orders'])
    assert.deepEqual(planFaults(plan, new Set(), limits), [])
  })

  it('reads by an index what it then throws away, in one loop or in many', () => {
    const filtered = scan({ 'Index Name': 'orders_pkey', 'Rows Removed by Filter': 9000 })
    assert.deepEqual(planFaults(filtered, large, limits), [
      'reads 9001 rows, most of them by Index Scan on orders_pkey',
    ])
    const often = scan({ 'Index Name': 'orders_pkey', 'Actual Loops': 8000 })
    assert.equal(planFaults(often, large, limits).length, 1)
  })

  it('sorts more than a page', () => {
    const given = scan({ 'Actual Rows': 1200 })
    const plan = { ...scan({ 'Node Type': 'Sort' }), Plans: [given] }
    assert.deepEqual(planFaults(plan, large, limits), ['sorts 1200 rows'])
  })

  it('a bounded plan is not', () => {
    assert.deepEqual(
      planFaults({ ...scan({ 'Node Type': 'Sort' }), Plans: [scan({ 'Actual Rows': 50 })] }, large, limits),
      [],
    )
  })

  it('real ones: a filter without an index, and a sort without one', async () => {
    const { merchantId } = merchant
    const faults = async (text: string) => {
      const plans = await explain(application, merchantId, { text, values: [merchantId] })
      return plans.flatMap((plan) => planFaults(plan, largeTables, limits))
    }
    assert.match(
      (await faults(`select id from orders where merchant_id = $1 and payment_terms = 'cash_on_delivery'`)).join(),
      /reads/,
    )
    assert.match(
      (await faults(`select id from orders where merchant_id = $1 order by external_id || '' limit 50`)).join(),
      /sorts 20000 rows/,
    )
    assert.deepEqual(await faults(`select id from orders where merchant_id = $1 order by id desc limit 50`), [])
  })
})
