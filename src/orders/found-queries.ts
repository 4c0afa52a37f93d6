import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { isWithin, namesWithin, type Scope } from '../platform/scope.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'
import { channelScope } from './order.ts'
import {
  commonConditions,
  type IdRange,
  type InRange,
  type Part,
  type Progress,
  partsOf,
  placedRange,
  presentProgress,
  withinRange,
} from './part-queries.ts'

/*
 * How the orders of a filter are found fast, however many there are. Of one part alone the first are taken from its indexes. Of
 * several, each is asked for its 2,000th order: a part that has none is rare, and all its orders are looked at; else the part
 * whose 2,000th is the farthest away is walked through, since among its orders those of all parts are met soonest. (The database's
 * own estimate takes what is lined up for a page to be met soon, and then reads everything.)
 */

/** A filter as it is asked of the orders: its parts, what nearly all orders are, and when they were placed. */
export type Search = { filter: OrderFilter; parts: readonly Part[]; common: RawBuilder<unknown>[] }

/** From where a list begins, in which order, and how much of it is wanted. */
export type ListView = { sort: OrderSort; range?: IdRange | undefined; most: number }

/** `from … where …` with the orders that were found as `o`; and their id, by which it can be read in order. */
export type FoundOrders = { source: RawBuilder<unknown>; id: RawBuilder<unknown> }

/** Where each part has its 2,000th order; null where it has fewer. */
export type Edges = ReadonlyMap<Part, string | null>

const fewOrders = 2000
const fewUnordered = 20_000

/** A filter within the caller's scope: undefined where nothing of it can be seen. */
export async function openSearch(context: QueryContext, asked: OrderFilter): Promise<Search | undefined> {
  const filter = visibleFilter(context.scope, asked)
  if (filter === undefined) return undefined
  const progress = await presentProgress(context.tx, filter)
  // Only a search needs the keys as they are.
  const search = filter.text === undefined ? context : { ...context, keys: await presentKeys(context) }
  return searchOf(search, filter, progress)
}

/** The same, where it is known how far its orders are. */
export function searchOf(context: QueryContext, filter: OrderFilter, progress: readonly Progress[]): Search {
  return { filter, parts: partsOf(context, filter, progress), common: commonConditions(context.tx, filter) }
}

/** The orders of a search. */
export async function foundOrders(tx: Transaction, search: Search, view: ListView): Promise<FoundOrders> {
  return foundAt(tx, search, { ...view, edges: await edgesOf(tx, search, view) })
}

/** Asks each part where its 2,000th order is, where there is a choice. */
export async function edgesOf(tx: Transaction, search: Search, view: ListView): Promise<Edges> {
  if (isOfOnePart(search, view)) return new Map()
  return probe(tx, search.parts, { ...view, inRange: rangeOf(search, view) })
}

/** Asks parts where their 2,000th order is, all at once. */
export async function probe(
  tx: Transaction,
  parts: readonly Part[],
  { sort, inRange }: Pick<ListView, 'sort'> & { inRange: InRange },
): Promise<Edges> {
  if (parts.length === 0) return new Map()
  const columns = parts.map((part, index) => {
    const few = part.isUnordered ? fewUnordered : fewOrders
    const ids = sql`select e.id from (${firstOf(part, { sort, most: few + 1, inRange })}) e`
    return sql`(${ids} ${part.isUnordered ? sql`` : inOrder(sql`e.id`, sort)} offset ${few} limit 1) as ${sql.raw(`edge${index}`)}`
  })
  const row = await tx.row<Record<string, string | null>>(sql`select ${sql.join(columns)}`)
  return new Map(parts.map((part, index) => [part, row?.[`edge${index}`] ?? null]))
}

/** The orders of a search, when it is known where the edges of its parts are. */
export function foundAt(tx: Transaction, search: Search, view: ListView & { edges: Edges }): FoundOrders {
  const { parts, common } = search
  const inRange = rangeOf(search, view)
  const of = sql`from orders o where o.merchant_id = ${tx.merchantId}`
  const id = sql`o.id`
  const [only] = parts
  if (parts.some(({ branches }) => branches.length === 0)) return { source: sql`${of} and false`, id }
  if (isOfOnePart(search, view) && only !== undefined) {
    return { source: sql`${of} and o.id = any(array(${firstOf(only, { ...view, inRange })}))`, id }
  }
  const driver = sparsest(parts, view)
  const others = [...parts.filter((part) => part !== driver).map(({ condition }) => condition), ...common]
  const conditions = sql.join(
    others.map((condition) => sql`and ${condition}`),
    sql` `,
  )
  if (driver === undefined) return { source: sql`${of} ${inRange(id)} ${conditions}`, id }
  if (view.edges.get(driver) === null) {
    return { source: sql`${of} and o.id = any(array(${allOf(driver, inRange)})) ${conditions}`, id }
  }
  const walked = sql`select distinct w.id from (${allOf(driver, inRange)}) w ${inOrder(sql`w.id`, view.sort)}`
  return {
    source: sql`
      from (${walked}) d cross join lateral (
        select o.* from orders o where o.merchant_id = ${tx.merchantId} and o.id = d.id ${conditions} offset 0) o
      where true`,
    id: sql`d.id`,
  }
}

/** `order by` for ids, as a list sorts them. */
export function inOrder(id: RawBuilder<unknown>, sort: OrderSort): RawBuilder<unknown> {
  return sql`order by ${id} ${sort === 'oldest' ? sql`asc` : sql`desc`}`
}

/** Whether a list stands in the order of ids, which indexes give. */
export function isById(sort: OrderSort): boolean {
  return sort === 'newest' || sort === 'oldest'
}

function isOfOnePart({ parts, common }: Search, { sort }: ListView): boolean {
  return parts.length === 1 && common.length === 0 && isById(sort) && !parts[0]?.isUnordered
}

/** The part to begin with; none where every one is common and the list is in another order than theirs. */
function sparsest(parts: readonly Part[], { edges, sort }: ListView & { edges: Edges }): Part | undefined {
  const rare = parts.find((part) => edges.get(part) === null)
  if (rare !== undefined || !isById(sort)) return rare
  const known = parts.flatMap((part) => {
    const edge = part.isUnordered ? undefined : edges.get(part)
    return typeof edge === 'string' ? [{ part, edge }] : []
  })
  const farther = (a: string, b: string) => (sort === 'newest' ? a < b : a > b)
  return known.toSorted((a, b) => (farther(a.edge, b.edge) ? -1 : 1))[0]?.part
}

function rangeOf({ filter }: Search, { range = {} }: Pick<ListView, 'range'>): InRange {
  return (id) => withinRange(id, placedRange(filter), range)
}

/** All of a part, each branch as it is. */
function allOf({ branches }: Part, inRange: InRange): RawBuilder<unknown> {
  return sql.join(
    branches.map((branch) => sql`(${branch(inRange)})`),
    sql` union all `,
  )
}

/** The first of a part in the order of the list; any of one that is not in the order of ids. */
function firstOf(
  { branches, isUnordered }: Part,
  { sort, most, inRange }: Pick<ListView, 'sort' | 'most'> & { inRange: InRange },
): RawBuilder<unknown> {
  const order = isUnordered ? sql`` : inOrder(sql`id`, sort)
  const firsts = branches.map((branch) => sql`(${branch(inRange)} ${order} limit ${most})`)
  const [first] = firsts
  if (first === undefined) return sql`select null::uuid as id where false`
  if (firsts.length === 1) return first
  const all = sql.join(firsts, sql` union all `)
  return sql`select distinct f.id from (${all}) f ${inOrder(sql`f.id`, sort)} limit ${most}`
}

/** The filter with the caller's channels and places in it; undefined where it has one that they may not see, and no other. */
function visibleFilter(scope: Scope, { channel, locationId, ...filter }: OrderFilter): OrderFilter | undefined {
  const channels = visible(scope, channelScope, channel)
  const places = visible(scope, locationScope, locationId)
  if (channels?.length === 0 || places?.length === 0) return undefined
  return { ...filter, ...(channels && { channel: channels }), ...(places && { locationId: places }) }
}

function visible(scope: Scope, kind: string, asked: readonly string[] | undefined): string[] | undefined {
  const names = asked?.filter((name) => isWithin(scope, kind, name)) ?? namesWithin(scope, kind)
  return names && [...names]
}
