import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { pageFrom } from '../platform/http/lists.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'
import { edgesFor, foundAt, foundOrders, isById, openSearch, smallParts } from './found-queries.ts'
import { inOrder, type Part } from './part-queries.ts'
import { type OrderRow, orderColumns } from './row-queries.ts'
import { orderOf, placeAfter, placeOf } from './sort-queries.ts'

type Asked = OrderFilter & { limit: number; after?: string | undefined; sort?: OrderSort }

/** One page of the orders that the caller may see. */
export async function listOrders(
  context: QueryContext,
  { limit, after, sort = 'newest', ...filter }: Asked,
  few?: number,
): Promise<{ items: OrderRow[]; next: string | null }> {
  const { tx } = context
  const place = placeAfter(sort, after)
  const search = await openSearch(context, filter, few)
  if (search === undefined) return { items: [], next: null }
  const edges = await edgesFor(tx, search, { ...place, sort, most: limit + 1 })
  const read = (how: { walk?: number; small?: readonly Part[] } = {}) => {
    const { source, id } = foundAt(tx, search, { ...place, sort, most: limit + 1, edges, ...how })
    return tx.rows<OrderRow>(sql`
      select ${orderColumns} ${source} ${place.condition}
      ${isById(sort) ? inOrder(id, sort) : sql`order by ${orderOf(sort)}`} limit ${limit + 1}`)
  }
  // Mostly a page is full after a short walk, for which the database needs to prepare less.
  const isWalked = isById(sort) && edges.size > 0 && ![...edges.values()].includes(null)
  const first = await read(isWalked ? { walk: search.few } : {})
  const isShort = isWalked && first.length <= limit
  const rows = isShort ? await read({ small: await smallParts(tx, search, { ...place, sort }) }) : first
  return pageFrom(rows, limit, (row) => placeOf(sort, row))
}

/** The `id`, `label` and `position` of the orders that a filter finds, in the order of the list: not more than `most`. */
export async function matchingOrders(
  context: QueryContext,
  filter: OrderFilter,
  { most, sort = 'newest' }: { most: number; sort?: OrderSort | undefined },
): Promise<RawBuilder<unknown>> {
  const search = await openSearch(context, filter)
  if (search === undefined) return sql`select null::uuid as id, null::text as label, 0::bigint as position where false`
  const { source, id } = await foundOrders(context.tx, search, { sort, most })
  const { condition } = placeAfter(sort, undefined)
  return sql`
    select o.id, o.label, row_number() over (order by ${orderOf(sort)}) as position
    from (
      select o.id, o.number::text as label, o.total, o.requested_delivery_on ${source} ${condition}
      ${isById(sort) ? inOrder(id, sort) : sql`order by ${orderOf(sort)}`} limit ${most}) o`
}
