import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { countWithStages } from '../../src/orders/count-queries.ts'
import { type OrderFilter, orderSorts } from '../../src/orders/filter-contract.ts'
import { listOrders } from '../../src/orders/list-queries.ts'
import { lookUpOrders } from '../../src/orders/lookup-queries.ts'
import { fulfillmentStatuses, holdKinds, orderStages, paymentStatuses } from '../../src/orders/order.ts'
import type { QueryContext } from '../../src/platform/command.ts'
import { type SeededRandom, seededRandom } from '../../src/platform/random.ts'
import { everywhere } from '../../src/platform/scope.ts'
import type { TestMerchant } from '../support/merchant.ts'
import { createSampleShop } from '../support/sample-shop.ts'
import { isFound, type PlainOrder, readPlainOrders, sorted } from './plain-orders.ts'

let shop: TestMerchant
let orders: PlainOrder[]
/** Every part of the filter, with values that occur and one that does not. */
let parts: { [Part in keyof OrderFilter]-?: OrderFilter[Part][] }

before(async () => {
  shop = await createSampleShop()
  await sendInManyParcels()
  orders = await readPlainOrders(shop.owner)
  parts = partsOf(orders)
})
after(() => shop.close())

/** Orders of one carrier have five parcels more: where branches of a part are merged, one has each of its orders several times. */
async function sendInManyParcels(): Promise<void> {
  const { rowCount } = await shop.owner.query(`
    insert into shipments
    select merchant_id, gen_random_uuid(), fulfillment_order_id, order_id, location_id, carrier, tracking_number || '-' || n, status,
      version, shipped_at, delivered_at, created_at
    from shipments cross join generate_series(1, 5) n where carrier = (select min(carrier) from shipments)`)
  assert.ok((rowCount ?? 0) > 20)
}

const distinct = <Value>(values: readonly Value[]) => [...new Set(values)].toSorted()
const singly = <Value>(values: readonly Value[]) => distinct(values).map((value) => [value])

function partsOf(orders: readonly PlainOrder[]): typeof parts {
  const nothing = '0198c000-0000-7000-8000-000000000000'
  const moments = sorted(orders, 'oldest').map(({ placed_ms }) => new Date(placed_ms).toISOString())
  const some = [0, 0.1, 0.5, 0.9].map((share) => moments[Math.floor(share * moments.length)] as string)
  const totals = orders.map(({ total }) => total).toSorted((a, b) => a - b)
  const amounts = [0.05, 0.5, 0.95].map((share) => totals[Math.floor(share * totals.length)] as number)
  const areas = orders.map(({ area }) => area)
  const momentsOf = (of: 'shipped_ms' | 'cancelled_ms') => {
    const all = orders.flatMap(({ [of]: ms }) => ms ?? []).toSorted((a, b) => a - b)
    return [0, 0.1, 0.5, 0.9].map((share) => new Date(all[Math.floor(share * all.length)] ?? 0).toISOString())
  }
  const days = distinct(orders.flatMap(({ delivery_day }) => delivery_day ?? [])).slice(0, 5)
  const customers = orders.flatMap(({ customer_id }) => customer_id ?? [])
  return {
    stage: orderStages.map((stage) => [stage]),
    channel: [...singly(orders.map(({ channel }) => channel)), ['none']],
    source: singly(orders.map(({ source }) => source)) as OrderFilter['source'][],
    placedFrom: some,
    placedBefore: some,
    locationId: [...singly(orders.flatMap(({ places }) => places)), [nothing]],
    sku: [...distinct(orders.flatMap(({ skus }) => skus)).slice(0, 20), 'none'],
    customerId: [...distinct(customers).slice(0, 20), nothing],
    tier: [['standard'], ['vip'], ['key']],
    area: [...singly(areas), ['990000'], ['ZZ']],
    paymentStatus: paymentStatuses.map((status) => [status]),
    fulfillmentStatus: fulfillmentStatuses.map((status) => [status]),
    holdKind: holdKinds.map((kind) => [kind]),
    held: ['true', 'false'],
    hasNotes: ['true', 'false'],
    lacking: ['true', 'false'],
    cancellationRequested: ['true', 'false'],
    shippedFrom: momentsOf('shipped_ms'),
    shippedBefore: momentsOf('shipped_ms'),
    cancelledFrom: momentsOf('cancelled_ms'),
    cancelledBefore: momentsOf('cancelled_ms'),
    totalFrom: amounts,
    totalTo: amounts,
    deliveryFrom: days,
    deliveryTo: days,
    carrier: [...singly(orders.flatMap(({ carriers }) => carriers)), ['none']],
    text: orders
      .slice(0, 3)
      .flatMap(({ number, external_id, tracking }) => [number, ...(external_id ? [external_id] : []), ...tracking]),
  }
}

async function idsOf(query: QueryContext, asked: Parameters<typeof listOrders>[1], few?: number): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listOrders(query, { ...asked, after }, few)
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}

/** The list, in any order and on pages of any size, and both counts are what a plain reading of all orders gives. */
async function agrees(query: QueryContext, filter: OrderFilter, random: SeededRandom): Promise<number> {
  const name = JSON.stringify(filter)
  const expected = orders.filter((order) => isFound(filter, order))
  const sort = random.pick(orderSorts)
  const limit = random.pick([3, 20, 200])
  // So few of one part are taken as many, so that they are walked through as in a large shop.
  const few = random.pick([2, 10, undefined])
  const wanted = sorted(expected, sort).map(({ id }) => id)
  assert.deepEqual(
    await idsOf(query, { ...filter, sort, limit }, few),
    wanted,
    `${name} ${sort} by ${limit} few ${few}`,
  )
  const { stage: _, ...rest } = filter
  const isAskedExactly = random.pick([true, false])
  const isExact = isAskedExactly || few === undefined
  const told = await countWithStages(query, { ...filter, isExact: isAskedExactly }, few)
  for (const { stage: of, orders: count, more } of told.stages) {
    const actual = orders.filter((order) => order.stage === of && isFound(rest, order)).length
    isCount({ count, more: more ?? false }, actual, isExact, `${name} ${of} few ${few}`)
  }
  const isEmpty = Object.keys(filter).length === 0
  assert.equal(told.filtered === null, isEmpty, name)
  if (told.filtered) isCount(told.filtered, expected.length, isExact, `${name} few ${few}`)
  return expected.length
}

/** Where few orders are looked at, a count may tell of more than it has; never of more than there are. */
function isCount(told: { count: number; more: boolean }, actual: number, isExact: boolean, name: string): void {
  if (isExact || !told.more) assert.deepEqual(told, { count: Math.min(actual, 1000), more: actual > 1000 }, name)
  else assert.ok(told.count <= actual, `${name}: ${told.count} of ${actual}`)
}

describe('orders are listed and counted as a plain reading finds them', () => {
  it('by nothing, in every order', async () => {
    await shop.query(async (query) => {
      for (const sort of orderSorts) {
        const wanted = sorted(orders, sort).map(({ id }) => id)
        assert.deepEqual(await idsOf(query, { sort, limit: 50 }), wanted, sort)
      }
    })
  })

  for (const part of Object.keys(filterParts())) {
    it(`by ${part}`, async () => {
      const random = seededRandom(part)
      await shop.query(async (query) => {
        let most = 0
        for (const value of parts[part as keyof OrderFilter]) {
          most = Math.max(most, await agrees(query, { [part]: value }, random))
        }
        assert.ok(most > 0, 'no value finds anything')
      })
    })
  }

  it('by a stage beside what has the stage in its index, in every order', async () => {
    const { tier, area, channel, source } = parts
    const beside = [...tier.map((tier) => ({ tier })), ...area.map((area) => ({ area }))]
    const filters = [...beside, ...channel.map((channel) => ({ channel })), ...source.map((source) => ({ source }))]
    await shop.query(async (query) => {
      for (const filter of filters) {
        for (const [stage, sort] of orderStages.flatMap((stage) => orderSorts.map((sort) => [stage, sort] as const))) {
          const asked = { ...filter, stage: [stage] }
          const wanted = sorted(orders, sort).filter((order) => isFound(asked, order))
          const found = await idsOf(query, { ...asked, sort, limit: 200 }, 2)
          assert.deepEqual(
            found,
            wanted.map(({ id }) => id),
            `${JSON.stringify(asked)} ${sort}`,
          )
        }
      }
    })
  })

  it('by carriers of which one sent many parcels for an order, page by page', async () => {
    const carrier = parts.carrier.flat().filter((code) => code !== undefined)
    await shop.query(async (query) => {
      for (const [few, sort] of [2, 5, 10, 20].flatMap((few) =>
        (['newest', 'oldest'] as const).map((sort) => [few, sort] as const),
      )) {
        for (const filter of [{ hasNotes: 'true' }, { paymentStatus: ['paid'] }, { held: 'false' }] as OrderFilter[]) {
          const asked = { ...filter, carrier }
          const wanted = sorted(orders, sort).filter((order) => isFound(asked, order))
          const found = await idsOf(query, { ...asked, sort, limit: 3 }, few)
          assert.deepEqual(
            found,
            wanted.map(({ id }) => id),
            `${JSON.stringify(asked)} ${sort} few ${few}`,
          )
        }
      }
    })
  })

  it('by several values of one part, and by several parts', async () => {
    const random = seededRandom('several')
    const names = Object.keys(filterParts()) as (keyof OrderFilter)[]
    let found = 0
    await shop.query(async (query) => {
      for (let n = 0; n < 150; n++) {
        const chosen = random.shuffled(names).slice(0, random.integer(1, 4))
        const filter = Object.fromEntries(chosen.map((name) => [name, valuesOf(name, random)])) as OrderFilter
        found += (await agrees(query, filter, random)) > 0 ? 1 : 0
      }
    })
    assert.ok(found > 30, `only ${found} found anything`)
  })
})

/** The parts by name, known before the shop is. */
function filterParts(): typeof parts {
  return partsOf([])
}

function valuesOf(name: keyof OrderFilter, random: SeededRandom): unknown {
  const value = random.pick<unknown>(parts[name])
  return Array.isArray(value) ? distinct([...value, ...(random.pick<unknown>(parts[name]) as string[])]) : value
}

it('orders are looked up by numbers of every kind, and what is of none is told', async () => {
  const known = orders.filter(({ external_id }) => external_id !== null)
  const [first, second] = known as [PlainOrder, PlainOrder]
  const third = orders.find(({ id, tracking }) => tracking.length > 0 && id !== first.id && id !== second.id)
  const parcel = third?.tracking[0] as string
  const asked = ['nothing', ` ${first.number} `, second.external_id as string, parcel, first.number, '00', '-1']
  await shop.query(async (query) => {
    const { items, found, notFound } = await lookUpOrders(query, asked)
    assert.deepEqual(
      items.map(({ id }) => id),
      [first.id, second.id, third?.id],
    )
    assert.deepEqual(found, [
      { number: first.number, orderIds: [first.id] },
      { number: second.external_id, orderIds: [second.id] },
      { number: parcel, orderIds: [third?.id] },
    ])
    assert.deepEqual(notFound, ['nothing', '00', '-1'])
    const elsewhere = { ...query, scope: { ...everywhere, channel: new Set(['none']) } }
    assert.deepEqual((await lookUpOrders(elsewhere, asked)).items, [])
  })
})
