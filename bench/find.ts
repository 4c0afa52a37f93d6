// How fast an order is found by its receiver's phone or name: `npm run bench:find -- [--orders N] [--searches N]`.
// The orders are copies of one that was placed, with names, phones and search tokens of their own, first ten thousand and then
// all of them. Prints a JSON line for each kind of search at each size, and one that compares the sizes.
import assert from 'node:assert/strict'
import pg from 'pg'
import { contactTokens } from '../src/customers/contact-tokens.ts'
import type { MerchantKeys } from '../src/platform/crypto/key-ring.ts'
import { transact } from '../src/platform/db/transaction.ts'
import type { App } from '../src/platform/http/app.ts'
import { newId } from '../src/platform/ids.ts'
import { type SeededRandom, seededRandom } from '../src/platform/random.ts'
import { addTokens } from '../src/platform/search-index.ts'
import { buildApp } from '../src/shell/build-app.ts'
import { readScriptArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import { type Person, personOf } from './lists/people.ts'
import { type BenchShop, openBenchShop } from './shop.ts'
import { percentile } from './summary.ts'

const { values } = readScriptArguments(
  `usage: npm run bench:find -- [--orders N] [--searches N]

  --orders N     how many orders there are in the end (1000000)
  --searches N   how many searches of each kind are timed (300)`,
  { options: { orders: { type: 'string', default: '1000000' }, searches: { type: 'string', default: '300' } } },
)
const sizes = [10_000, wholeNumber('--orders', values.orders)]
const searches = wholeNumber('--searches', values.searches)

/** Orders added by one statement. */
const atOnce = 5000

const shop = await openBenchShop()
try {
  const app = buildApp(shop.runtime)
  const template = await placeTemplate(app, shop)
  const keys = await shop.runtime.keysOf(shop.merchantId)
  const random = seededRandom('find')
  const known: Person[] = []
  const results = new Map<number, Record<string, number>>()
  for (const size of sizes) {
    await fill({ template, keys, random, known }, size)
    results.set(size, await measure(app, size, known))
  }
  const [small, large] = sizes.map((size) => results.get(size) as Record<string, number>)
  const ratios = Object.entries(large ?? {}).map(([kind, p95]) => [kind, round(p95 / (small?.[kind] as number))])
  console.log(JSON.stringify({ bench: 'find', sizes, p95RatioToSmall: Object.fromEntries(ratios) }))
} finally {
  await shop.close()
}

async function placeTemplate(app: App, { apiKey, items }: BenchShop): Promise<string> {
  const answer = await app.fastify.inject({
    ...{ method: 'POST', url: '/api/v1/orders', headers: { authorization: `Bearer ${apiKey}` } },
    payload: {
      channel: 'web',
      shipTo: { name: '王伟', phone: '13800138000', country: 'CN', province: '浙江省', city: '杭州市' },
      lines: items.slice(0, 3).map(({ sku }) => ({ sku, quantity: 1 })),
    },
  })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}

type Filling = { template: string; keys: MerchantKeys; random: SeededRandom; known: Person[] }

/** Adds orders until there are so many, a minute apart. */
async function fill({ template, keys, random, known }: Filling, size: number): Promise<void> {
  const owner = new pg.Client({ connectionString: shop.postgres.socketUrl })
  owner.on('error', () => {}) // told by the statement that fails
  await owner.connect()
  await owner.query('set synchronous_commit = off')
  const columns = await writtenColumns(owner)
  while (known.length < size) {
    const people = Array.from({ length: Math.min(atOnce, size - known.length) }, () => personOf(random))
    const first = known.length
    const ids = people.map((_, index) => newId(new Date(Date.UTC(2024, 0, 1) + (first + index) * 60_000)))
    await owner.query(
      `insert into orders (${columns}) select ${columns.replace(/\w+/g, '(r).$&')} from (
         select jsonb_populate_record(o, jsonb_build_object('id', n.id, 'number', n.number)) as r
         from orders o, unnest($3::uuid[], $4::bigint[]) as n(id, number) where o.merchant_id = $1 and o.id = $2) copies`,
      [shop.merchantId, template, ids, ids.map((_, index) => 1_000_000 + first + index)],
    )
    const objects = people.map((person, index) => ({
      objectId: ids[index] as string,
      tokens: contactTokens(keys, { ...person, country: 'CN' }),
    }))
    await transact(shop.runtime.database, shop.merchantId, (tx) => addTokens({ tx, keys }, 'order', objects))
    known.push(...people)
    if (known.length % 100_000 === 0) console.error(`bench:find: ${known.length} of ${size} orders`)
  }
  await owner.query('vacuum (analyze) orders, search_tokens')
  await owner.query('checkpoint')
  await owner.end()
}

/** The columns of orders that are not made from others. */
async function writtenColumns(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ names: string }>(
    `select string_agg(column_name, ', ') as names from information_schema.columns
     where table_name = 'orders' and is_generated = 'NEVER'`,
  )
  return rows[0]?.names ?? ''
}

/** The same searches for the list as people make them, one after the other; answers each kind's 95th percentile in ms. */
async function measure(app: App, size: number, known: readonly Person[]): Promise<Record<string, number>> {
  const random = seededRandom('searches')
  const kinds: Record<string, (person: Person) => string> = {
    phone: ({ phone }) => phone,
    last4: ({ phone }) => phone.slice(-4),
    name: ({ name }) => name,
    partOfName: ({ name }) => name.slice(1),
    surname: ({ name }) => name.slice(0, 1),
    unknownPhone: ({ phone }) => `19${phone.slice(2)}`,
  }
  const p95s: Record<string, number> = {}
  for (const [kind, textOf] of Object.entries(kinds)) {
    const times: number[] = []
    let found = 0
    for (let search = -20; search < searches; search++) {
      const text = textOf(random.pick(known))
      const beganMs = performance.now()
      const answer = await app.fastify.inject({
        ...{ method: 'GET', url: `/api/v1/orders?limit=50&text=${encodeURIComponent(text)}` },
        headers: { authorization: `Bearer ${shop.apiKey}` },
      })
      if (search >= 0) times.push(performance.now() - beganMs)
      assert.equal(answer.statusCode, 200, answer.body)
      found += (answer.json().items as unknown[]).length
    }
    assert.ok(kind === 'unknownPhone' ? found === 0 : found > 0, `${kind} found ${found}`)
    p95s[kind] = round(percentile(times, 0.95))
    const [p50Ms, p99Ms] = [percentile(times, 0.5), percentile(times, 0.99)].map(round)
    console.log(JSON.stringify({ bench: 'find', orders: size, kind, p50Ms, p95Ms: p95s[kind], p99Ms, found }))
  }
  return p95s
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
