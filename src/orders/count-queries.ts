import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { textList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { OrderFilter } from './filter-contract.ts'
import {
  type Edges,
  edgesOf,
  foundAt,
  foundOrders,
  isByStage,
  openSearch,
  type Search,
  smallParts,
} from './found-queries.ts'
import { type OrderStage, orderStages } from './order.ts'
import { isNarrowed } from './order-scope-queries.ts'
import { type InRange, inOrder, type Part, placedRange, stagesPart, withinRange } from './part-queries.ts'

/** So many, and whether there are more, or may be. */
export type BoundedCount = { count: number; more: boolean }

/** How many orders stand in a stage; `more`: that it is not all of them. */
export type StageCount = { stage: OrderStage; orders: number; more?: boolean }

const countedExactly = 1000
/** So many times as many orders as are few are looked at, at most, for the counts of stages: what is left behind is told as more. */
const lookedAtFactor = 3

const view = { sort: 'newest', most: countedExactly + 1 } as const

/**
 * How many orders a filter finds of those that the caller may see, and how many of each stage the rest of it does; every stage, in
 * their order. Of all orders it is known from the rollup that their events keep; of some they are counted: exactly to 1,000, beyond
 * it `more` is true. It is true as well where several things are asked for that are common each, fewer were found among as many
 * orders as are looked at for a count, and others are left.
 */
export async function countWithStages(
  context: QueryContext,
  filter: OrderFilter,
  few?: number,
): Promise<{ stages: StageCount[]; filtered: BoundedCount | null }> {
  const { stage: asked, ...rest } = filter
  if (!isNarrowed(context.scope) && !isFiltering(rest)) {
    const search = asked && (await openSearch(context, filter, few))
    return { stages: await countAllStages(context), filtered: search ? await countAlike(context.tx, search) : null }
  }
  const search = await openSearch(context, rest, few)
  const counts = search === undefined ? {} : await countStagesOf(context, search)
  const stages = orderStages.map((stage) => {
    const { count: orders, more } = counts[stage] ?? { count: 0, more: false }
    return { stage, orders, more }
  })
  if (!isFiltering(filter)) return { stages, filtered: null }
  const sum = sumOf(stages.filter(({ stage }) => asked?.includes(stage) ?? true))
  const isUnsure = sum.more && sum.count < countedExactly
  const isAlike = asked === undefined && search !== undefined && search.parts.length <= 1 && search.common.length === 0
  return { stages, filtered: isUnsure && isAlike ? await countAlike(context.tx, search) : sum }
}

/** Of one part, or of all orders that were placed at some time: by its index. */
async function countAlike(tx: Transaction, search: Search): Promise<BoundedCount> {
  const [only] = search.parts
  if (only?.sortedBy) {
    const [found] = only.branches.map(({ ids }) => sql`${ids(placedIn(search.filter))} order by ${only.sortedBy}`)
    return countOf(tx, found ?? sql`select 1 where false`)
  }
  const { source, id } = await foundOrders(tx, search, view)
  // In the order of the list, so that it is read by the same index and not from the table's beginning.
  return countOf(tx, sql`select 1 ${source} ${inOrder(id, view.sort)}`)
}

async function countOf(tx: Transaction, found: RawBuilder<unknown>): Promise<BoundedCount> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*) as count from (${found} limit ${countedExactly + 1}) f`)
  return bounded(row?.count ?? 0)
}

function sumOf(stages: readonly StageCount[]): BoundedCount {
  const sum = bounded(stages.reduce((total, { orders }) => total + orders, 0))
  return { ...sum, more: sum.more || stages.some(({ more }) => more) }
}

async function countAllStages({ tx }: QueryContext): Promise<StageCount[]> {
  const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
    select stage, orders from order_counts where merchant_id = ${tx.merchantId}`)
  const counts = new Map(rows.map(({ stage, orders }) => [stage, orders]))
  return orderStages.map((stage) => ({ stage, orders: counts.get(stage) ?? 0 }))
}

type StageCounts = Partial<Record<OrderStage, BoundedCount>>

/**
 * Of one part whose indexes have the stage in them, and of a time alone, each stage is counted by its own. Else the newest orders of the rarest part are
 * looked at once for all stages; and where others are left behind them, all orders of the stages that have few.
 */
async function countStagesOf({ tx }: QueryContext, rest: Search): Promise<StageCounts> {
  const [only = stagesPart(tx, orderStages)] = rest.parts
  if (rest.parts.length <= 1 && rest.common.length === 0 && isByStage(only)) return countByIndex(tx, rest, only)
  const stageParts = new Map(orderStages.map((stage) => [stage, stagesPart(tx, [stage])]))
  const edges = await edgesOf(tx, rest, view, [...stageParts.values()])
  const walk = rest.few * lookedAtFactor
  const { source, beyond } = foundAt(tx, rest, {
    ...view,
    walk,
    edges,
    isCount: true,
    along: await countedAlong(tx, rest, edges),
  })
  const rows = await tx.rows<{ stage: OrderStage; orders: number; beyond: boolean }>(sql`
    select s.stage, coalesce(c.orders, 0) as orders, ${beyond} as beyond
    from unnest(${textList(orderStages)}) s(stage)
    left join (select o.stage, count(*) as orders ${source} group by o.stage) c on c.stage = s.stage`)
  const counts: StageCounts = Object.fromEntries(
    rows.map(({ stage, orders, beyond: hasMore }) => [
      stage,
      { ...bounded(orders), more: hasMore || orders > countedExactly },
    ]),
  )
  const unsure = orderStages.filter((stage) => counts[stage]?.more && counts[stage].count < countedExactly)
  const rare = unsure.filter((stage) => edges.get(stageParts.get(stage) as Part) === null)
  return { ...counts, ...(await countRareStages(tx, { rest, edges, rare, stageParts })) }
}

/**
 * The parts whose orders are looked at where none is rare: one of which all can be, so that the counts are exact; else, where each is
 * sorted by an amount or a day, the first in that order.
 */
async function countedAlong(tx: Transaction, rest: Search, edges: Edges): Promise<readonly Part[]> {
  const { parts, few } = rest
  if (parts.some((part) => edges.get(part) === null)) return []
  const small = parts.length > 1 ? await smallParts(tx, rest, view, few * lookedAtFactor - 1) : []
  if (small.length > 0) return small
  return parts.every(({ sortedBy }) => sortedBy) ? parts.slice(0, 1) : []
}

async function countByIndex(tx: Transaction, { filter }: Search, { branches }: Part): Promise<StageCounts> {
  const ofStage = (stage: OrderStage) => branches.filter((branch) => branch.stage === stage)
  return countEach(
    tx,
    orderStages.map((stage) => {
      const selects = ofStage(stage).map(
        ({ ids }) => sql`(${ids(placedIn(filter))} order by r.id desc limit ${view.most})`,
      )
      const all = selects.length === 0 ? sql`select 1 where false` : sql.join(selects, sql` union all `)
      return { stage, found: sql`select 1 from (${all}) b` }
    }),
  )
}

function countRareStages(
  tx: Transaction,
  {
    rest,
    edges,
    rare,
    stageParts,
  }: { rest: Search; edges: Edges; rare: OrderStage[]; stageParts: Map<OrderStage, Part> },
): Promise<StageCounts> {
  return countEach(
    tx,
    rare.map((stage) => {
      const parts = [stageParts.get(stage) as Part, ...rest.parts]
      return { stage, found: sql`select 1 ${foundAt(tx, { ...rest, parts }, { ...view, edges }).source}` }
    }),
  )
}

/** All that is found of each stage, in one statement. */
async function countEach(
  tx: Transaction,
  asked: readonly { stage: OrderStage; found: RawBuilder<unknown> }[],
): Promise<StageCounts> {
  if (asked.length === 0) return {}
  const counts = asked.map(
    ({ stage, found }) => sql`(select count(*) from (${found} limit ${view.most}) f) as ${sql.raw(stage)}`,
  )
  const row = await tx.row<Record<OrderStage, number>>(sql`select ${sql.join(counts)}`)
  return Object.fromEntries(asked.map(({ stage }) => [stage, bounded(row?.[stage] ?? 0)]))
}

function placedIn(filter: OrderFilter): InRange {
  return (id) => withinRange(id, placedRange(filter))
}

/** Whether a filter leaves anything out. */
function isFiltering(filter: OrderFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

function bounded(count: number): BoundedCount {
  return { count: Math.min(count, countedExactly), more: count > countedExactly }
}
