// The raw limit's load generator, in a process of its own: `callers` connections, each calling the one SQL function
// through a prepared statement, one transaction a call. What it writes was made beforehand.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '../src/platform/ids.ts'
import { taxInside } from '../src/platform/money.ts'
import { type LoadResult, pick } from './load.ts'

/** What the parent sends. */
export type RawLoad = {
  url: string
  merchantId: string
  placeId: string
  items: { id: string; sku: string }[]
  hot: boolean
  callers: number
  orders: number
  run: string
  firstNumber: number
  /** A decision and an answer as Yidan stores them, so that the rows weigh the same. */
  decision: object
  answer: object
  sealedBytes: number
}

process.on('message', (load: RawLoad) => {
  void generate(load).then((result) => process.send?.(result))
})

const parameters = Array.from({ length: 24 }, (_, index) => `$${index + 1}`).join(', ')

async function generate(load: RawLoad): Promise<LoadResult> {
  const calls = Array.from({ length: load.orders }, (_, index) => callOf(load, index))
  const result: LoadResult = { seconds: 0, latenciesMs: [], statuses: {} }
  const clients = await Promise.all(
    Array.from({ length: load.callers }, async () => {
      const client = new pg.Client({ connectionString: load.url })
      await client.connect()
      return client
    }),
  )
  let next = 0
  const startedMs = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let values = calls[next++]; values !== undefined; values = calls[next++]) {
        const sentMs = performance.now()
        await client.query({ name: 'place', text: `select bench_place_order(${parameters})`, values })
        result.latenciesMs.push(performance.now() - sentMs)
      }
    }),
  )
  result.seconds = (performance.now() - startedMs) / 1000
  result.statuses = { '201': load.orders }
  await Promise.all(clients.map((client) => client.end()))
  return result
}

function callOf(load: RawLoad, index: number): unknown[] {
  const at = new Date()
  const { items, hot, run } = load
  const lines = pick(
    items.map(({ sku }) => sku),
    hot,
    index,
  )
    .map((line) => ({ ...line, id: (items[line.at] as { id: string }).id, amount: line.quantity * 990 }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const taxes = lines.map(({ amount }) => taxInside(amount, 1300))
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const event = { from: null, to: 'confirmed', stageFrom: null, stageTo: 'processed' }
  return [
    load.merchantId,
    newId(at),
    load.firstNumber + index,
    newId(at),
    newId(at),
    randomBytes(63),
    randomBytes(load.sealedBytes),
    `${run}-${index}`,
    randomBytes(32),
    JSON.stringify(load.answer),
    JSON.stringify(load.decision),
    load.placeId,
    at,
    'key:0190b5c8-0000-7000-8000-000000000000',
    JSON.stringify(event),
    newId(at),
    '127.0.0.1',
    lines.map(({ id }) => id),
    lines.map(({ sku }) => sku),
    lines.map(({ quantity }) => quantity),
    lines.map(({ amount }) => amount),
    taxes,
    sum(lines.map(({ amount }) => amount)),
    sum(taxes),
  ]
}
