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
import { countedExactly, type OrderStage, orderStages } from './order.ts'
import { isNarrowed } from './order-scope-queries.ts'
import { type InRange, idsInCommon, inOrder, type Part, placedRange, stagesPart, withinRange } from './part-queries.ts'
import { countMeetings, meeting } from './zigzag-queries.ts'

/** So many, and whether there are more, or may be. */
export type BoundedCount = { count: number; more: boolean }

/** How many orders stand in a stage; `more`: that there are more, or may be. */
export type StageCount = { stage: OrderStage; orders: number; more?: boolean }

/** A part with fewer orders than so many times as many as are few is looked at as a whole, where counts are to be exact. */
const lookedAtFactor = 3
/** Of so many times as many the stages are read where an index has them; and of so many where counts are to be exact. */
const readFactor = 10
const readExactlyFactor = 100

const view = { sort: 'newest', most: countedExactly + 1 } as const

/**
 * How many orders a filter finds of those that the caller may see, and how many of each stage the rest of it does; every stage, in
 * their order. Of all orders it is known from the rollup that their events keep; of some they are counted to 1,000, beyond which
 * `more` is true. Where several common things are asked for and nothing says that it is to be `exact`, it is true as well of
 * fewer, if others are left behind as many orders as are looked at for a quick answer.
 */
export async function countWithStages(
  context: QueryContext,
  { isExact = false, ...filter }: OrderFilter & { isExact?: boolean },
  few?: number,
): Promise<{ stages: StageCount[]; filtered: BoundedCount | null }> {
  const { stage: asked, ...rest } = filter
  if (!isNarrowed(context.scope) && !isFiltering(rest)) {
    const search = asked && (await openSearch(context, filter, few))
    return { stages: await countAllStages(context), filtered: search ? await countAlike(context.tx, search) : null }
  }
  const search = await openSearch(context, rest, few)
  const counts = search === undefined ? {} : await countStagesOf(context, search, isExact)
  const stages = orderStages.map((stage) => {
    const { count: orders, more } = counts[stage] ?? { count: 0, more: false }
    return { stage, orders, more }
  })
  if (!isFiltering(filter)) return { stages, filtered: null }
  const sum = sumOf(stages.filter(({ stage }) => asked?.includes(stage) ?? true))
  const isUnsure = sum.more && sum.count < countedExactly
  const isAlike =
    asked === undefined && search !== undefined && search.parts.length <= 1 && search.excluded.length === 0
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
 * Of one part whose indexes have the stage in them, and of a time alone, each stage is counted by its own. Of an amount or a day the
 * stages stand in its index. Else the orders of a part that has few are looked at; and where none has few, for a quick answer the
 * newest of the rarest, and for an exact one those that each stage has in common with all parts.
 */
async function countStagesOf({ tx }: QueryContext, rest: Search, isExact: boolean): Promise<StageCounts> {
  const { parts, excluded, few } = rest
  if (parts.some(({ branches }) => branches.length === 0)) return {}
  if (parts.length <= 1 && excluded.length === 0) {
    const [only = stagesPart(tx, orderStages)] = parts
    if (isByStage(only)) return countByIndex(tx, rest, only)
    const read = await readStages(tx, rest, only, few * (isExact ? readExactlyFactor : readFactor))
    if (read !== undefined) return isExact ? { ...read, ...(await countInCommon(tx, rest, unsureOf(read))) } : read
  }
  const edges = await edgesOf(tx, rest, view)
  if (!isExact || parts.some((part) => edges.get(part) === null)) return countNewest(tx, rest, { edges, walk: few })
  const walk = few * lookedAtFactor
  const small = await smallParts(tx, rest, view, walk - 1)
  if (small.length > 0) return countNewest(tx, rest, { edges, walk, small })
  const spans = { ...rest, parts: parts.filter(({ staged }) => staged !== undefined) }
  const [span] = await smallParts(tx, spans, view, few * readExactlyFactor)
  return span === undefined ? countInCommon(tx, rest, orderStages) : countOfSpan(tx, rest, span)
}

/** Of one part the stages of its orders, if its index has them: of `most`, of which others may be left. */
async function readStages(
  tx: Transaction,
  { filter }: Search,
  { staged }: Part,
  most: number,
): Promise<StageCounts | undefined> {
  if (staged === undefined) return undefined
  const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
    select s.stage, count(*) as orders from (${staged(placedIn(filter))} limit ${most + 1}) s group by s.stage`)
  return countsOf(rows, rows.reduce((sum, { orders }) => sum + orders, 0) > most)
}

/** The stages of which others may be left, so that it is not known whether there are 1,000. */
function unsureOf(counts: StageCounts): OrderStage[] {
  return orderStages.filter((stage) => counts[stage]?.more && counts[stage].count < countedExactly)
}

/** Every stage, with the orders that were found of it; `isCut`: others are left, and what is not sure is less than 1,000. */
function countsOf(rows: readonly { stage: OrderStage; orders: number }[], isCut: boolean): StageCounts {
  const found = new Map(rows.map(({ stage, orders }) => [stage, orders]))
  return Object.fromEntries(
    orderStages.map((stage) => {
      const orders = found.get(stage) ?? 0
      const isUnsure = isCut && orders <= countedExactly
      return [stage, isUnsure ? { count: Math.min(orders, countedExactly - 1), more: true } : bounded(orders)]
    }),
  )
}

/** Of the orders of an amount or a day those that all other parts have, by the stages that its index tells. */
async function countOfSpan(tx: Transaction, search: Search, span: Part): Promise<StageCounts> {
  const { filter, parts, excluded } = search
  const { byId, conditions } = askedBeside(parts.filter((part) => part !== span))
  const found = idsInCommon(sql`select p.id from span p`, { parts: byId, excluded })
  const left = conditions.length === 0 ? found : meeting(tx, found, conditions)
  const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
    with span as materialized (${span.staged?.(placedIn(filter))})
    select s.stage, count(*) as orders from span s where s.id in (${left}) group by s.stage`)
  return countsOf(rows, false)
}

/** What is sorted by an amount or a day is not looked up by ids, but asked of the orders that are left. */
function askedBeside(parts: readonly Part[]): { byId: readonly Part[]; conditions: RawBuilder<unknown>[] } {
  const byId = parts.filter(({ sortedBy }) => sortedBy === undefined)
  const conditions = parts.flatMap(({ sortedBy, condition }) =>
    sortedBy === undefined || typeof condition === 'function' ? [] : [condition],
  )
  return { byId, conditions }
}

/** What each stage has in common with all parts. */
async function countInCommon(tx: Transaction, search: Search, asked: readonly OrderStage[]): Promise<StageCounts> {
  const { parts, excluded } = search
  const { byId, conditions } = askedBeside(parts)
  const meetings = asked.map((stage) => {
    const ofStage = byId.map((part) => (isByStage(part) ? partOfStage(part, stage) : part))
    const own = byId.some(isByStage) ? [] : [stagesPart(tx, [stage])]
    return { stage, conditions, excluded, parts: [...own, ...ofStage] }
  })
  const possible = meetings.filter((each) => each.parts.every(({ branches }) => branches.length > 0))
  const found = await countMeetings(tx, search, possible, countedExactly)
  return Object.fromEntries(possible.map(({ stage }, index) => [stage, bounded(found[index] as number)]))
}

function partOfStage(part: Part, stage: OrderStage): Part {
  return { ...part, branches: part.branches.filter((branch) => branch.stage === stage) }
}

/** The newest `walk` orders of the rarest part, or all of those that are small, by their stages. */
async function countNewest(
  tx: Transaction,
  rest: Search,
  how: { edges: Edges; walk: number; small?: readonly Part[] },
): Promise<StageCounts> {
  const { source, beyond } = foundAt(tx, rest, { ...view, ...how, isCount: true, along: sortedFirst(rest, how.edges) })
  const rows = await tx.rows<{ stage: OrderStage; orders: number; isCut: boolean }>(sql`
    select s.stage, coalesce(c.orders, 0) as orders, ${beyond} as is_cut
    from unnest(${textList(orderStages)}) s(stage)
    left join (select o.stage, count(*) as orders ${source} group by o.stage) c on c.stage = s.stage`)
  return countsOf(
    rows,
    rows.some(({ isCut }) => isCut),
  )
}

/** Where all parts are common and each is sorted by an amount or a day, the first in that order are looked at. */
function sortedFirst({ parts }: Search, edges: Edges): Part | undefined {
  const isOfFew = parts.some((part) => edges.get(part) === null)
  return !isOfFew && parts.every(({ sortedBy }) => sortedBy) ? parts[0] : undefined
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
