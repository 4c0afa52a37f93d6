import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { cancelOrder } from '../../src/orders/cancel-order.ts'
import { countWithStages } from '../../src/orders/count-queries.ts'
import type { OrderFilter } from '../../src/orders/filter-contract.ts'
import { listOrders } from '../../src/orders/list-queries.ts'
import { orderStages } from '../../src/orders/order.ts'
import { isOrderWithin } from '../../src/orders/order-scope-queries.ts'
import type { QueryContext } from '../../src/platform/command.ts'
import { everywhere, isWithin, type Scope } from '../../src/platform/scope.ts'
import { createTestShop, receiver, type TestShop } from '../support/shop.ts'
import { assertSound } from '../support/sound.ts'

/** An order as it stands, with the places that have, or had, goods of it. */
type Placed = { id: string; channel: string; stage: string; places: string[] }

let shop: TestShop
let orders: Placed[]

before(async () => {
  shop = await createTestShop()
  // A is in Shanghai, N in Beijing, B in both; X is nowhere.
  await shop.addVariants({ sku: 'N' }, { sku: 'X' }, { sku: 'S', kind: 'service' })
  await shop.settings({ shortagePolicy: 'backorder' })
  for (const sku of ['B', 'N']) await shop.receive(shop.beijing, sku, 100)
  const baskets = [['A'], ['N'], ['A', 'N'], ['B'], ['X'], ['S'], ['A', 'X']]
  for (const [index, channel] of ['web', 'phone', 'store', 'web'].entries()) {
    for (const [basket, skus] of baskets.entries()) await place(channel, `${index}-${basket}`, skus)
  }
  await place('web', 'awaiting', ['A'], { terms: 'awaiting_payment' })
  await shop.drainAll()
  orders = await findAll()
})
after(async () => {
  await assertSound(shop)
  await shop.close()
})

async function place(channel: string, externalId: string, skus: string[], payment = { terms: 'on_account' }) {
  const lines = skus.map((sku) => ({ sku, quantity: 1 }))
  const shipTo = { ...receiver, name: `王小${externalId.startsWith('1') ? '明' : '红'}` }
  const { status } = await shop.place({ channel, externalId, lines, payment, shipTo })
  assert.equal(status, 201)
}

async function findAll(): Promise<Placed[]> {
  const { rows } = await shop.owner.query<Placed>(
    `select o.id, o.channel, o.stage, array(
       select distinct a.location_id::text from allocations a where a.order_id = o.id) as places
     from orders o order by o.id desc`,
  )
  return rows
}

const within = (scope: Scope, run: (query: QueryContext) => Promise<unknown>) =>
  shop.query((query) => run({ ...query, scope }))

/** The ids of all pages of a list of this many a page. */
async function pagesOf(query: QueryContext, filter: OrderFilter, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listOrders(query, { ...filter, limit, after })
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}

const scopes = (): [string, Scope][] => {
  const at = (...places: string[]) => ({ location: new Set(places) })
  const by = (...channels: string[]) => ({ channel: new Set(channels) })
  return [
    ['to nothing', everywhere],
    ['to one place', at(shop.shanghai)],
    ['to the other', at(shop.beijing)],
    ['to both places', at(shop.shanghai, shop.beijing)],
    ['to no place', at()],
    ['to one channel', by('phone')],
    ['to two channels', by('phone', 'web')],
    ['to an unused channel', by('fax')],
    ['to a place and a channel', { ...at(shop.beijing), ...by('web') }],
  ]
}

const isTheirs = (scope: Scope, { channel, places }: Placed) =>
  (scope.channel?.has(channel) ?? true) &&
  (scope.location === undefined || places.some((id) => scope.location?.has(id)))

describe('who is narrowed', () => {
  it('has some of the orders, and never all', () => {
    for (const [name, scope] of scopes().slice(1)) {
      const count = orders.filter((order) => isTheirs(scope, order)).length
      assert.ok(count < orders.length, name)
      if (!name.includes('no place') && !name.includes('unused')) assert.ok(count >= 4, name)
    }
  })

  it('lists, counts and opens the same orders, by every filter, on pages of every size', async () => {
    const filters: OrderFilter[] = [
      {},
      ...[...orderStages].map((stage) => ({ stage: [stage] })),
      ...[['web'], ['phone'], ['none'], ['web', 'phone']].map((channel) => ({ channel })),
      ...[[shop.shanghai], [shop.beijing], [shop.shanghai, shop.beijing]].map((locationId) => ({ locationId })),
      ...[{ sku: 'A' }, { sku: 'B' }, { text: '小明' }, { text: '1-2' }, { text: '小红', sku: 'N' }],
      { placedFrom: new Date(0).toISOString() },
      { placedBefore: new Date(0).toISOString() },
      { channel: ['web'], locationId: [shop.beijing], stage: ['processed'] },
    ]
    for (const [name, scope] of scopes()) {
      const theirs = new Set(orders.filter((order) => isTheirs(scope, order)).map(({ id }) => id))
      for (const filter of filters) {
        const told = `${name} ${JSON.stringify(filter)}`
        const { channel, locationId } = filter
        // What lies out of scope is as if it were not asked for.
        const channels = channel?.filter((code) => isWithin(scope, 'channel', code))
        const places = locationId?.filter((id) => isWithin(scope, 'location', id))
        const seen = { ...filter, ...(channels && { channel: channels }), ...(places && { locationId: places }) }
        const whole = await shop.query((query) => pagesOf(query, seen, 200))
        const isForeign = channels?.length === 0 || places?.length === 0
        const expected = isForeign ? [] : whole.filter((id) => theirs.has(id))
        await within(scope, async (query) => {
          for (const limit of [1, 3, 200]) assert.deepEqual(await pagesOf(query, filter, limit), expected, told)
          const { filtered } = await countWithStages(query, filter)
          if (filtered) assert.deepEqual(filtered, { count: expected.length, more: false }, told)
        })
      }
      await within(scope, async (query) => {
        for (const { id } of orders) assert.equal(await isOrderWithin(query, id), theirs.has(id), name)
      })
    }
  })

  it('has stages that add up to the list', async () => {
    for (const [name, scope] of scopes()) {
      const expected = orderStages.map((stage) => {
        return orders.filter((order) => order.stage === stage && isTheirs(scope, order)).length
      })
      await within(scope, async (query) => {
        const { stages } = await countWithStages(query, {})
        assert.deepEqual(
          stages.map(({ orders: count }) => count),
          expected,
          name,
        )
      })
    }
  })

  it('keeps an order whose goods are given back, and has one once goods of it are given', async () => {
    const seesIn = (scope: Scope) => within(scope, (query) => pagesOf(query, {}, 200)) as Promise<string[]>
    const beijing = { location: new Set([shop.beijing]) }
    const waiting = orders.find(({ places }) => places.length === 0)
    assert.ok(waiting !== undefined && !(await seesIn(beijing)).includes(waiting.id))
    const before = await seesIn(beijing)
    await shop.receive(shop.beijing, 'X', 100)
    await shop.drainAll()
    await shop.drainAll()
    const gained = (await findAll()).filter(({ id, places }) => places.includes(shop.beijing) && !before.includes(id))
    assert.ok(gained.length > 0)
    const seen = await seesIn(beijing)
    for (const { id } of gained) assert.ok(seen.includes(id))
    const [{ id: orderId } = { id: '' }] = gained
    await shop.command((command) => cancelOrder(command, { orderId, reason: 'regret' }))
    assert.ok((await seesIn(beijing)).includes(orderId))
  })
})
