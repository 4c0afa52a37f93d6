-- No order waits for goods that a place could give it: what is free has been given to those who wait. None is held for
-- goods when it lacks none.
with free as (
  select l.merchant_id, l.item_id, l.location_id,
    on_hand::bigint - allocated - reserved - unavailable - safety_stock + oversell_limit as sellable
  from inventory_levels l
  join locations p on p.merchant_id = l.merchant_id and p.id = l.location_id and p.status = 'active' and p.fulfils
  where on_hand::bigint - allocated - reserved - unavailable - safety_stock + oversell_limit > 0
), waiting as (
  select l.merchant_id, l.order_id, l.line_number, l.variant_id, l.backordered + l.unallocated as lacking
  from order_lines l
  join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id
  left join (select distinct merchant_id from event_deliveries where subscriber = 'backorders') as pending
    on pending.merchant_id = l.merchant_id
  left join (select distinct merchant_id, order_id from order_holds where kind = 'payment' and released_at is null) as paying
    on paying.merchant_id = o.merchant_id and paying.order_id = o.id
  -- While its payment is awaited, an order does not wait for goods; what has just happened is still to be handled.
  where l.kind = 'stocked' and l.backordered + l.unallocated > 0 and o.status in ('submitted', 'confirmed') and paying.order_id is null
    and pending.merchant_id is null
), given as (
  select distinct w.merchant_id, w.order_id, a.location_id
  from waiting w
  join allocations a on a.merchant_id = w.merchant_id and a.order_id = w.order_id
), missed as (
  select distinct w.merchant_id, w.order_id, w.line_number, f.location_id
  from waiting w
  join fulfillment_lines l
    on l.merchant_id = w.merchant_id and l.order_id = w.order_id and l.line_number = w.line_number and l.short > 0
  join fulfillment_orders f on f.merchant_id = l.merchant_id and f.id = l.fulfillment_order_id
)
select w.merchant_id, 'order waits though goods are free' as fault,
  json_build_object('order', w.order_id, 'line', w.line_number, 'location', f.location_id) as ids,
  w.lacking || ' lacking, ' || f.sellable || ' free' as found,
  'one of them 0' as expected
from waiting w
join free f on f.merchant_id = w.merchant_id and f.item_id = w.variant_id
left join (select distinct merchant_id, order_id from given) as split
  on split.merchant_id = w.merchant_id and split.order_id = w.order_id
left join given g
  on g.merchant_id = w.merchant_id and g.order_id = w.order_id and g.location_id = f.location_id
left join missed m
  on m.merchant_id = w.merchant_id and m.order_id = w.order_id and m.line_number = w.line_number
  and m.location_id = f.location_id
-- An order that has goods from other places may not be allowed one place more, and a place that did not find the goods is
-- not asked for them again.
where (split.order_id is null or g.order_id is not null) and m.order_id is null
union all
select h.merchant_id, 'order is held for goods that it does not lack', json_build_object('order', h.order_id, 'hold', h.id),
  h.reason, 'released'
from order_holds h
join orders o on o.merchant_id = h.merchant_id and o.id = h.order_id
left join (
  select distinct merchant_id, order_id from order_lines where kind = 'stocked' and unallocated > 0
) as short on short.merchant_id = h.merchant_id and short.order_id = h.order_id
where h.released_at is null and h.kind = 'stock' and h.reason = 'short_of_stock' and short.order_id is null
  and o.status in ('submitted', 'confirmed')
