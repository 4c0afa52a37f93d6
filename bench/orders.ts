// How fast orders are placed, against the raw limit of the database: `npm run bench:orders [-- --rounds N --scale S]`.
// (a) raw: one SQL function a call; (b) Yidan over HTTP; (c), (d) both with one hot item. In turn, medians as JSON lines.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readScriptArguments, refuseArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import type { LoadResult } from './load.ts'
import { cpuMs, postgresPids, rssMb, runLoad, type System, startSystem } from './processes.ts'
import { compareWrites, sampleOfStored } from './same-writes.ts'
import { openBenchShop } from './shop.ts'
import { type Measured, percentile, summarise } from './summary.ts'

const { values } = readScriptArguments(
  `usage: npm run bench:orders [-- --rounds N] [--scale S]

  --rounds N   how often everything is measured (3)
  --scale S    how many orders a measurement has, as a factor (1)`,
  {
    options: { rounds: { type: 'string', default: '3' }, scale: { type: 'string', default: '1' } },
  },
)
const rounds = wholeNumber('--rounds', values.rounds)
const scale = Number(values.scale)
if (!(scale > 0)) refuseArguments('--scale must be a number above 0')
const ordersAt: Record<number, number> = { 1: 400, 8: 3000, 32: 8000, 128: 12_000 }

const shop = await openBenchShop()
const owner = new pg.Client({ connectionString: shop.postgres.socketUrl })
await owner.connect()
let runs = 0
let nextNumber = 1_000_000_000
try {
  await owner.query(readFileSync(new URL('raw-order.sql', import.meta.url), 'utf8'))
  const alone = await startSystem(shop, { worker: false })
  const sample = await sampleOfStored(owner, () => http(alone, { callers: 8, orders: 200, hot: false }))
  const same = await compareWrites(owner, 4000 * scale, {
    raw: (orders) => raw({ callers: 32, orders, hot: false }, sample),
    yidan: (orders) => http(alone, { callers: 32, orders, hot: false }),
  })
  await alone.stop()
  await forgetRawDeliveries()
  print({ bench: 'orders', check: 'same writes', ...same })
  const measured: Measured[] = []
  const system = await startSystem(shop, { worker: true })
  await untilDrained()
  for (let round = 0; round < rounds; round++) {
    for (const [callers, orders] of Object.entries(ordersAt)) {
      for (const hot of [false, true]) {
        const load = { callers: Number(callers), orders: Math.ceil(orders * scale), hot }
        // The raw side has the machine to itself: its orders are not the worker's.
        system.worker?.kill('SIGSTOP')
        measured.push(await measure(system, load, 'raw', () => raw(load, sample)))
        await forgetRawDeliveries()
        system.worker?.kill('SIGCONT')
        measured.push(await measure(system, load, 'yidan', () => http(system, load)))
      }
    }
  }
  await system.stop()
  print({ bench: 'orders', ...summarise(measured) })
  if (!same.equalRows || !same.equalWal) process.exitCode = 1
} finally {
  await owner.end()
  await shop.close()
}

type Load = { callers: number; orders: number; hot: boolean }

async function measure(
  system: System,
  load: Load,
  side: Measured['side'],
  run: () => Promise<LoadResult>,
): Promise<Measured> {
  const pids = () => [
    ...(side === 'yidan' ? [system.server.pid as number, system.worker?.pid as number] : []),
    ...postgresPids(shop.postgres.pid),
  ]
  const cpuBefore = cpuMs(pids())
  const startedMs = performance.now()
  const { seconds, latenciesMs, statuses } = await run()
  if (side === 'yidan') await untilDrained()
  const drainedSeconds = side === 'yidan' ? (performance.now() - startedMs) / 1000 : seconds
  const refused = Object.entries(statuses).filter(([status]) => status !== '201')
  if (refused.length > 0) throw new Error(`not every order was accepted: ${JSON.stringify(statuses)}`)
  const result: Measured = {
    ...{ side, hot: load.hot, callers: load.callers },
    ordersPerSecond: Math.round(load.orders / seconds),
    drainedPerSecond: Math.round(load.orders / Math.max(drainedSeconds, seconds)),
    p50Ms: round2(percentile(latenciesMs, 0.5)),
    p99Ms: round2(percentile(latenciesMs, 0.99)),
    cpuMsPerOrder: round2((cpuMs(pids()) - cpuBefore) / load.orders),
    rssMb: rssMb(system.server.pid as number),
  }
  print({ bench: 'orders', ...result })
  return result
}

function http(system: System, { callers, orders, hot }: Load): Promise<LoadResult> {
  const skus = shop.items.map(({ sku }) => sku)
  return runLoad('http-load.ts', {
    host: '127.0.0.1',
    port: system.port,
    apiKey: shop.apiKey,
    skus,
    hot,
    callers,
    orders,
    run: `h${runs++}`,
  })
}

async function raw({ callers, orders, hot }: Load, sample: object): Promise<LoadResult> {
  const firstNumber = nextNumber
  nextNumber += orders
  const { merchantId, placeId, items } = shop
  return runLoad('raw-load.ts', {
    url: shop.postgres.socketUrl,
    merchantId,
    placeId,
    items,
    hot,
    callers,
    orders,
    run: `r${runs++}`,
    firstNumber,
    ...sample,
  })
}

/** The raw function's events have nothing behind them that a worker could handle. */
async function forgetRawDeliveries(): Promise<void> {
  await owner.query(`delete from event_deliveries d using orders o where d.object_id = o.id and o.number >= 1000000000`)
}

async function untilDrained(): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(`select exists (
      select 1 from event_deliveries d join orders o on o.merchant_id = d.merchant_id and o.id = d.object_id
      where o.number < 1000000000) as waiting`)
    if (rows[0]?.waiting === false) return
    await pause(20)
  }
}

function print(line: object): void {
  console.log(JSON.stringify(line))
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
