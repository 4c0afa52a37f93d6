import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findHome } from '../../src/analytics/find-home.ts'
import { dayAfter } from '../../src/analytics/slots.ts'
import { findApprovals } from '../../src/approvals/approval-queries.ts'
import { deciderOf } from '../../src/approvals/ask-first.ts'
import { countWork } from '../../src/fulfillment/queue-queries.ts'
import { findLevels } from '../../src/inventory/stock-queries.ts'
import { findTransfers } from '../../src/inventory/transfers/transfer-queries.ts'
import { countWithStages } from '../../src/orders/count-queries.ts'
import { orderFilterForm } from '../../src/orders/filter-contract.ts'
import { listLackingGoods } from '../../src/orders/lacking-goods/lacking-queries.ts'
import { ofOrdersWithin } from '../../src/orders/order-scope-queries.ts'
import type { QueryContext } from '../../src/platform/command.ts'
import type { Scope } from '../../src/platform/scope.ts'
import { momentOf } from '../../src/platform/time.ts'
import { findPricedVariants } from '../../src/pricing/pricing-queries.ts'
import type { TestMerchant } from '../../test/support/merchant.ts'
import { createSampleShop } from '../../test/support/sample-shop.ts'
import { statusesOf } from '../fulfillment/queues.ts'
import { filterOf } from '../orders/list/order-view.ts'
import {
  happenedPath,
  lowStockPath,
  onTheWayPath,
  ordersOfHourPath,
  ordersPath,
  ordersToAreasPath,
  unpricedPath,
  waitingOrdersPath,
  waitingWorkPath,
} from './links.ts'
import { areasShownWith } from './map/areas.ts'

let shop: TestMerchant
before(async () => {
  shop = await createSampleShop()
})
after(() => shop.close())

const me = { actor: 'staff:me', may: () => true }

/** How many orders the list has that a link opens. */
async function ordersBehind(query: QueryContext, link: string): Promise<number> {
  const { pathname, searchParams } = new URL(link, 'http://shop')
  assert.equal(pathname, '/orders')
  const view = Object.fromEntries([...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]))
  const asked = filterOf(view)
  // Nothing that the link names is lost on the way to the server.
  assert.deepEqual(Object.keys(asked).toSorted(), Object.keys(view).toSorted(), link)
  const { filtered } = await countWithStages(query, orderFilterForm.parse(asked))
  assert.ok(filtered !== null && !filtered.more, link)
  return filtered.count
}

/** Compares each number of Home with the list behind it; answers the numbers by what they count. */
async function compare(scope: Scope = {}, days = 30): Promise<Map<string, number>> {
  const told = new Map<string, number>()
  await shop.query(async (unscoped) => {
    const query = { ...unscoped, scope }
    const { waiting, figures, timeZone } = await findHome({ ...query, ...me }, days)
    const check = async (name: string, number: number, link: string) => {
      assert.equal(await ordersBehind(query, link), number, `${name}: ${link}`)
      told.set(name, number)
    }
    for (const { kind, count } of waiting.orders) await check(kind, count, waitingOrdersPath(kind))
    if (figures === null) return
    const { today, lastWeek, from, hours, stages, channels, areas } = figures
    await check('today', today.orders, ordersPath({ placedFrom: today.from }))
    await check('last week', lastWeek.orders, ordersPath({ placedFrom: lastWeek.from, placedBefore: lastWeek.before }))
    for (const what of ['shipped', 'cancelled'] as const) {
      await check(`${what} today`, today[what], happenedPath(what, today))
      await check(`${what} last week`, lastWeek[what], happenedPath(what, lastWeek))
    }
    for (const { hour, today: count } of hours) {
      await check(`hour ${hour}`, count, ordersOfHourPath({ day: today.day, hour, timeZone }))
    }
    for (const { stage, orders } of stages) await check(stage, orders, ordersPath({ stage, placedFrom: from }))
    for (const { channel, orders } of channels) await check(channel, orders, ordersPath({ channel, placedFrom: from }))
    for (const [shown, rows] of Map.groupBy(areas, ({ area }) => areasShownWith(area).join())) {
      const orders = rows.reduce((sum, row) => sum + row.orders, 0)
      await check(`to ${shown}`, orders, ordersToAreasPath(shown.split(','), from))
    }
  })
  return told
}

describe('each number of Home is that of the list which it opens', () => {
  it('for who sees everything', async () => {
    const told = await compare()
    for (const kind of ['review', 'backordered', 'cancellation'] as const) {
      assert.ok((told.get(kind) ?? 0) > 0, `${kind} waits`)
    }
    assert.ok(
      [...told.keys()].some((name) => /^to [A-Z]{2}$/.test(name)),
      'something goes abroad',
    )
    await compare({}, 7)
    await compare({}, 1)
  })

  it('of what left, or was cancelled, on every day', async () => {
    const { rows } = await shop.owner.query<{ day: string; shipped: number; cancelled: number }>(`
      select day::text, sum(shipped)::int as shipped, sum(cancelled)::int as cancelled from order_slots group by day`)
    await shop.query(async (query) => {
      const { timeZone } = await findHome({ ...query, ...me }, 1)
      for (const { day, ...happened } of rows) {
        const time = { from: momentOf(day, 0, timeZone).toISOString() }
        const before = momentOf(dayAfter(day, 1), 0, timeZone).toISOString()
        for (const what of ['shipped', 'cancelled'] as const) {
          assert.equal(
            await ordersBehind(query, happenedPath(what, { ...time, before })),
            happened[what],
            `${what} ${day}`,
          )
        }
      }
    })
    for (const what of ['shipped', 'cancelled'] as const)
      assert.ok(
        rows.some((row) => row[what] > 1),
        what,
      )
  })

  it('for who is narrowed to a channel, or to places', async () => {
    const { rows } = await shop.owner.query<{ id: string }>('select id from locations')
    await compare({ channel: new Set(['web']) })
    for (const { id } of rows) await compare({ location: new Set([id]) })
    await compare({ location: new Set(rows.map(({ id }) => id)), channel: new Set(['web']) })
  })

  it('of the work at each place, of low stock and of approvals', async () => {
    await shop.query(async (query) => {
      const { waiting } = await findHome({ ...query, ...me }, 1)
      assert.ok(waiting.work.length > 0)
      for (const [place, rows] of Map.groupBy(waiting.work, ({ location }) => location.id)) {
        for (const queue of ['pick', 'pack', 'ship', 'held'] as const) {
          const { searchParams } = new URL(waitingWorkPath(queue, place), 'http://shop')
          assert.equal(searchParams.get('queue'), queue)
          const { statuses } = await countWork(query, { locationId: searchParams.get('locationId') ?? '' })
          const wanted = (row: { status: string }) => statusesOf(queue).some((status) => status === row.status)
          const sum = (of: readonly { status: string; count: number }[]) =>
            of.filter(wanted).reduce((total, { count }) => total + count, 0)
          assert.equal(sum(statuses), sum(rows), `${queue} at ${place}`)
        }
      }
      const condition = new URL(lowStockPath(), 'http://shop').searchParams.get('condition')
      assert.equal(condition, 'below_safety')
      const low = await findLevels(
        query,
        { condition: 'below_safety', archivedEmpty: 'left_out' },
        { sort: 'sku', limit: 1000 },
      )
      assert.equal(waiting.lowStock?.count, low.length)
      const mine = await findApprovals(
        { ...query, withinOrders: ofOrdersWithin },
        { decidableBy: deciderOf(me) },
        { limit: 1000 },
      )
      assert.equal(waiting.approvals?.count, mine.length)
      const lacking = await listLackingGoods(query.tx, { limit: 1000 })
      assert.ok(lacking.items.length > 0)
      assert.equal(waiting.lackingGoods?.count, lacking.items.length)
      assert.equal(waiting.lackingGoods?.since?.slice(0, 19), lacking.items[0]?.since.toISOString().slice(0, 19))
      const { search: unpriced } = new URL(unpricedPath(), 'http://shop')
      assert.equal(unpriced, '?priced=false')
      const bare = await findPricedVariants(query.tx, { status: 'active', priced: 'false' }, { limit: 1000 })
      assert.equal(waiting.unpricedGoods?.count, bare.length)
      assert.ok(bare.every(({ prices }) => prices.length === 0))
      const { search: coming } = new URL(onTheWayPath(), 'http://shop')
      assert.equal(coming, '?status=in_transit')
      assert.equal(
        waiting.onTheWay?.count,
        (await findTransfers(query, { status: 'in_transit' }, { limit: 1000 })).length,
      )
    })
  })
})
