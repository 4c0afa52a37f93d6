import { seededRandom } from '../../src/platform/random.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import type { BenchShop } from '../shop.ts'
import type { FilledOrder } from './fill-orders.ts'

/** Something that is asked again and again; `urlOf` may ask for another object each time. */
export type ListRequest = { name: string; urlOf: (round: number) => string; limit?: 'home' }

const pairs = 20
const day = 86_400_000

/** What the bench asks a shop: the list, each filter by a common and a rare value, pairs of them, searches, counts, an order, Home. */
export async function listRequests(shop: BenchShop, orders: readonly FilledOrder[]): Promise<ListRequest[]> {
  const filters = await filtersOf(shop)
  const random = seededRandom('pairs')
  const paired = Array.from({ length: pairs }, () => {
    const [a, b] = random.shuffled(Object.values(filters)) as [string[], string[]]
    return `${random.pick(a)}&${random.pick(b)}`
  })
  const single = Object.values(filters).flat()
  const known = random.shuffled(orders)
  const person = (round: number) => known[round % known.length] as FilledOrder
  const ids = await someIds(shop)
  return [
    same('list', '/orders'),
    ...['oldest', 'highest', 'lowest', 'deliverySoonest'].map((sort) => same(`sort=${sort}`, `/orders?sort=${sort}`)),
    same('counts', '/orders/counts'),
    ...[...single, ...paired].flatMap((filter) => [
      same(`list ${filter}`, `/orders?${filter}`),
      same(`counts ${filter}`, `/orders/counts?${filter}`),
    ]),
    ...searches(person),
    { name: 'order page', urlOf: (round) => `/orders/${ids[round % ids.length]}` },
    { name: 'order history', urlOf: (round) => `/orders/${ids[round % ids.length]}/history` },
    ...(await ofGreatCustomer(shop)),
    { name: 'home', urlOf: () => '/home', limit: 'home' },
  ]
}

/** The customer with the most orders: what happened with them, the first page and one far back, and what they ordered and paid. */
async function ofGreatCustomer(shop: BenchShop): Promise<ListRequest[]> {
  const { items } = (await get(shop, '/customers?limit=1&tier=key')) as { items: { id: string }[] }
  const path = `/customers/${items[0]?.id}`
  const { next } = await get(shop, `${path}/timeline?limit=50`)
  return [
    same('customer timeline', `${path}/timeline?limit=20`),
    same('customer timeline, later', `${path}/timeline?limit=20&after=${next}`),
    same('customer spending', `${path}/spending`),
  ]
}

/** The same counts, exact however long that takes. */
export function exactly({ name, urlOf }: ListRequest): ListRequest {
  const exact = (url: string) => `${url}${url.includes('?') ? '&' : '?'}exact=true`
  return { name: `${name}, exact`, urlOf: (round) => exact(urlOf(round)) }
}

function same(name: string, url: string): ListRequest {
  return { name, urlOf: () => url }
}

function searches(person: (round: number) => FilledOrder): ListRequest[] {
  const texts: Record<string, (of: FilledOrder) => string> = {
    phone: ({ phone }) => phone,
    last4: ({ phone }) => phone.slice(-4),
    name: ({ name }) => name,
    surname: ({ name }) => name.slice(0, 1),
    number: ({ number }) => String(number),
    externalNumber: ({ number }) => `EXT${199_000_000 + number}`,
    trackingNumber: ({ number }) => `T${499_000_000 + number}`,
  }
  return Object.entries(texts).flatMap(([kind, textOf]) =>
    ['/orders', '/orders/counts'].map((path) => ({
      name: `${path} text ${kind}`,
      urlOf: (round: number) => `${path}?text=${encodeURIComponent(textOf(person(round)))}`,
    })),
  )
}

/** Every part of the filter, by common values and rare ones. */
async function filtersOf(shop: BenchShop): Promise<Record<string, string[]>> {
  const answer = await get(shop, '/locations?limit=50')
  const places = (answer.items as { id: string; code: string }[]).filter(({ code }) => /^P\d$/.test(code))
  const placeId = (code: string) => places.find((place) => place.code === code)?.id
  const newest = (await get(shop, '/orders?limit=200')).items as { customerId: string | null }[]
  const known = newest.find(({ customerId }) => customerId !== null)
  const ago = (days: number) => new Date(Math.floor(Date.now() / day) * day - days * day).toISOString()
  return {
    stage: ['stage=completed', 'stage=pending', 'stage=cancelled'],
    channel: ['channel=marketplace', 'channel=phone', 'channel=fax'],
    source: ['source=marketplace', 'source=email'],
    paymentStatus: ['paymentStatus=paid', 'paymentStatus=unpaid', 'paymentStatus=refunded'],
    fulfillmentStatus: ['fulfillmentStatus=delivered', 'fulfillmentStatus=picking'],
    tier: ['tier=standard', 'tier=key'],
    area: ['area=440000', 'area=540000'],
    locationId: [`locationId=${placeId('P1')}`, `locationId=${placeId('P5')}`],
    sku: ['sku=SKU-00000', 'sku=SKU-01500'],
    customerId: [`customerId=${known?.customerId}`],
    carrier: ['carrier=SF', 'carrier=EMS'],
    hold: ['held=true', 'held=false', 'holdKind=fraud'],
    hasNotes: ['hasNotes=true', 'hasNotes=false'],
    total: ['totalFrom=100000', 'totalFrom=3000000', 'totalTo=1700'],
    placed: [`placedFrom=${ago(2)}`, `placedFrom=${ago(200)}&placedBefore=${ago(190)}`],
    lacking: ['lacking=true', 'lacking=false'],
    cancellation: ['cancellationRequested=true'],
    shipped: [`shippedFrom=${ago(1)}`, `shippedFrom=${ago(200)}&shippedBefore=${ago(199)}`],
    cancelled: [`cancelledFrom=${ago(100)}&cancelledBefore=${ago(99)}`],
    delivery: [`deliveryFrom=${ago(1).slice(0, 10)}`, `deliveryTo=${ago(300).slice(0, 10)}`],
  }
}

/** Orders from all over the year. */
async function someIds(shop: BenchShop): Promise<string[]> {
  const pages = await Promise.all(
    ['newest', 'oldest', 'highest'].map((sort) => get(shop, `/orders?sort=${sort}&limit=50`)),
  )
  return pages.flatMap(({ items }) => (items as { id: string }[]).map(({ id }) => id))
}

async function get({ runtime, apiKey }: BenchShop, url: string): Promise<{ items: unknown[]; next?: string | null }> {
  const answer = await buildApp(runtime).fastify.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${apiKey}` },
  })
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body.slice(0, 300)}`)
  return answer.json()
}
