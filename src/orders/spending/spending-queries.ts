import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../../locations/location.ts'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import { namesWithin, type Scoped } from '../../platform/scope.ts'
import { withinChannels } from '../order-scope-queries.ts'
import { mostSummed, type OrderSums, openStages, type Spending, standingStages } from './spending.ts'

/**
 * The sums of a customer's newest orders, of those that the caller may see: a row for each currency, that with the most orders
 * first. All they need stands in the index that leads to the orders, so that no order is looked at.
 */
export async function findSpending(asking: Scoped, customerId: string, most = mostSummed): Promise<Spending> {
  const { tx, scope } = asking
  const ofCustomer = sql`
    from orders n where n.merchant_id = ${tx.merchantId} and n.customer_id = ${customerId} order by n.id desc`
  const [sums, more] = await Promise.all([
    tx.rows<OrderSums>(sql`
      select o.currency,
        count(*) filter (where o.stage = any(${standing})) as orders,
        coalesce(sum(o.total - o.cancelled_total) filter (where o.stage = any(${standing})), 0)::int8 as ordered,
        sum(o.captured - o.refunded)::int8 as paid,
        count(*) filter (where o.stage = any(${textList(openStages)})) as open,
        min(o.placed_at) filter (where o.stage = any(${standing})) as first_placed_at,
        max(o.placed_at) filter (where o.stage = any(${standing})) as last_placed_at
      from (
        select n.id, n.channel, n.stage, n.currency, n.total, n.cancelled_total, n.captured, n.refunded, n.placed_at
        ${ofCustomer} limit ${most}
      ) o
      where true ${withinChannels(scope)} ${atPlaces(asking)}
      group by o.currency order by 2 desc, 1`),
    tx.row(sql`select 1 as more ${ofCustomer} offset ${most} limit 1`),
  ])
  return { sums, isWhole: more === undefined }
}

/** `offset 0`: one probe by order, never all orders of the places for the few of one customer. */
function atPlaces({ tx, scope }: Scoped): RawBuilder<unknown> {
  const places = namesWithin(scope, locationScope)
  if (places === undefined) return sql``
  return sql`and exists (
    select 1 from order_places p
    where p.merchant_id = ${tx.merchantId} and p.order_id = o.id and p.location_id = any(${uuidList(places)}) offset 0)`
}

const standing = textList(standingStages)
