-- The sums that Home reads, and the orders noted as waiting, are those made anew from orders and events, less what is on its way.
with steps as (
  select e.merchant_id, e.type, e.data ->> 'stageFrom' as stage_from, e.data ->> 'stageTo' as stage_to,
    o.channel, o.currency, o.total, (o.placed_at at time zone b.time_zone)::date as placed_on,
    case when o.destination_country = 'CN' and o.destination_region is not null
      then left(o.destination_region, 2) || '0000' else o.destination_country end as area,
    (case when e.data ->> 'stageFrom' = 'cancelled' and e.data ->> 'stageTo' <> 'cancelled' then (
      select max(c.at) from events c
      where c.merchant_id = e.merchant_id and c.object_id = e.object_id and c.version < e.version
        and c.data ->> 'stageTo' = 'cancelled' and c.data ->> 'stageFrom' <> 'cancelled'
    ) else e.at end) at time zone b.time_zone as moment
  from figure_builds b
  join events e on e.merchant_id = b.merchant_id and e.object_type = 'order' and e.data ->> 'stageTo' is not null
  join orders o on o.merchant_id = e.merchant_id and o.id = e.object_id
  where b.completed_at is not null and not exists (
    select 1 from event_deliveries d
    where d.merchant_id = e.merchant_id and d.object_id = e.object_id and d.version = e.version
      and d.subscriber = 'order_figures')
),
figures as (
  select merchant_id, 'slot' as figure,
    json_build_object('day', moment::date, 'slot',
      (extract(hour from moment) * 60 + extract(minute from moment))::integer / 10,
      'channel', channel, 'currency', currency)::text as ids,
    case when type = 'order.placed' then 1 else 0 end as orders,
    case when type = 'order.placed' then total else 0 end as amount,
    case when stage_to = 'shipped' and stage_from is distinct from 'shipped' then 1 else 0 end as shipped,
    case when stage_to = 'cancelled' and stage_from <> 'cancelled' then 1
      when stage_from = 'cancelled' and stage_to <> 'cancelled' then -1 else 0 end as cancelled
  from steps
  union all
  select s.merchant_id, 'stage', json_build_object('day', s.placed_on, 'channel', s.channel, 'stage', moved.stage)::text,
    moved.orders, 0, 0, 0
  from steps s cross join lateral (values (s.stage_from, -1), (s.stage_to, 1)) as moved (stage, orders)
  where moved.stage is not null
  union all
  select merchant_id, 'area',
    json_build_object('day', placed_on, 'channel', channel, 'area', area, 'currency', currency)::text, 1, total, 0, 0
  from steps where type = 'order.placed'
),
kept as (
  select merchant_id, 'slot' as figure,
    json_build_object('day', day, 'slot', slot, 'channel', channel, 'currency', currency)::text as ids,
    orders, amount, shipped, cancelled
  from order_slots
  union all
  select merchant_id, 'stage', json_build_object('day', day, 'channel', channel, 'stage', stage)::text, orders, 0, 0, 0
  from order_day_stages
  union all
  select merchant_id, 'area',
    json_build_object('day', day, 'channel', channel, 'area', area, 'currency', currency)::text, orders, amount, 0, 0
  from order_day_areas
),
compared as (
  select merchant_id, figure, ids,
    sum(k_orders) as k_orders, sum(k_amount) as k_amount, sum(k_shipped) as k_shipped, sum(k_cancelled) as k_cancelled,
    sum(orders) as orders, sum(amount) as amount, sum(shipped) as shipped, sum(cancelled) as cancelled
  from (
    select merchant_id, figure, ids, orders as k_orders, amount as k_amount, shipped as k_shipped,
      cancelled as k_cancelled, 0 as orders, 0 as amount, 0 as shipped, 0 as cancelled
    from kept k
    where exists (select 1 from figure_builds b where b.merchant_id = k.merchant_id and b.completed_at is not null)
    union all
    select merchant_id, figure, ids, 0, 0, 0, 0, orders, amount, shipped, cancelled from figures
  ) as both_sides
  group by merchant_id, figure, ids
),
waiting as (
  select o.merchant_id, o.id as order_id, h.kind, o.channel, min(h.placed_at) as since
  from orders o
  join order_holds h on h.merchant_id = o.merchant_id and h.order_id = o.id and h.released_at is null
  where o.stage in ('draft', 'pending', 'processed', 'shipped')
  group by o.merchant_id, o.id, h.kind, o.channel
  union all
  select o.merchant_id, o.id, 'backordered', o.channel, o.placed_at
  from orders o
  where o.stage in ('draft', 'pending', 'processed', 'shipped') and exists (
    select 1 from order_lines l
    where l.merchant_id = o.merchant_id and l.order_id = o.id and l.backordered > 0)
  union all
  select o.merchant_id, o.id, 'cancellation', o.channel, c.requested_at
  from orders o
  join order_cancellations c on c.merchant_id = o.merchant_id and c.order_id = o.id and c.status = 'requested'
  where o.stage in ('draft', 'pending', 'processed', 'shipped')
),
waiting_places as (
  select distinct w.merchant_id, w.order_id, w.kind, w.channel, w.since, a.location_id
  from waiting w join allocations a on a.merchant_id = w.merchant_id and a.order_id = w.order_id
),
noted as (
  select coalesce(w.merchant_id, k.merchant_id) as merchant_id, coalesce(w.order_id, k.order_id) as order_id,
    coalesce(w.kind, k.kind) as kind, null::uuid as location_id, w.order_id is null as is_noted, k.since as found,
    w.since as expected
  from waiting w
  full join waiting_orders k
    on k.merchant_id = w.merchant_id and k.order_id = w.order_id and k.kind = w.kind and k.channel = w.channel
      and k.since = w.since
  where w.order_id is null or k.order_id is null
  union all
  select coalesce(w.merchant_id, k.merchant_id), coalesce(w.order_id, k.order_id), coalesce(w.kind, k.kind),
    coalesce(w.location_id, k.location_id), w.order_id is null, k.since, w.since
  from waiting_places w
  full join waiting_order_places k
    on k.merchant_id = w.merchant_id and k.order_id = w.order_id and k.kind = w.kind and k.channel = w.channel
      and k.since = w.since and k.location_id = w.location_id
  where w.order_id is null or k.order_id is null
)
select merchant_id, figure || ' differs from the orders' as fault, ids::json,
  concat_ws(' ', k_orders, k_amount, k_shipped, k_cancelled) as found,
  concat_ws(' ', orders, amount, shipped, cancelled) as expected
from compared
where (k_orders, k_amount, k_shipped, k_cancelled) is distinct from (orders, amount, shipped, cancelled)
union all
select n.merchant_id,
  case when n.is_noted then 'order noted as waiting does not' else 'order that waits is not noted so' end,
  json_build_object('order', n.order_id, 'kind', n.kind, 'location', n.location_id), n.found::text, n.expected::text
from noted n
where exists (
    select 1 from figure_builds b where b.merchant_id = n.merchant_id and b.completed_at is not null)
  and not exists (
    select 1 from event_deliveries d
    where d.merchant_id = n.merchant_id and d.object_id = n.order_id and d.subscriber = 'order_figures')
