import { sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { queryTokens } from '../platform/crypto/search-tokens.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { firstIdAt } from '../platform/ids.ts'
import { objectsWithTokens } from '../platform/search-index.ts'

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
export type OrderSummary = {
  id: string
  number: number
  channel: string
  externalId: string | null
  status: string
  stage: string
  paymentStatus: string
  fulfillmentStatus: string
  currency: string
  total: number
  customerId: string | null
  tier: string
  destinationRegion: string | null
  requestedDeliveryOn: string | null
  placedAt: Date
  version: number
}

/** One page of orders, newest first. */
export async function listOrders(
  context: QueryContext,
  { limit, after, ...filter }: OrderFilter & { limit: number; after?: string | undefined },
): Promise<{ items: OrderSummary[]; next: string | null }> {
  const { tx } = context
  const before = decodeCursor(after, idForm)?.[0]
  const where = conditions(context, filter)
  const rows = await tx.rows<OrderSummary>(sql`
    select o.id, o.number, o.channel, o.external_id, o.status, o.stage, o.payment_status, o.fulfillment_status,
      o.currency, o.total, o.customer_id, o.tier, o.destination_region, o.requested_delivery_on, o.placed_at, o.version
    from orders o
    where o.merchant_id = ${tx.merchantId} ${where}
      ${before === undefined ? sql`` : sql`and o.id < ${before}`}
    order by o.id desc limit ${limit + 1}`)
  return pageFrom(rows, limit, (row) => [row.id])
}

const countedExactly = 1000

/** How many orders a filter finds: exact to 1,000; beyond it `more` is true. */
export async function countOrders(
  context: QueryContext,
  filter: OrderFilter,
): Promise<{ count: number; more: boolean }> {
  const { tx } = context
  const where = conditions(context, filter)
  const row = await tx.row<{ count: number }>(sql`
    select count(*) as count from (
      select 1 from orders o where o.merchant_id = ${tx.merchantId} ${where} limit ${countedExactly + 1}) found`)
  const count = row?.count ?? 0
  return { count: Math.min(count, countedExactly), more: count > countedExactly }
}

/** How many orders stand in each stage, from the rollup that their events keep. */
export function countStages({ tx }: QueryContext): Promise<{ stage: string; orders: number }[]> {
  return tx.rows(sql`
    select stage, orders from order_counts where merchant_id = ${tx.merchantId} order by stage`)
}

/** The filter as fragments of SQL, each of which an index can serve under row-level security. */
function conditions(context: QueryContext, filter: OrderFilter) {
  const { merchantId } = context.tx
  const { stage, channel, placedFrom, placedBefore, locationId, sku, customerId, text } = filter
  const parts = [
    stage === undefined ? sql`` : sql`and o.stage = ${stage}`,
    channel === undefined ? sql`` : sql`and o.channel = ${channel}`,
    customerId === undefined ? sql`` : sql`and o.customer_id = ${customerId}`,
    placedFrom === undefined ? sql`` : sql`and o.id >= ${firstIdAt(new Date(placedFrom))}`,
    placedBefore === undefined ? sql`` : sql`and o.id < ${firstIdAt(new Date(placedBefore))}`,
    locationId === undefined
      ? sql``
      : sql`and exists (select 1 from allocations a where a.merchant_id = ${merchantId}
          and a.order_id = o.id and a.location_id = ${locationId} and a.status <> 'released')`,
    sku === undefined
      ? sql``
      : sql`and o.id in (select l.order_id from order_lines l join variants v
          on v.merchant_id = ${merchantId} and v.id = l.variant_id
          where l.merchant_id = ${merchantId} and v.sku = ${sku})`,
    text === undefined ? sql`` : textCondition(context, text),
  ]
  return sql.join(parts, sql` `)
}

/** An order's number, a channel's number, or anything of the contact that its tokens know. */
function textCondition({ tx, keys }: QueryContext, typed: string) {
  const text = typed.trim()
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  return sql`and o.id in (
    select n.id from orders n where n.merchant_id = ${tx.merchantId} and n.number = ${number}
    union all
    select x.id from orders x where x.merchant_id = ${tx.merchantId} and x.external_id = ${text}
    union all
    ${objectsWithTokens(tx, 'order', queryTokens(keys.searchKey, text))})`
}
