import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { firstIdAt } from '../platform/ids.ts'
import { isWithin } from '../platform/scope.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import { channelScope, type Order, type OrderStage, orderStages } from './order.ts'
import { isNarrowed, newestWithin, withinChannels, withinPlaces } from './order-scope-queries.ts'

/** What a list of orders can be narrowed by; all of it together. */
export type OrderFilter = {
  stage?: string | undefined
  channel?: string | undefined
  placedFrom?: string | undefined
  placedBefore?: string | undefined
  locationId?: string | undefined
  sku?: string | undefined
  customerId?: string | undefined
  text?: string | undefined
}

/** A row of the list. */
export type OrderSummary = Pick<
  Order,
  | ('id' | 'number' | 'channel' | 'externalId' | 'status' | 'stage' | 'paymentStatus' | 'fulfillmentStatus')
  | ('currency' | 'total' | 'customerId' | 'tier' | 'destinationRegion' | 'requestedDeliveryOn')
  | ('placedAt' | 'version')
>

/** One page of the orders that the caller may see, newest first. */
export async function listOrders(
  context: QueryContext,
  { limit, after, ...filter }: OrderFilter & { limit: number; after?: string | undefined },
): Promise<{ items: OrderSummary[]; next: string | null }> {
  const { tx } = context
  const before = decodeCursor(after, idForm)?.[0]
  const where = conditions(await withSearchKeys(context, filter), filter, { before, most: limit + 1 })
  const rows = await tx.rows<OrderSummary>(sql`
    select o.id, o.number, o.channel, o.external_id, o.status, o.stage, o.payment_status, o.fulfillment_status,
      o.currency, o.total, o.customer_id, o.tier, o.destination_region, o.requested_delivery_on, o.placed_at, o.version
    from orders o
    where o.merchant_id = ${tx.merchantId} ${where}
    order by o.id desc limit ${limit + 1}`)
  return pageFrom(rows, limit, (row) => [row.id])
}

/** The `id`, `label` and `position` of the orders that a filter finds, in the order of the list: not more than `most`. */
export async function matchingOrders(
  context: QueryContext,
  filter: OrderFilter,
  most: number,
): Promise<RawBuilder<unknown>> {
  const where = conditions(await withSearchKeys(context, filter), filter, { most })
  return sql`
    select o.id, o.number::text as label, row_number() over (order by o.id desc) as position
    from orders o where o.merchant_id = ${context.tx.merchantId} ${where} order by o.id desc limit ${most}`
}

const countedExactly = 1000

/** How many orders a filter finds of those that the caller may see: exact to 1,000; beyond it `more` is true. */
export async function countOrders(
  context: QueryContext,
  filter: OrderFilter,
): Promise<{ count: number; more: boolean }> {
  const { tx } = context
  const where = conditions(await withSearchKeys(context, filter), filter, { most: countedExactly + 1 })
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
 * How many orders stand in each stage, from the rollup that their events keep; every stage, in their order. The rollup is of
 * all orders: for who is narrowed to some, those are counted, exactly to 1,000.
 */
export async function countStages(context: QueryContext): Promise<StageCount[]> {
  const { tx, scope } = context
  if (isNarrowed(scope)) {
    const counts = await Promise.all(orderStages.map((stage) => countOrders(context, { stage })))
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

/** Only a search needs the keys as they are. */
async function withSearchKeys(context: QueryContext, { text }: OrderFilter): Promise<QueryContext> {
  return text === undefined ? context : { ...context, keys: await presentKeys(context) }
}

/**
 * The filter as SQL that an index can serve under row-level security. What is said of an order's lines, places or contact is
 * looked up first and gives ids: so no plan walks through all orders to find a few. Alone, it gives only the `most` newest.
 */
function conditions(
  context: QueryContext,
  { stage, channel, customerId, placedFrom, placedBefore, ...related }: OrderFilter,
  { before, most }: { before?: string | undefined; most: number },
): RawBuilder<unknown> {
  const { tx, scope } = context
  if (channel !== undefined && !isWithin(scope, channelScope, channel)) return sql`and false`
  if (related.locationId !== undefined && !isWithin(scope, locationScope, related.locationId)) return sql`and false`
  const own = [
    stage === undefined ? [] : sql`and o.stage = ${stage}`,
    channel === undefined ? [] : sql`and o.channel = ${channel}`,
    customerId === undefined ? [] : sql`and o.customer_id = ${customerId}`,
  ].flat()
  const inRange = (id: RawBuilder<unknown>) => sql`
    ${placedFrom === undefined ? sql`` : sql`and ${id} >= ${firstIdAt(new Date(placedFrom))}`}
    ${placedBefore === undefined ? sql`` : sql`and ${id} < ${firstIdAt(new Date(placedBefore))}`}
    ${before === undefined ? sql`` : sql`and ${id} < ${before}`}`
  const relatedCount = Object.values(related).filter((part) => part !== undefined).length
  const isAlone = own.length === 0 && relatedCount === 1 && !isNarrowed(scope)
  const newest = isAlone ? sql`order by found.id desc limit ${most}` : sql``
  const cut = (ids: RawBuilder<unknown>) => sql`
    select distinct found.id from (${ids}) found(id) where true ${inRange(sql`found.id`)} ${newest}`
  const found = relatedIds(context, related, cut).map((ids) => sql`and o.id = any(array(${cut(ids)}))`)
  const all = [...own, inRange(sql`o.id`), ...found]
  if (!isNarrowed(scope)) return sql.join(all, sql` `)
  // Nothing else asked: the newest of each place or channel, and of those the newest.
  const isWhole = own.length === 0 && relatedCount === 0
  const narrowed = isWhole
    ? newestWithin({ tx, scope }, inRange, most)
    : [withinChannels(scope), withinPlaces({ tx, scope })]
  return sql.join([...all, ...narrowed], sql` `)
}

/**
 * For each part of the filter that is not of the order's own row: a select of the ids of the orders that have it, some more
 * than once. `cut` takes from such a select what the list can show.
 */
function relatedIds(
  context: QueryContext,
  { locationId, sku, text }: Pick<OrderFilter, 'locationId' | 'sku' | 'text'>,
  cut: (ids: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const { merchantId } = context.tx
  return [
    locationId === undefined
      ? []
      : sql`select a.order_id from allocations a
          where a.merchant_id = ${merchantId} and a.location_id = ${locationId} and a.status <> 'released'`,
    sku === undefined
      ? []
      : sql`select l.order_id from order_lines l
          where l.merchant_id = ${merchantId} and l.variant_id = (
            select v.id from variants v where v.merchant_id = ${merchantId} and v.sku = ${sku})`,
    text === undefined ? [] : idsWithText(context, text, cut),
  ].flat()
}

/** By the order's number, a channel's number, or anything of the contact that its tokens know. */
function idsWithText(
  { tx, keys }: QueryContext,
  typed: string,
  cut: (ids: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const text = typed.trim()
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  return sql`
    select n.id from orders n where n.merchant_id = ${tx.merchantId} and n.number = ${number}
    union all
    select x.id from orders x where x.merchant_id = ${tx.merchantId} and x.external_id = ${text}
    union all
    (${cut(objectsWithTokens(tx, 'order', searchAlternatives(keys, text)))})`
}
