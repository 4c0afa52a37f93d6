// How fast lists are however many orders there are: `npm run bench:lists -- [--orders N] [--rounds N]`. Two shops, each in a database of
// its own, one of 10,000 orders and one of a million, are asked the same by turns. Prints a JSON line for each request, with the median
// and the 95th percentile at both sizes and what the large one takes more, and one that judges them all. Counts that are not sure of
// a stage at once are asked exactly as well, as a page does then.
import { countedExactly } from '../src/orders/order.ts'
import { buildApp } from '../src/shell/build-app.ts'
import { readScriptArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import { fillOrders } from './lists/fill-orders.ts'
import { exactly, type ListRequest, listRequests } from './lists/list-requests.ts'
import { openBenchShop } from './shop.ts'
import { median, percentile } from './summary.ts'

const { values } = readScriptArguments(
  `usage: npm run bench:lists -- [--orders N] [--rounds N]

  --orders N   how many orders the large shop has (1000000); the small one has 10000
  --rounds N   how often each request is timed (40)`,
  { options: { orders: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '40' } } },
)
const sizes = [10_000, wholeNumber('--orders', values.orders)] as const
const rounds = wholeNumber('--rounds', values.rounds)
const warmUps = 5

/** What issue 4 asks for, at the 95th percentile. */
const limitMs = 30
const homeLimitMs = 50
/** The large shop may take so many times as long as the small one, or so much longer. */
const mostTimes = 1.5
const mostLongerMs = 5

const shops = await Promise.all(sizes.map(() => openBenchShop()))
try {
  const asked = []
  for (const [index, shop] of shops.entries()) {
    const beganMs = performance.now()
    const orders = await fillOrders(shop, sizes[index] as number)
    console.error(`bench:lists: ${sizes[index]} orders in ${Math.round((performance.now() - beganMs) / 1000)} s`)
    asked.push({ shop, app: buildApp(shop.runtime), requests: await listRequests(shop, orders) })
  }
  const [small, large] = asked as [Asked, Asked]
  const unsure = await unsureCounts(large)
  for (const side of [small, large])
    side.requests.push(...side.requests.filter(({ name }) => unsure.has(name)).map(exactly))
  const missed: string[] = []
  for (const [index, { name, limit }] of small.requests.entries()) {
    const times: [number[], number[]] = [[], []]
    for (let round = -warmUps; round < rounds; round++) {
      for (const [side, one] of [small, large].entries()) {
        const { tookMs } = await timed(one, one.requests[index] as ListRequest, round + warmUps)
        if (round >= 0) times[side]?.push(tookMs)
      }
    }
    const line = compared(name, times, limit === 'home' ? homeLimitMs : limitMs)
    if (line.missed.length > 0) missed.push(name)
    console.log(JSON.stringify({ bench: 'lists', ...line }))
  }
  console.log(JSON.stringify({ bench: 'lists', sizes, requests: small.requests.length, missed }))
} finally {
  for (const shop of shops) await shop.close()
}

type Asked = { shop: (typeof shops)[number]; app: ReturnType<typeof buildApp>; requests: ListRequest[] }

/** The counts of orders that say of a stage that it has more than they tell, and tell less than they may. */
async function unsureCounts(asked: Asked): Promise<Set<string>> {
  const unsure = new Set<string>()
  for (const request of asked.requests) {
    if (!request.urlOf(0).startsWith('/orders/counts')) continue
    const { answer } = await timed(asked, request, 0)
    const { stages } = answer as { stages: { orders: number; more?: boolean }[] }
    if (stages.some(({ orders, more }) => more === true && orders < countedExactly)) unsure.add(request.name)
  }
  return unsure
}

/** One request, as the server answers it without the network: in milliseconds. */
async function timed({ shop, app }: Asked, { urlOf }: ListRequest, round: number) {
  const url = urlOf(round)
  const beganMs = performance.now()
  const answer = await app.fastify.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${shop.apiKey}` } })
  const tookMs = performance.now() - beganMs
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body.slice(0, 300)}`)
  return { tookMs, answer: answer.json() as unknown }
}

function compared(name: string, [small, large]: [number[], number[]], limit: number) {
  const of = (times: number[]) => ({ medianMs: rounded(median(times)), p95Ms: rounded(percentile(times, 0.95)) })
  const [at10k, at1m] = [of(small), of(large)]
  const longerMs = at1m.medianMs - at10k.medianMs
  return {
    name,
    small: at10k,
    large: at1m,
    ratio: rounded(at1m.medianMs / at10k.medianMs),
    missed: [
      ...(at1m.p95Ms > limit ? [`p95 above ${limit} ms`] : []),
      ...(longerMs > mostLongerMs && at1m.medianMs > mostTimes * at10k.medianMs ? ['slower than at 10,000'] : []),
    ],
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
