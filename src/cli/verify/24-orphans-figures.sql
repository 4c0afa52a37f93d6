-- No orphans: sums are of channels of the merchant, and what is noted as waiting is an order of it.
select w.merchant_id, 'waiting order that is none' as fault, json_build_object('order', w.order_id, 'kind', w.kind) as ids,
  w.order_id::text as found, 'an order of the merchant' as expected
from (
  select merchant_id, order_id, kind from waiting_orders
  union
  select merchant_id, order_id, kind from waiting_order_places
) as w
left join orders p on p.merchant_id = w.merchant_id and p.id = w.order_id
where p.id is null
union all
select c.merchant_id, 'figures of a channel that is none', json_build_object('figure', c.figure, 'channel', c.channel),
  c.channel, 'a channel of the merchant'
from (
  select distinct merchant_id, 'slot' as figure, channel from order_slots
  union all
  select distinct merchant_id, 'stage', channel from order_day_stages
  union all
  select distinct merchant_id, 'area', channel from order_day_areas
) as c
left join channels p on p.merchant_id = c.merchant_id and p.code = c.channel
where p.code is null
union all
select w.merchant_id, 'waiting order at a place that is none',
  json_build_object('order', w.order_id, 'location', w.location_id), w.location_id::text, 'a location of the merchant'
from waiting_order_places w
left join locations p on p.merchant_id = w.merchant_id and p.id = w.location_id
where p.id is null
union all
select b.merchant_id, 'figures of nobody', json_build_object('merchant', b.merchant_id), b.merchant_id::text, 'a merchant'
from figure_builds b
left join merchants p on p.id = b.merchant_id
where p.id is null
