import { sql } from 'kysely'
import { channelScope } from '../orders/order.ts'
import { type Scoped, withinScope } from '../platform/scope.ts'
import type { SlotRow } from './figures.ts'

/** Of the channels that the caller may see. */
const mine = ({ scope }: Scoped) => withinScope(scope, { kind: channelScope, column: sql`f.channel`, type: 'text' })

/** What happened on two days, by ten minutes and currency. */
export function findSlots(asking: Scoped, days: readonly [string, string]): Promise<SlotRow[]> {
  const { tx } = asking
  return tx.rows(sql`
    select f.day::text as day, f.slot, f.currency, sum(f.orders)::int8 as orders, sum(f.amount)::int8 as amount,
      sum(f.shipped)::int8 as shipped, sum(f.cancelled)::int8 as cancelled
    from order_slots f
    where f.merchant_id = ${tx.merchantId} and (f.day = ${days[0]}::date or f.day = ${days[1]}::date) ${mine(asking)}
    group by f.day, f.slot, f.currency`)
}

/** In which stage the orders are that came since a day. */
export function findStages(asking: Scoped, from: string): Promise<{ stage: string; orders: number }[]> {
  const { tx } = asking
  return tx.rows(sql`
    select f.stage, sum(f.orders)::int8 as orders from order_day_stages f
    where f.merchant_id = ${tx.merchantId} and f.day >= ${from}::date ${mine(asking)}
    group by f.stage`)
}

/** By which channel the orders came, and where they go, since a day. */
export function findAreas(
  asking: Scoped,
  from: string,
): Promise<{ channel: string; area: string; currency: string; orders: number; amount: number }[]> {
  const { tx } = asking
  return tx.rows(sql`
    select f.channel, f.area, f.currency, sum(f.orders)::int8 as orders, sum(f.amount)::int8 as amount
    from order_day_areas f
    where f.merchant_id = ${tx.merchantId} and f.day >= ${from}::date ${mine(asking)}
    group by f.channel, f.area, f.currency`)
}

/** Whether the merchant has any order, whoever may see it. */
export async function hasOrders({ tx }: Pick<Scoped, 'tx'>): Promise<boolean> {
  return (await tx.row(sql`select 1 from orders where merchant_id = ${tx.merchantId} limit 1`)) !== undefined
}
