import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import { pageFrom } from '../platform/http/lists.ts'
import { isWithin, type Scope } from '../platform/scope.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'
import {
  type CutIds,
  type IdRange,
  ownConditions,
  placedRange,
  recordConditions,
  relatedIds,
  withinRange,
} from './filter-queries.ts'
import { channelScope, type OrderStage, orderStages } from './order.ts'
import { isNarrowed, newestWithin, withinChannels, withinPlaces } from './order-scope-queries.ts'
import { type OrderRow, orderColumns } from './row-queries.ts'
import { orderOf, placeAfter, placeOf } from './sort-queries.ts'

/** One page of the orders that the caller may see. */
export async function listOrders(
  context: QueryContext,
  {
    limit,
    after,
    sort = 'newest',
    ...filter
  }: OrderFilter & { limit: number; after?: string | undefined; sort?: OrderSort },
): Promise<{ items: OrderRow[]; next: string | null }> {
  const { tx } = context
  const place = placeAfter(sort, after)
  const where = conditions(await withSearchKeys(context, filter), filter, { ...place, sort, most: limit + 1 })
  const rows = await tx.rows<OrderRow>(sql`
    select ${orderColumns}
    from orders o
    where o.merchant_id = ${tx.merchantId} ${where} ${place.condition}
    order by ${orderOf(sort)} limit ${limit + 1}`)
  return pageFrom(rows, limit, (row) => placeOf(sort, row))
}

const countedExactly = 1000

/** How many orders a filter finds of those that the caller may see: exact to 1,000; beyond it `more` is true. */
export async function countOrders(
  context: QueryContext,
  filter: OrderFilter,
): Promise<{ count: number; more: boolean }> {
  const { tx } = context
  const where = conditions(await withSearchKeys(context, filter), filter, { sort: 'newest', most: countedExactly + 1 })
  // In the order of the list, so that it is read by the same index and not from the table's beginning.
  const row = await tx.row<{ count: number }>(sql`
    select count(*) as count from (
      select 1 from orders o where o.merchant_id = ${tx.merchantId} ${where}
      order by o.id desc limit ${countedExactly + 1}) found`)
  const count = row?.count ?? 0
  return { count: Math.min(count, countedExactly), more: count > countedExactly }
}

/** How many orders stand in a stage; `more` when they are more than were counted. */
export type StageCount = { stage: OrderStage; orders: number; more?: boolean }

/**
 * How many orders stand in each stage of those that the rest of a filter finds; every stage, in their order. Of all orders it is
 * known from the rollup that their events keep; of some, and for who is narrowed, they are counted, exactly to 1,000.
 */
export async function countStages(context: QueryContext, filter: OrderFilter = {}): Promise<StageCount[]> {
  const { tx, scope } = context
  const { stage: _, ...rest } = filter
  if (isNarrowed(scope) || isFiltering(rest)) {
    const counts = await Promise.all(orderStages.map((stage) => countOrders(context, { ...rest, stage: [stage] })))
    return orderStages.map((stage, index) => {
      const { count: orders = 0, more = false } = counts[index] ?? {}
      return { stage, orders, more }
    })
  }
  const rows = await tx.rows<{ stage: OrderStage; orders: number }>(sql`
    select stage, orders from order_counts where merchant_id = ${tx.merchantId}`)
  const counts = new Map(rows.map(({ stage, orders }) => [stage, orders]))
  return orderStages.map((stage) => ({ stage, orders: counts.get(stage) ?? 0 }))
}

/** Whether a filter leaves anything out. */
export function isFiltering(filter: OrderFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

/** Only a search needs the keys as they are. */
async function withSearchKeys(context: QueryContext, { text }: OrderFilter): Promise<QueryContext> {
  return text === undefined ? context : { ...context, keys: await presentKeys(context) }
}

/**
 * The filter as SQL that an index can serve under row-level security. What is said of an order's lines, places or contact is
 * looked up first and gives ids: so no plan walks through all orders to find a few. Alone, it gives only the `most` first.
 */
function conditions(
  context: QueryContext,
  asked: OrderFilter,
  { range, sort, most }: { range?: IdRange; sort: OrderSort; most: number },
): RawBuilder<unknown> {
  const { tx, scope } = context
  const filter = visibleFilter(scope, asked)
  if (filter === undefined) return sql`and false`
  const { locationId, sku, text } = filter
  const own = [...ownConditions(filter), ...recordConditions(tx, filter)]
  const inRange = (id: RawBuilder<unknown>) => withinRange(id, placedRange(filter), range ?? {})
  const relatedCount = [locationId, sku, text].filter((part) => part !== undefined).length
  const isById = sort === 'newest' || sort === 'oldest'
  const isAlone = own.length === 0 && relatedCount === 1 && !isNarrowed(scope) && isById
  const first = isAlone ? sql`order by found.id ${sort === 'newest' ? sql`desc` : sql`asc`} limit ${most}` : sql``
  const cut: CutIds = (ids) => sql`
    select distinct found.id from (${ids}) found(id) where true ${inRange(sql`found.id`)} ${first}`
  const found = relatedIds(context, filter, cut).map((ids) => sql`and o.id = any(array(${cut(ids)}))`)
  const all = [...own, inRange(sql`o.id`), ...found]
  if (!isNarrowed(scope)) return sql.join(all, sql` `)
  // Nothing else asked: the newest of each place or channel, and of those the newest.
  const isWhole = own.length === 0 && relatedCount === 0 && sort === 'newest'
  const narrowed = isWhole
    ? newestWithin({ tx, scope }, inRange, most)
    : [withinChannels(scope), withinPlaces({ tx, scope })]
  return sql.join([...all, ...narrowed], sql` `)
}

/** The filter without places and channels that lie out of the caller's scope; undefined where nothing is left of one of them. */
function visibleFilter(scope: Scope, { channel, locationId, ...filter }: OrderFilter): OrderFilter | undefined {
  const channels = channel?.filter((code) => isWithin(scope, channelScope, code))
  const places = locationId?.filter((id) => isWithin(scope, locationScope, id))
  if (channels?.length === 0 || places?.length === 0) return undefined
  return { ...filter, ...(channels && { channel: channels }), ...(places && { locationId: places }) }
}
