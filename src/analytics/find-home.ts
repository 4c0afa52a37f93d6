import type { z } from 'zod'
import type { Merchant } from '../access/merchant.ts'
import { findMerchantById } from '../access/merchant-queries.ts'
import { deciderOf } from '../approvals/ask-first.ts'
import { countWaitingApprovals } from '../approvals/waiting-queries.ts'
import { countLowLevels } from '../inventory/low-stock-queries.ts'
import { countOnTheWay } from '../inventory/transfers/transfer-queries.ts'
import { locationScope } from '../locations/location.ts'
import { countLackingGoods } from '../orders/lacking-goods/lacking-queries.ts'
import { type OrderStage, orderStages } from '../orders/order.ts'
import { findChannels } from '../orders/order-queries.ts'
import { ofOrdersWithin } from '../orders/order-scope-queries.ts'
import type { QueryContext } from '../platform/command.ts'
import { countDeadLetters } from '../platform/dead-letters/dead-letter-store.ts'
import { momentOf } from '../platform/time.ts'
import { countUnpriced } from '../pricing/pricing-queries.ts'
import type { homeContract } from './contract.ts'
import { findAreas, findSlots, findStages, hasOrders } from './figure-queries.ts'
import { findBuild } from './figure-store.ts'
import { groupSums, ordersByHour, sumOf } from './figures.ts'
import { comparedDays, dayAfter } from './slots.ts'
import { countedExactly, type Waiting, waitingOf } from './waiting.ts'
import { countWaitingOrders, countWaitingWork } from './waiting-queries.ts'

/** Who asks for their Home. */
export type HomeContext = QueryContext & { may: (permission: string) => boolean; actor: string }

type Home = z.input<(typeof homeContract)['response']>

/** What waits for the caller, and how the day goes, as far as they may see it. */
export async function findHome(context: HomeContext, days: number): Promise<Home> {
  const { tx, now } = context
  const merchant = (await findMerchantById(tx, tx.merchantId)) as Merchant
  const [waiting, absent] = await Promise.all([findWaiting(context), whyNoFigures(context)])
  return {
    at: now.toISOString(),
    timeZone: merchant.timeZone,
    currency: merchant.currency,
    waiting,
    figures: absent === null ? await findFigures(context, merchant, days) : null,
    noFigures: absent,
  }
}

const none: never[] = []

/** What waits for the caller, each kind as far as they may see it. */
export async function findWaiting(context: HomeContext): Promise<Home['waiting']> {
  const { may, tx, scope } = context
  const isEverywhere = Object.keys(scope).length === 0
  const [orders, work, approvals, deadLetters, lowStock, goods] = await Promise.all([
    may('orders.read') ? countWaitingOrders(context) : null,
    may('fulfillment.read') ? countWaitingWork(context) : none,
    may('approvals.decide') ? countApprovals(context) : null,
    // They are of every object of the merchant.
    may('events.read') && isEverywhere ? countDeadLetters(tx, countedExactly + 1) : null,
    may('stock.read') ? countLowLevels(context, countedExactly + 1) : null,
    findGoods(context, isEverywhere),
  ])
  return {
    orders: (orders?.kinds ?? []).map((row) => viewOf(row)),
    allOrders: orders && viewOf(orders.all),
    work: work.map((row) => viewOf(row)),
    approvals: approvals && viewOf(waitingOf(approvals)),
    deadLetters: deadLetters && viewOf(waitingOf(deadLetters)),
    lowStock: lowStock === null ? null : { count: Math.min(lowStock, countedExactly), more: lowStock > countedExactly },
    ...goods,
  }
}

/** Goods that somebody has to look after: those that orders lack, those without a price, those on their way. */
async function findGoods(context: HomeContext, isEverywhere: boolean) {
  const { may, tx } = context
  const [lacking, unpriced, coming] = await Promise.all([
    // They are of all orders and all places.
    may('stock.plan') && isEverywhere ? countLackingGoods(tx, countedExactly + 1) : null,
    may('catalog.write') || may('catalog.price') ? countUnpriced(tx, countedExactly + 1) : null,
    may('stock.transfer') ? countOnTheWay(context, countedExactly + 1) : null,
  ])
  return {
    lackingGoods: lacking && viewOf(waitingOf(lacking)),
    unpricedGoods:
      unpriced === null ? null : { count: Math.min(unpriced, countedExactly), more: unpriced > countedExactly },
    onTheWay: coming && viewOf(waitingOf(coming)),
  }
}

function viewOf<Row extends Waiting>(row: Row): Omit<Row, 'since'> & { since: string | null } {
  return { ...row, since: row.since?.toISOString() ?? null }
}

function countApprovals(context: HomeContext): Promise<{ count: number; since: Date | null }> {
  return countWaitingApprovals({ ...context, withinOrders: ofOrdersWithin }, deciderOf(context), countedExactly + 1)
}

async function whyNoFigures(context: HomeContext): Promise<Home['noFigures']> {
  if (!context.may('orders.read')) return 'not_permitted'
  if (context.scope[locationScope] !== undefined) return 'narrowed_to_places'
  const build = await findBuild(context.tx)
  if (build === undefined) return (await hasOrders(context)) ? 'not_made_yet' : null
  return build.completedAt === null ? 'not_made_yet' : null
}

async function findFigures(
  context: HomeContext,
  { timeZone }: Merchant,
  days: number,
): Promise<NonNullable<Home['figures']>> {
  const compared = comparedDays(context.now, timeZone)
  const since = dayAfter(compared.today, 1 - days)
  const [slots, stages, areas, channels] = await Promise.all([
    findSlots(context, [compared.today, compared.lastWeek]),
    findStages(context, since),
    findAreas(context, since),
    findChannels(context.tx),
  ])
  const today = slots.filter(({ day }) => day === compared.today)
  const lastWeek = slots.filter(({ day }) => day === compared.lastWeek)
  const names = new Map(channels.map(({ code, name }) => [code, name]))
  return {
    today: { day: compared.today, from: compared.todayFrom.toISOString(), ...sumOf(today) },
    lastWeek: {
      ...{ day: compared.lastWeek, from: compared.lastWeekFrom.toISOString() },
      before: compared.lastWeekBefore.toISOString(),
      ...sumOf(lastWeek.filter(({ slot }) => slot < compared.slotBefore)),
    },
    hours: ordersByHour(today, lastWeek),
    from: momentOf(since, 0, timeZone).toISOString(),
    channels: groupSums(areas, ({ channel }) => channel).map(({ name: channel, ...sum }) => {
      return { channel, name: names.get(channel) ?? channel, ...sum }
    }),
    stages: inOrder(stages),
    areas: groupSums(areas, ({ area }) => area).map(({ name: area, ...sum }) => ({ area, ...sum })),
  }
}

function inOrder(rows: readonly { stage: string; orders: number }[]): { stage: OrderStage; orders: number }[] {
  const counts = new Map(rows.map(({ stage, orders }) => [stage, orders]))
  return orderStages.map((stage) => ({ stage, orders: counts.get(stage) ?? 0 }))
}
