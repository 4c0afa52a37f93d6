import type { SeededRandom } from '../../src/platform/random.ts'
import { skus } from './open-shop.ts'

/** An order that a client may want to place, and with which codes it may be refused. */
export type OrderWish = { body: object; mayRefuse: readonly string[] }

type Line = { sku: string; quantity: number }

const paymentTerms = [
  ['prepaid', 6],
  ['on_account', 2],
  ['cash_on_delivery', 2],
  ['awaiting_payment', 2],
] as const

const cities = [
  { province: '浙江省', city: '杭州市', street: '文三路 1 号' },
  { province: '北京市', city: '北京市', street: '中关村大街 2 号' },
  { province: '广东省', city: '深圳市', street: '深南大道 3 号' },
] as const

/** So few that clients meet each other's customers. */
const customers = 60

/** An order like those of real channels, with some that must be refused. Its marker stands in its note. */
export function randomOrder(random: SeededRandom, marker: string): OrderWish {
  const { lines, mayRefuse = [], more = {} } = random.weighted(shapes)(random)
  const contact = {
    name: '张三丰',
    phone: `138${String(random.integer(1, customers)).padStart(8, '0')}`,
    country: 'CN',
  }
  const shipTo = { ...contact, ...random.pick(cities) }
  const body = {
    channel: random.pick(['web', 'marketplace', 'app']),
    ...(random.next() < 0.75 && { externalId: marker }),
    ...(random.next() < 0.3 && { customer: { contact } }),
    shipTo,
    lines,
    ...(random.next() < 0.5 && { shipping: random.integer(0, 1500) }),
    ...(random.next() < 0.3 && { discount: random.integer(0, 500) }),
    payment: { terms: random.weighted(paymentTerms) },
    note: marker,
    ...more,
  }
  return { body, mayRefuse }
}

type Shape = (random: SeededRandom) => { lines: Line[]; mayRefuse?: readonly string[]; more?: object }

const shapes: readonly (readonly [Shape, number])[] = [
  [(random) => ({ lines: plainLines(random) }), 66],
  [(random) => ({ lines: [{ sku: skus.scarce, quantity: random.integer(1, 4) }], mayRefuse: ['out_of_stock'] }), 8],
  [(random) => ({ lines: [{ sku: skus.awaited, quantity: random.integer(1, 4) }] }), 5],
  [(random) => ({ lines: [random.pick(skus.shanghai), random.pick(skus.beijing)].map((sku) => line(random, sku)) }), 8],
  [(random) => ({ lines: [line(random, skus.bundle), line(random, random.pick(skus.both))] }), 5],
  [(random) => ({ lines: [line(random, random.pick(skus.both)), { sku: skus.service, quantity: 1 }] }), 3],
  [() => ({ lines: [{ sku: 'NO-SUCH', quantity: 1 }], mayRefuse: ['unknown_product'] }), 2],
  [(random) => ({ lines: plainLines(random), more: { channel: 'nowhere' }, mayRefuse: ['unknown_channel'] }), 1],
  [(random) => ({ lines: plainLines(random), more: { discount: 99_999_999 }, mayRefuse: ['discount_too_large'] }), 1],
  [() => ({ lines: [{ sku: skus.hot, quantity: 0 }], mayRefuse: ['invalid_input'] }), 1],
]

/** One to three lines; a third of all orders want the same thing. */
function plainLines(random: SeededRandom): Line[] {
  const hot = random.next() < 0.3 ? [skus.hot] : []
  const others = random.shuffled([...skus.shanghai, ...skus.beijing, ...skus.both]).slice(0, random.integer(1, 3))
  return [...hot, ...others].map((sku) => line(random, sku))
}

function line(random: SeededRandom, sku: string): Line {
  return { sku, quantity: random.integer(1, 3) }
}
