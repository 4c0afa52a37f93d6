// How fast Home and the search answer: `npm run bench:home -- [--orders N] [--requests N]`. Two shops of one database, one of 10,000
// orders (customers, variants) and one of many, made by statements of the owner (test/lists/large-shop.ts). Prints a JSON line for each
// request at each size, and one that compares the sizes.
import assert from 'node:assert/strict'
import pg from 'pg'
import { createMerchant } from '../src/access/create-merchant.ts'
import { createApiKey } from '../src/access/keys/create-api-key.ts'
import { runCommand } from '../src/platform/command.ts'
import type { App } from '../src/platform/http/app.ts'
import { buildApp } from '../src/shell/build-app.ts'
import { loadInstanceKey } from '../src/shell/instance-key.ts'
import { readScriptArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import { fillLargeShop, names, phones } from '../test/lists/large-shop.ts'
import { openBenchShop } from './shop.ts'
import { percentile } from './summary.ts'

const { values } = readScriptArguments(
  `usage: npm run bench:home -- [--orders N] [--requests N]

  --orders N     how many orders the large shop has (100000)
  --requests N   how many requests of each kind are timed (200)`,
  { options: { orders: { type: 'string', default: '100000' }, requests: { type: 'string', default: '200' } } },
)
const sizes = [10_000, wholeNumber('--orders', values.orders)]
const requests = wholeNumber('--requests', values.requests)

const search = (text: string) => `/search?text=${encodeURIComponent(text)}`
const kinds: Record<string, string> = {
  ...{ home: '/home', home30Days: '/home?days=30', waiting: '/home/waiting' },
  ...{ searchNumber: search('100077'), searchChannelNumber: search('EXT-77'), searchSku: search('SKU-777') },
  ...{ searchCommonName: search(names.common), searchPhone: search(phones.rare), searchLast4: search('0001') },
  searchNothing: search('nobody@example.com'),
}

const shop = await openBenchShop()
const owner = new pg.Client({ connectionString: shop.postgres.socketUrl })
owner.on('error', () => {}) // told by the statement that fails
try {
  await owner.connect()
  await owner.query('set synchronous_commit = off')
  const app = buildApp(shop.runtime)
  const results = new Map<number, Record<string, number>>()
  for (const [index, size] of sizes.entries()) results.set(size, await measure(app, await fill(index + 1, size), size))
  const [small, large] = sizes.map((size) => results.get(size) as Record<string, number>)
  const ratios = Object.entries(large ?? {}).map(([kind, p95]) => [kind, round(p95 / (small?.[kind] as number))])
  console.log(JSON.stringify({ bench: 'home', sizes, p95RatioToSmall: Object.fromEntries(ratios) }))
} finally {
  await owner.end()
  await shop.close()
}

/** Makes a shop of so many orders; answers a key to it. */
async function fill(number: number, size: number): Promise<string> {
  const { runtime, folder } = shop
  const instanceKey = await loadInstanceKey({ folder: `${folder}/secrets` })
  const about = { code: `shop${number}`, name: 'Shop', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
  const merchantId = await createMerchant(runtime.database, about, instanceKey, runtime.clock)
  await fillLargeShop(owner, { merchantId, number, size, keys: await runtime.keysOf(merchantId) })
  await owner.query('vacuum (analyze)')
  const { key } = await runCommand(runtime, { merchantId, actor: 'system:bench' }, (command) =>
    createApiKey(command, { name: 'bench', scopes: ['*'] }),
  )
  return key
}

/** The same requests one after the other; answers each kind's 95th percentile in ms. */
async function measure(app: App, apiKey: string, size: number): Promise<Record<string, number>> {
  const p95s: Record<string, number> = {}
  for (const [kind, path] of Object.entries(kinds)) {
    const times: number[] = []
    for (let request = -20; request < requests; request++) {
      const beganMs = performance.now()
      const answer = await app.fastify.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${apiKey}` } })
      if (request >= 0) times.push(performance.now() - beganMs)
      assert.equal(answer.statusCode, 200, answer.body)
    }
    p95s[kind] = round(percentile(times, 0.95))
    const [p50Ms, p99Ms] = [percentile(times, 0.5), percentile(times, 0.99)].map(round)
    console.log(JSON.stringify({ bench: 'home', orders: size, kind, p50Ms, p95Ms: p95s[kind], p99Ms }))
  }
  return p95s
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
