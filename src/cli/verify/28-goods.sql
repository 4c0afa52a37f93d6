-- Picks, parcels and shipments conserve quantity: a place ships what it packed, packs what it picked, picks what it was
-- to; order lines, allocations and stock movements say the same as the places' lines and the shipments'.
with gone as (
  select l.merchant_id, l.order_id, l.line_number, l.allocation_number, s.id as shipment_id, s.location_id, s.status,
    l.quantity
  from shipment_lines l
  join shipments s on s.merchant_id = l.merchant_id and s.id = l.shipment_id
  where s.status not in ('label_created', 'voided')
), gone_of_allocations as (
  select merchant_id, order_id, line_number, allocation_number, sum(quantity) as shipped
  from gone
  group by merchant_id, order_id, line_number, allocation_number
), places as (
  select merchant_id, order_id, line_number, sum(picked) as picked, sum(shipped) as shipped, sum(delivered) as delivered
  from (
    select merchant_id, order_id, line_number, picked, shipped, 0 as delivered from fulfillment_lines
    union all
    select merchant_id, order_id, line_number, 0, 0, quantity from gone where status = 'delivered'
  ) as work
  group by merchant_id, order_id, line_number
), moved as (
  select merchant_id, shipment_id, item_id, location_id, sum(shipped) as shipped, sum(moved) as moved
  from (
    select g.merchant_id, g.shipment_id, f.item_id, g.location_id, g.quantity as shipped, 0 as moved
    from gone g
    join fulfillment_lines f
      on f.merchant_id = g.merchant_id and f.order_id = g.order_id and f.line_number = g.line_number
      and f.allocation_number = g.allocation_number
    union all
    select merchant_id, cause_id, item_id, location_id, 0, -quantity from stock_movements where kind = 'ship'
  ) as goods
  group by merchant_id, shipment_id, item_id, location_id
), pending as (
  select distinct merchant_id, object_id as order_id from event_deliveries
)
select merchant_id, 'place did more than it was to' as fault,
  json_build_object('order', order_id, 'line', line_number, 'allocation', allocation_number) as ids,
  concat_ws(', ', picked || ' picked', short || ' short', cancelled || ' cancelled', packed || ' packed',
    shipped || ' shipped') as found,
  quantity || ', and shipped <= packed <= picked' as expected
from fulfillment_lines
where picked::bigint + short + cancelled > quantity or packed > picked or shipped > packed
union all
select f.merchant_id, 'shipped differs from the shipments',
  json_build_object('order', f.order_id, 'line', f.line_number, 'allocation', f.allocation_number),
  f.shipped::text, coalesce(g.shipped, 0)::text
from fulfillment_lines f
left join gone_of_allocations g
  on g.merchant_id = f.merchant_id and g.order_id = f.order_id and g.line_number = f.line_number
  and g.allocation_number = f.allocation_number
where f.shipped <> coalesce(g.shipped, 0)
union all
select l.merchant_id, 'order line differs from what the places did',
  json_build_object('order', l.order_id, 'line', l.line_number),
  concat_ws(', ', l.picked || ' picked', l.shipped || ' shipped', l.delivered || ' delivered'),
  concat_ws(', ', coalesce(p.picked, 0) || ' picked', coalesce(p.shipped, 0) || ' shipped',
    coalesce(p.delivered, 0) || ' delivered')
from order_lines l
left join places p on p.merchant_id = l.merchant_id and p.order_id = l.order_id and p.line_number = l.line_number
left join pending on pending.merchant_id = l.merchant_id and pending.order_id = l.order_id
where l.kind = 'stocked' and pending.order_id is null
  and (l.picked <> coalesce(p.picked, 0) or l.shipped <> coalesce(p.shipped, 0)
    or l.delivered <> coalesce(p.delivered, 0))
union all
select f.merchant_id, 'left to ship differs from the open allocation',
  json_build_object('order', f.order_id, 'line', f.line_number, 'allocation', f.allocation_number),
  (f.quantity - f.short - f.cancelled - f.shipped)::text, coalesce(a.quantity, 0)::text
from fulfillment_lines f
left join allocations a
  on a.merchant_id = f.merchant_id and a.order_id = f.order_id and a.line_number = f.line_number
  and a.allocation_number = f.allocation_number and a.status = 'allocated'
left join pending on pending.merchant_id = f.merchant_id and pending.order_id = f.order_id
where pending.order_id is null and f.quantity - f.short - f.cancelled - f.shipped <> coalesce(a.quantity, 0)
union all
select merchant_id, 'shipment and stock movements differ',
  json_build_object('shipment', shipment_id, 'item', item_id, 'location', location_id),
  moved || ' left the stock', shipped || ' shipped'
from moved where moved <> shipped
