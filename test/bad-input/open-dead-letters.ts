import type { Client } from 'pg'
import type { Known } from './open-shop.ts'

/** Events of a shop that nobody could handle, set aside, so that the shop is sound: what was put back can be set aside again. */
export async function openDeadLetters(owner: Client, merchantId: string): Promise<Known> {
  const { rows } = await owner.query<{ place: string }>(
    `with made as (
       insert into event_deliveries (merchant_id, subscriber, object_id, version, attempts, due_at, dead_at, failure,
         set_aside_at, set_aside_by, set_aside_reason)
       select merchant_id, 'order_figures', object_id, version, 38, now(), now(), 'Error: no paper', now(), 'staff:somebody', 'other'
       from events where merchant_id = $1 and type in ('product.created', 'location.created') order by entry_id limit 12
       returning subscriber, object_id, version)
     select concat_ws(' ', subscriber, object_id, version) as place from made`,
    [merchantId],
  )
  return { 'subscriber objectId version': rows.map(({ place }) => place) }
}
