-- A place is noted for an order when, and only when, goods of it were allocated there; not yet where the event is on its way.
select merchant_id,
  case when kept then 'place noted that the order never had' else 'place of the order not noted' end as fault,
  json_build_object('order', order_id, 'location', location_id) as ids, kept::text as found, (not kept)::text as expected
from (
  select merchant_id, location_id, order_id, true as kept from order_places p
  where not exists (
    select 1 from allocations a
    where a.merchant_id = p.merchant_id and a.order_id = p.order_id and a.location_id = p.location_id)
  union all
  select distinct merchant_id, location_id, order_id, false from allocations a
  where not exists (
      select 1 from order_places p
      where p.merchant_id = a.merchant_id and p.location_id = a.location_id and p.order_id = a.order_id)
    and not exists (
      select 1 from event_deliveries d
      where d.merchant_id = a.merchant_id and d.object_id = a.order_id and d.subscriber = 'order_index')
) as places
