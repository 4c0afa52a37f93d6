import { sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import type { OrderFilter } from './filter-contract.ts'
import { foundAt, foundOrders, inOrder, openSearch, probe, type Search, searchOf } from './found-queries.ts'
import { type OrderStage, orderStages } from './order.ts'
import { isNarrowed } from './order-scope-queries.ts'
import { placedRange, presentProgress, withinRange } from './part-queries.ts'

/** So many, and whether there are more. */
export type BoundedCount = { count: number; more: boolean }

/** How many orders stand in a stage; `more`: that it is not all of them. */
export type StageCount = { stage: OrderStage; orders: number; more?: boolean }

const countedExactly = 1000

/** How many orders a filter finds of those that the caller may see: exact to 1,000; beyond it `more` is true. */
export async function countOrders(context: QueryContext, filter: OrderFilter): Promise<BoundedCount> {
  const search = await openSearch(context, filter)
  if (search === undefined) return { count: 0, more: false }
  const { source, id } = await foundOrders(context.tx, search, { sort: 'newest', most: countedExactly + 1 })
  // In the order of the list, so that it is read by the same index and not from the table's beginning.
  const row = await context.tx.row<{ count: number }>(sql`
    select count(*) as count from (select 1 ${source} ${inOrder(id, 'newest')} limit ${countedExactly + 1}) counted`)
  return bounded(row?.count ?? 0)
}

/**
 * How many orders a filter finds, and how many of each stage the rest of it does; every stage, in their order. Of all orders it is
 * known from the rollup that their events keep; of some, and for who is narrowed, they are counted, exactly to 1,000.
 */
export async function countWithStages(
  context: QueryContext,
  filter: OrderFilter,
): Promise<{ stages: StageCount[]; filtered: BoundedCount | null }> {
  const { stage: asked, ...rest } = filter
  if (!isNarrowed(context.scope) && !isFiltering(rest)) {
    const filtered = asked === undefined ? null : await countOrders(context, filter)
    return { stages: await countAllStages(context), filtered }
  }
  const search = await openSearch(context, rest)
  const stages = search === undefined ? [] : await countStagesOf(context, search)
  const among = stages.filter(({ stage }) => asked?.includes(stage) ?? true)
  const sum = bounded(among.reduce((total, { orders }) => total + orders, 0))
  return {
    stages: orderStages.map((stage) => stages.find((of) => of.stage === stage) ?? { stage, orders: 0, more: false }),
    filtered: isFiltering(filter) ? { ...sum, more: sum.more || among.some(({ more }) => more) } : null,
  }
}

async function countAllStages({ tx }: QueryContext): Promise<StageCount[]> {
  const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
    select stage, orders from order_counts where merchant_id = ${tx.merchantId}`)
  const counts = new Map(rows.map(({ stage, orders }) => [stage, orders]))
  return orderStages.map((stage) => ({ stage, orders: counts.get(stage) ?? 0 }))
}

const view = { sort: 'newest', most: countedExactly + 1 } as const

/** Where what is asked is rare, its orders are counted once for all stages; else each stage is counted, in one statement. */
async function countStagesOf(context: QueryContext, rest: Search): Promise<StageCount[]> {
  const { tx } = context
  const searches = await stageSearches(context, rest)
  const parts = [...new Set([...rest.parts, ...searches.flatMap(({ search }) => search.parts)])]
  const edges = await probe(tx, parts, { ...view, inRange: (id) => withinRange(id, placedRange(rest.filter)) })
  if (rest.parts.some((part) => edges.get(part) === null)) {
    const { source } = foundAt(tx, rest, { ...view, most: Number.MAX_SAFE_INTEGER, edges })
    const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
      select o.stage, count(*) as orders ${source} group by o.stage`)
    return rows.map(({ stage, orders }) => ({ stage, ...stageCount(orders) }))
  }
  const counts = searches.map(({ stage, search }) => {
    const { source, id } = foundAt(tx, search, { ...view, edges })
    return sql`(select count(*) from (select 1 ${source} ${inOrder(id, 'newest')} limit ${view.most}) c) as ${sql.raw(stage)}`
  })
  const row = await tx.row<Record<OrderStage, number>>(sql`select ${sql.join(counts)}`)
  return orderStages.map((stage) => ({ stage, ...stageCount(row?.[stage] ?? 0) }))
}

/** For each stage the rest of a filter with it. The parts that are the same stay the same, so that each is asked once. */
async function stageSearches(context: QueryContext, rest: Search): Promise<{ stage: OrderStage; search: Search }[]> {
  const { filter, parts, common } = rest
  const { paymentStatus, fulfillmentStatus } = filter
  const progress = await presentProgress(context.tx, filter)
  const hasProgress = paymentStatus !== undefined || fulfillmentStatus !== undefined
  return orderStages.map((stage) => {
    const own = searchOf(context, { stage: [stage], paymentStatus, fulfillmentStatus }, progress)
    // How far an order is stands first.
    return { stage, search: { filter, common, parts: [...own.parts, ...(hasProgress ? parts.slice(1) : parts)] } }
  })
}

/** Whether a filter leaves anything out. */
function isFiltering(filter: OrderFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

function bounded(count: number): BoundedCount {
  return { count: Math.min(count, countedExactly), more: count > countedExactly }
}

function stageCount(found: number): Pick<StageCount, 'orders' | 'more'> {
  const { count, more } = bounded(found)
  return { orders: count, more }
}
