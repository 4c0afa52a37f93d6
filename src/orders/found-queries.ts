import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'
import { visibleFilter } from './order-scope-queries.ts'
import { ownParts, presentOrigins, presentProgress } from './own-part-queries.ts'
import {
  branchesOf,
  type IdRange,
  type InRange,
  idsInCommon,
  idsOf,
  inOrder,
  ownIds,
  type Part,
  type Probe,
  placedRange,
  withinRange,
} from './part-queries.ts'
import { excludedParts, type RecordPart, recordParts } from './record-part-queries.ts'

/*
 * How the orders of a filter are found fast, however many there are. Of one part alone the first are taken from its indexes. Of
 * several, each is asked for its 1,000th order: a part that has none is rare, and all its orders are looked at; else the part
 * whose 1,000th is the farthest away is walked through, since among its orders those of all parts are met soonest. (The database's
 * own estimate takes what is lined up for a page to be met soon, and then reads everything.)
 */

/** A filter as it is asked of the orders: its parts, what they must not have, and how many orders of a part are few. */
export type Search = { filter: OrderFilter; parts: readonly Part[]; excluded: readonly RecordPart[]; few: number }

/**
 * From where a list begins, in which order, and how much of it is wanted. `walk`: so many orders are looked at, at most. `along`: by
 * which part, where that is not to be found out. `small`: parts that can be read to their ends, the smallest first.
 */
export type ListView = {
  sort: OrderSort
  range?: IdRange | undefined
  most: number
  walk?: number
  along?: Part | undefined
  small?: readonly Part[]
  /** All that is found is counted: nobody stops at enough of it. */
  isCount?: boolean
}

/** `from … where …` with the orders that were found as `o`; their id, by which it can be read in order. */
export type FoundOrders = {
  source: RawBuilder<unknown>
  id: RawBuilder<unknown>
  /** Where a walk has an end: whether there are orders behind it. */
  beyond: RawBuilder<unknown>
}

/** Where each part has its 1,000th order; null where it has fewer. */
export type Edges = ReadonlyMap<Part, string | null>

/** A part with fewer orders is rare: all of them are looked at. */
const fewOrders = 1000
/** So many times as many are looked at, where the page is not full after a walk along what is farthest away. */
const sparseFactor = 20
/** So many times as many are looked at where they are not in the order of the list. */
const unorderedFactor = 4

/** A filter within the caller's scope: undefined where nothing of it can be seen. `few` is other in tests, where few orders are. */
export async function openSearch(
  context: QueryContext,
  asked: OrderFilter,
  few: number = fewOrders,
): Promise<Search | undefined> {
  const filter = visibleFilter(context.scope, asked)
  if (filter === undefined) return undefined
  const [progress, origins] = await Promise.all([
    presentProgress(context.tx, filter),
    presentOrigins(context.tx, filter),
  ])
  // Only a search needs the keys as they are.
  const search = filter.text === undefined ? context : { ...context, keys: await presentKeys(context) }
  const own = ownParts(context.tx, filter, { progress, origins })
  const parts = withoutDouble(filter, [...own, ...recordParts(search, filter)])
  return { filter, parts, excluded: excludedParts(context.tx, filter), few }
}

/** The orders of a search. */
export async function foundOrders(tx: Transaction, search: Search, view: ListView): Promise<FoundOrders> {
  return foundAt(tx, search, { ...view, edges: await edgesFor(tx, search, view) })
}

/** The edges of a search's parts, where there is a choice among them. */
export function edgesFor(tx: Transaction, search: Search, view: ListView): Promise<Edges> | Edges {
  return isOfOnePart(search, view) ? new Map<Part, string | null>() : edgesOf(tx, search, view)
}

/** Asks the parts of a search where the 1,000th order of each is: all at once. */
export async function edgesOf(tx: Transaction, search: Search, view: Pick<ListView, 'sort' | 'range'>): Promise<Edges> {
  const { parts } = search
  if (parts.length === 0) return new Map()
  const inRange = rangeOf(search, view)
  const columns = parts.map((part, index) => {
    const few = part.sortedBy ? search.few * unorderedFactor : search.few
    const order = part.sortedBy ? sql`` : inOrder(sql`e.id`, view.sort)
    const all = branchesOf(part, { ...view, most: few + 1, inRange })
    const edge = sql`select e.id from (${all}) e ${order} offset ${few} limit 1`
    return sql`(${edge}) as ${sql.raw(`edge${index}`)}`
  })
  const row = await tx.row<Record<string, string | null>>(sql`select ${sql.join(columns)}`)
  return new Map(parts.map((part, index) => [part, row?.[`edge${index}`] ?? null]))
}

/**
 * The parts that have not too many orders to be read to their ends, the smallest first: what it is worth to know when a walk along another
 * met few.
 */
export async function smallParts(
  tx: Transaction,
  search: Search,
  view: Pick<ListView, 'sort' | 'range'>,
  most: number = search.few * sparseFactor,
): Promise<Part[]> {
  const inRange = rangeOf(search, view)
  const columns = search.parts.map((part, index) => {
    const all = branchesOf(part, { ...view, most: most + 1, inRange })
    return sql`(select count(*) from (select from (${all}) e limit ${most + 1}) c) as ${sql.raw(`size${index}`)}`
  })
  const row = columns.length === 0 ? undefined : await tx.row<Record<string, number>>(sql`select ${sql.join(columns)}`)
  return search.parts
    .map((part, index) => ({ part, size: row?.[`size${index}`] ?? 0 }))
    .filter(({ size }) => size <= most)
    .toSorted((a, b) => a.size - b.size)
    .map(({ part }) => part)
}

/** The orders of a search, when it is known where the edges of its parts are. */
export function foundAt(tx: Transaction, search: Search, view: ListView & { edges: Edges }): FoundOrders {
  const { parts } = search
  const inRange = rangeOf(search, view)
  const of = sql`from orders o where o.merchant_id = ${tx.merchantId}`
  const [whole, [only]] = [{ id: sql`o.id`, beyond: sql`false` }, parts]
  if (parts.some(({ branches }) => branches.length === 0)) return { ...whole, source: sql`${of} and false` }
  if (isOfOnePart(search, view) && only !== undefined) {
    return { ...whole, source: sql`${of} and o.id = any(array(${firstOf(only, { ...view, inRange })}))` }
  }
  const [smallest] = view.small ?? []
  if (smallest !== undefined) return amongSmall(tx, search, { ...view, smallest })
  const driver = view.along ?? sparsest(parts, view)
  const others = parts.filter((part) => part !== driver).map(({ condition }) => condition)
  const probes = [...others.filter((condition) => typeof condition === 'function'), ...exclusionsOf(search)]
  const own = others.filter((condition) => typeof condition !== 'function')
  const conditions = allOf([...own, ...probes.map((probe) => probe(sql`o.id`))])
  if (driver !== undefined && driver !== view.along && view.edges.get(driver) === null) {
    return {
      ...whole,
      source: sql`${of} and o.id = any(array(${branchesOf(driver, { ...view, most: search.few * unorderedFactor, inRange })})) ${conditions}`,
    }
  }
  if (driver === undefined && view.walk === undefined) {
    return { ...whole, source: sql`${of} ${inRange(whole.id)} ${conditions}` }
  }
  return walkedOrders(tx, { part: driver ?? allOrders(tx), inRange, probes, conditions: allOf(own) }, view)
}

function exclusionsOf({ excluded }: Search): Probe[] {
  return excluded.map(
    ({ condition }): Probe =>
      (id) =>
        sql`not ${condition(id)}`,
  )
}

/** Whether a list stands in the order of ids, which indexes give. */
export function isById(sort: OrderSort): boolean {
  return sort === 'newest' || sort === 'oldest'
}

/** Of all orders of the smallest part those that the others have too: each is asked by its index for those that are left. */
function amongSmall(
  tx: Transaction,
  search: Search,
  { smallest, small = [], ...view }: ListView & { smallest: Part },
): FoundOrders {
  const others = [...new Set([...small, ...search.parts])].filter((part) => part !== smallest)
  const byId = others.filter(({ sortedBy }) => sortedBy === undefined)
  const all = idsOf(smallest, rangeOf(search, view))
  const ids = idsInCommon(all, { parts: byId, excluded: search.excluded })
  const own = others.flatMap(({ condition }) => (typeof condition === 'function' ? [] : [condition]))
  const met = sql`select distinct w.id from (${ids}) w ${inOrder(sql`w.id`, view.sort)}`
  return { ...lookedAt(tx, { met, probes: [], conditions: allOf(own) }, view), beyond: sql`false` }
}

type Walking = { part: Part; inRange: InRange } & Pick<Looking, 'probes' | 'conditions'>

/** The orders of a part that meet the others' conditions, as far as somebody walks. */
function walkedOrders(tx: Transaction, { part, inRange, ...conditions }: Walking, view: ListView): FoundOrders {
  const { sort, walk: most } = view
  const walked = branchesOf(part, { sort, most, inRange })
  const end = most === undefined ? sql`` : sql`limit ${most}`
  const distinct = part.repeats || part.branches.length > 1 ? sql`distinct` : sql``
  const met = sql`select ${distinct} w.id from (${walked}) w ${inOrder(sql`w.id`, sort)} ${end}`
  const beyond = most === undefined ? sql`false` : sql`exists (select 1 from (${walked}) b offset ${most - 1})`
  return { ...lookedAt(tx, { met, ...conditions }, view), beyond }
}

/** Ids of orders in the order of a list, and what must be true of each: beside the order, and of its own. */
type Looking = { met: RawBuilder<unknown>; probes: readonly Probe[]; conditions: RawBuilder<unknown> }

/**
 * Each order is looked at by itself, so that whoever has enough of them stops; for a count all of them together. What stands beside
 * the order is looked at first.
 */
function lookedAt(
  tx: Transaction,
  { met, probes, conditions }: Looking,
  { isCount }: Pick<ListView, 'isCount'>,
): Omit<FoundOrders, 'beyond'> {
  const isProbed = allOf(probes.map((probe) => probe(sql`d.id`)))
  if (isCount) {
    const probed = probes.length === 0 ? met : sql`select d.id from (${met}) d where true ${isProbed}`
    const source = sql`from orders o where o.merchant_id = ${tx.merchantId} and o.id = any(array(${probed})) ${conditions}`
    return { source, id: sql`o.id` }
  }
  return {
    source: sql`
      from (${met}) d cross join lateral (
        select o.* from orders o where o.merchant_id = ${tx.merchantId} and o.id = d.id ${isProbed} ${conditions} offset 0) o
      where true`,
    id: sql`d.id`,
  }
}

/** `and …` for each. */
function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  )
}

function allOrders(tx: Transaction): Part {
  return { branches: [{ ids: ownIds(tx, sql`true`) }], condition: sql`true` }
}

/** Whether a part's indexes have the stage in them. */
export function isByStage({ branches }: Part): boolean {
  return branches.every(({ stage }) => stage !== undefined)
}

function isOfOnePart({ parts, excluded }: Search, { sort, walk }: ListView): boolean {
  const [only] = parts
  const isGivenById = only !== undefined && (!only.sortedBy || only.firstById !== undefined)
  return walk === undefined && parts.length === 1 && excluded.length === 0 && isById(sort) && isGivenById
}

/** The part to begin with; none where every one is common and the list is in another order than theirs. */
function sparsest(parts: readonly Part[], { edges, sort }: ListView & { edges: Edges }): Part | undefined {
  const rare = parts.find((part) => edges.get(part) === null)
  if (rare !== undefined || !isById(sort)) return rare
  const known = parts.flatMap((part) => {
    const edge = part.sortedBy ? undefined : edges.get(part)
    return typeof edge === 'string' ? [{ part, edge }] : []
  })
  const farther = (a: string, b: string) => (sort === 'newest' ? a < b : a > b)
  return known.toSorted((a, b) => (farther(a.edge, b.edge) ? -1 : 1))[0]?.part
}

/** Ids that a search can have, within a range of its list. */
export function rangeOf({ filter }: Search, { range = {} }: Pick<ListView, 'range'>): InRange {
  return (id) => withinRange(id, placedRange(filter), range)
}

/** The first of a part in the order of the list. */
function firstOf(part: Part, view: ListView & { inRange: InRange }): RawBuilder<unknown> {
  const { branches, repeats, firstById } = part
  const [only] = branches
  if (firstById !== undefined) return firstById(view)
  if (branches.length === 1 && only && !repeats) return branchesOf(part, view)
  const end = sql`${inOrder(sql`f.id`, view.sort)} limit ${view.most}`
  if (!repeats) return sql`select f.id from (${branchesOf(part, view)}) f ${end}`
  const each = branches.map(({ ids }) => sql`(select distinct f.id from (${ids(view.inRange)}) f ${end})`)
  return sql`select distinct f.id from (${sql.join(each, sql` union all `)}) f ${end}`
}

/** Where a part's indexes have the stage in them, the stage is no part of its own beside it. */
function withoutDouble(
  { stage, paymentStatus, fulfillmentStatus }: OrderFilter,
  parts: readonly Part[],
): readonly Part[] {
  const [, second, third] = parts
  const isOfStageAlone = stage !== undefined && paymentStatus === undefined && fulfillmentStatus === undefined
  return isOfStageAlone && second !== undefined && isByStage(second) && third === undefined ? [second] : parts
}
