import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'

/** Notes anew for what orders wait, and which places have goods of them; `which` says which `orders o`. */
export async function noteWaiting({ merchantId, run }: Transaction, which: RawBuilder<unknown>): Promise<void> {
  const own = sql`o.merchant_id = ${merchantId} and ${which}`
  await Promise.all([
    run(sql`
      delete from waiting_order_places w using orders o
      where w.merchant_id = ${merchantId} and ${own} and w.order_id = o.id`),
    run(sql`
      delete from waiting_orders w using orders o
      where w.merchant_id = ${merchantId} and ${own} and w.order_id = o.id`),
    run(sql`
      insert into waiting_orders (merchant_id, order_id, kind, channel, since)
      select ${merchantId}::uuid, o.id, waits.kind, o.channel, waits.since
      from orders o cross join lateral (
        select h.kind, min(h.placed_at) as since from order_holds h
        where h.merchant_id = ${merchantId} and h.order_id = o.id and h.released_at is null group by h.kind
        union all
        select 'backordered', o.placed_at where exists (
          select 1 from order_lines l
          where l.merchant_id = ${merchantId} and l.order_id = o.id and l.backordered > 0)
        union all
        select 'cancellation', c.requested_at from order_cancellations c
        where c.merchant_id = ${merchantId} and c.order_id = o.id and c.status = 'requested'
      ) waits
      where ${own} and o.stage in ('draft', 'pending', 'processed', 'shipped')`),
    run(sql`
      insert into waiting_order_places (merchant_id, location_id, order_id, kind, channel, since)
      select distinct ${merchantId}::uuid, a.location_id, w.order_id, w.kind, w.channel, w.since
      from orders o
      join waiting_orders w on w.merchant_id = ${merchantId} and w.order_id = o.id
      join allocations a on a.merchant_id = ${merchantId} and a.order_id = o.id
      where ${own}`),
  ])
}
