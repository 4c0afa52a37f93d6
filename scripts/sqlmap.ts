// Lets sqlmap (sqlmap.org; Debian: apt-get install sqlmap) try every operation of a real server over a throwaway database.
//   npm run attack:sqlmap                        every operation; takes hours
//   npm run attack:sqlmap -- listOrders place    only operations whose name contains one of these
// What came of each target is kept in a folder, and a second run goes on where the first was ended.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readScriptArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import { sampleRequest } from '../test/attacks/sample-request.ts'
import type { Known } from '../test/bad-input/open-shop.ts'
import type { Operation } from '../test/bad-input/operations.ts'
import { openTwoShops } from '../test/bad-input/two-shops.ts'
import { runSqlmap, type Verdict } from './sqlmap/run-sqlmap.ts'
import { type Target, targetsOf } from './sqlmap/targets.ts'
import { startTestServer } from './testing/test-server.ts'

type Kept = { verdict: Verdict; requests: number; seconds: number; faults: string[] }

const { values, positionals } = readScriptArguments(
  `usage: npm run attack:sqlmap [-- PART…] [--seconds N] [--each N] [--level N] [--risk N] [--folder FOLDER]

  PART      only operations whose name contains one of these
  --seconds the most that the whole run takes, in seconds (3600)
  --each    the most that one target takes, in seconds (240)
  --level   how much sqlmap tries, 1 to 5 (2)
  --risk    how far it goes, 1 to 3 (2)
  --folder  where results are kept (.tmp/sqlmap)`,
  {
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '3600' },
      each: { type: 'string', default: '240' },
      level: { type: 'string', default: '2' },
      risk: { type: 'string', default: '2' },
      folder: { type: 'string', default: fileURLToPath(new URL('../.tmp/sqlmap', import.meta.url)) },
    },
  },
)
const { folder } = values
const endsMs = performance.now() + wholeNumber('--seconds', values.seconds) * 1000
mkdirSync(folder, { recursive: true })

const server = await startTestServer()
process.env.YIDAN_TEST_DATABASE_URL = server.url
process.env.YIDAN_TEST_APP_PASSWORD ??= 'yidan-test'
const shops = await openTwoShops()
let requests = 0
shops.app.fastify.server.on('request', () => {
  requests += 1
})
await shops.app.fastify.listen({ port: 0, host: '127.0.0.1' })
try {
  await attackAll()
} finally {
  await shops.app.fastify.close()
  await shops.close()
  await server.stop()
}

async function attackAll(): Promise<void> {
  const targets = shops.operations
    .filter(({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)))
    .flatMap((operation, index) => targetsOf(operation, requestOf(operation, index)))
  const results = new Map<string, Kept>()
  for (const target of targets) {
    const kept = keptOf(target) ?? (performance.now() < endsMs ? await attack(target) : undefined)
    if (kept !== undefined) results.set(target.name, kept)
  }
  const count = (wanted: Verdict) => [...results.values()].filter(({ verdict }) => verdict === wanted).length
  const sent = [...results.values()].reduce((sum, kept) => sum + kept.requests, 0)
  const faults = [...results.values()].reduce((sum, kept) => sum + kept.faults.length, 0)
  console.log(
    `${results.size} of ${targets.length} targets tried with ${sent} requests: ${count('injectable')} injectable, ${count('nothing')} not, ${count('unfinished')} unfinished, ${count('failed')} failed; ${faults} faults of the server`,
  )
  if (count('injectable') + count('failed') + faults > 0) process.exitCode = 1
}

async function attack(target: Target): Promise<Kept> {
  const { port } = shops.app.fastify.server.address() as AddressInfo
  const before = requests
  const startedMs = performance.now()
  const { verdict, printed } = await runSqlmap(target, {
    ...{ origin: `http://127.0.0.1:${port}`, key: shops.own.key, folder: join(folder, 'sessions') },
    ...{ level: wholeNumber('--level', values.level), risk: wholeNumber('--risk', values.risk) },
    secondsEach: wholeNumber('--each', values.each),
  })
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  const kept: Kept = { verdict, requests: requests - before, seconds, faults: shops.faults.splice(0).slice(0, 20) }
  writeFileSync(join(folder, `${target.name}.log`), printed)
  writeFileSync(fileOf(target), JSON.stringify(kept))
  console.log(`${target.name}: ${verdict}, ${kept.requests} requests in ${seconds} s, ${kept.faults.length} faults`)
  return kept
}

function keptOf(target: Target): Kept | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(target), 'utf8')) as Kept
  } catch {
    return undefined
  }
}

function fileOf({ name }: Target): string {
  return join(folder, `${name}.json`)
}

/** A request that may succeed, with every parameter filled. */
function requestOf(operation: Operation, n: number) {
  const request = sampleRequest(operation, shops.own.known, n)
  const others = Object.keys(operation.queryParameters).map((name) => [name, firstOf(shops.own.known, name)])
  return { ...request, query: { ...Object.fromEntries(others), ...request.query } }
}

function firstOf(known: Known, name: string): string {
  return known[name]?.[0] ?? { limit: '10', after: 'x', toPromiseAtMost: '1000' }[name] ?? 'x'
}
