import { type RawBuilder, sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { firstIdAt } from '../platform/ids.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'

/*
 * A filter is cut into parts, each of which indexes give in the order of the orders' ids, which is that of their age. How parts are
 * put together, so that a list is looked for where the fewest orders are: found-queries.ts.
 */

/** Ids of orders of a list: from the lowest, which is among them, up to but without the highest; or behind one. */
export type IdRange = { from?: string | undefined; before?: string | undefined; after?: string | undefined }

/** One thing that is asked of an order. */
export type Part = {
  /** Together all orders that have it; one may stand in several. None: no order has it. */
  branches: readonly Branch[]
  /** Whether an order has it: of `orders o`; or of an id, where it stands beside the order, which then need not be read. */
  condition: RawBuilder<unknown> | Probe
  /** By what its index is sorted, where that is an amount or a day, and not the orders' ids. */
  sortedBy?: RawBuilder<unknown>
  /** `id` and `stage` of each of its orders, where the index has the stage beside what it is sorted by. */
  staged?: IdSelect
  /** Its first orders by their ids, where what it is sorted by has few values: each is asked for its own. */
  firstById?: (view: { sort: OrderSort; most: number; inRange: InRange }) => RawBuilder<unknown>
  /** A branch may have an order more than once. */
  repeats?: true
}

/** Some of the orders that have a part; those of one stage where its index has the stage in it. */
export type Branch = { ids: IdSelect; stage?: string }

/** A select of orders' ids as `id` that can be given in their order; `inRange` makes a condition of its WHERE. */
export type IdSelect = (inRange: InRange) => RawBuilder<unknown>

/** A condition for an order's id. */
export type Probe = (id: RawBuilder<unknown>) => RawBuilder<unknown>

/** `and …` for an id that a list can show. */
export type InRange = (id: RawBuilder<unknown>) => RawBuilder<unknown>

/** By so much, at the most, the clock that placed an order can be ahead of the one that saw it leave. */
const clocksApartMs = 3_600_000

/** Between which ids the orders are that were placed when the filter says, or can have been: what left or was cancelled came before. */
export function placedRange({ placedFrom, placedBefore, shippedBefore, cancelledBefore }: OrderFilter): IdRange {
  const ends = [
    ...(placedBefore === undefined ? [] : [Date.parse(placedBefore)]),
    ...[shippedBefore, cancelledBefore].flatMap((end) => (end === undefined ? [] : [Date.parse(end) + clocksApartMs])),
  ]
  return {
    ...(placedFrom !== undefined && { from: firstIdAt(new Date(placedFrom)) }),
    ...(ends.length > 0 && { before: firstIdAt(new Date(Math.max(0, Math.min(...ends)))) }),
  }
}

/** `and …` for ids in a range. */
export function withinRange(id: RawBuilder<unknown>, ...ranges: readonly IdRange[]): RawBuilder<unknown> {
  const parts = ranges.flatMap(({ from, before, after }) => [
    from === undefined ? sql`` : sql`and ${id} >= ${from}`,
    before === undefined ? sql`` : sql`and ${id} < ${before}`,
    after === undefined ? sql`` : sql`and ${id} > ${after}`,
  ])
  return sql.join(parts, sql` `)
}

/** `order by` for ids, as a list sorts them. */
export function inOrder(id: RawBuilder<unknown>, sort: OrderSort): RawBuilder<unknown> {
  return sql`order by ${id} ${sort === 'oldest' ? sql`asc` : sql`desc`}`
}

/**
 * The first `most` orders of each branch of a part, or all. Each branch is sorted for itself: only so are their indexes read side by
 * side, as far as somebody goes, and not to their ends. An order that a branch has several times is one of `most`, so that branches
 * that are merged end at the same age.
 */
export function branchesOf(
  { branches, sortedBy, repeats }: Part,
  { sort, most, inRange }: { sort: OrderSort; most?: number | undefined; inRange: InRange },
): RawBuilder<unknown> {
  if (branches.length === 0) return sql`select null::uuid as id where false`
  const order = sortedBy === undefined ? inOrder(sql`id`, sort) : sql`order by ${sortedBy}`
  const end = most === undefined ? sql`` : sql`limit ${most}`
  const isThinned = repeats === true && most !== undefined
  return sql.join(
    branches.map(({ ids }) => {
      const all = isThinned ? sql`select distinct d.id from (${ids(inRange)}) d` : ids(inRange)
      return sql`(${all} ${order} ${end})`
    }),
    sql` union all `,
  )
}

/** For orders `r`: those of which something is true. */
export function ownIds(tx: Transaction, is: RawBuilder<unknown>): IdSelect {
  return ownColumns(tx, sql`r.id`, is)
}

/** Columns of those orders `r`, the id among them. */
export function ownColumns(
  { merchantId }: Transaction,
  columns: RawBuilder<unknown>,
  is: RawBuilder<unknown>,
): IdSelect {
  return (inRange) => sql`
    select ${columns} from orders r where r.merchant_id = ${merchantId} and ${is} ${inRange(sql`r.id`)}`
}

/** The orders of stages. */
export function stagesPart(tx: Transaction, stages: readonly string[]): Part {
  const branches = [...new Set(stages)].map((stage) => ({ stage, ids: ownIds(tx, sql`r.stage = ${stage}`) }))
  return { branches, condition: oneOf(sql`o.stage`, stages) }
}

/** That a column has one of some values. One alone is compared as such, since an index can then give the rows in order. */
export function oneOf(column: RawBuilder<unknown>, [first, ...others]: readonly string[]): RawBuilder<unknown> {
  if (first === undefined) return sql`false`
  return others.length === 0 ? sql`${column} = ${first}` : sql`${column} = any(${textList([first, ...others])})`
}

/** All orders of a part. */
export function idsOf({ branches }: Part, inRange: InRange): RawBuilder<unknown> {
  return sql.join(
    branches.map(({ ids }) => ids(inRange)),
    sql` union all `,
  )
}

/**
 * Those of some ids that all parts have and none of `excluded`, maybe more than once: each part is asked for those that the parts before
 * it left, which are looked up one by one in an index that has them behind all else that it is asked for.
 */
export function idsInCommon(
  ids: RawBuilder<unknown>,
  { parts, excluded }: { parts: readonly Part[]; excluded: readonly Part[] },
): RawBuilder<unknown> {
  if (parts.length === 0 && excluded.length === 0) return ids
  const left = (step: number) => sql`(select s.ids from ${sql.raw(`step${step}`)} s)`
  const asked = (part: Part, step: number) => idsOf(part, (id) => sql`and ${id} = any(${left(step)}::uuid[])`)
  const selects = [ids, ...parts.map(asked)]
  // Each step once, however many branches ask for it.
  const steps = selects.map(
    (select, step) => sql`${sql.raw(`step${step}`)} as materialized (select array(${select}) as ids)`,
  )
  const found = sql`with ${sql.join(steps)} select unnest(${left(parts.length)}) as id`
  if (excluded.length === 0) return found
  const gone = excluded.map((part) => asked(part, parts.length))
  return sql`${found} except (${sql.join(gone, sql` union all `)})`
}
