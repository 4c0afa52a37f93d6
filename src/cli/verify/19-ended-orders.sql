-- An order that ended holds no stock and waits for none, and leaves no place anything to do or to answer.
with ended as (
  select merchant_id, id, status from orders where status in ('completed', 'cancelled', 'expired')
)
select a.merchant_id, 'ended order has an open allocation' as fault,
  json_build_object('order', a.order_id, 'line', a.line_number, 'allocation', a.allocation_number) as ids,
  a.quantity || ' allocated, order ' || e.status as found,
  'none' as expected
from allocations a
join ended e on e.merchant_id = a.merchant_id and e.id = a.order_id
where a.status = 'allocated'
union all
select r.merchant_id, 'ended order has a held reservation',
  json_build_object('order', r.order_id, 'line', r.line_number, 'reservation', r.reservation_number),
  r.quantity || ' held, order ' || e.status, 'none'
from reservations r
join ended e on e.merchant_id = r.merchant_id and e.id = r.order_id
where r.status = 'held'
union all
select l.merchant_id, 'line of an ended order holds or awaits stock',
  json_build_object('order', l.order_id, 'line', l.line_number),
  concat_ws(', ', 'order ' || e.status, l.allocated || ' allocated', l.reserved || ' reserved',
    l.unallocated || ' unallocated', l.backordered || ' backordered'),
  'none'
from order_lines l
join ended e on e.merchant_id = l.merchant_id and e.id = l.order_id
where l.allocated > 0 or l.reserved > 0 or l.unallocated > 0 or l.backordered > 0
union all
select f.merchant_id, 'ended order is still worked on',
  json_build_object('order', f.order_id, 'fulfillmentOrder', f.id),
  f.status || ', order ' || e.status, 'closed or cancelled'
from fulfillment_orders f
join ended e on e.merchant_id = f.merchant_id and e.id = f.order_id
left join (select distinct merchant_id, object_id from event_deliveries) as pending
  on pending.merchant_id = f.merchant_id and pending.object_id = f.order_id
where f.status not in ('closed', 'cancelled') and pending.object_id is null
union all
select c.merchant_id, 'ended order waits for the answer to a cancellation',
  json_build_object('order', c.order_id, 'cancellation', c.id), 'requested, order ' || e.status, 'answered or replaced'
from order_cancellations c
join ended e on e.merchant_id = c.merchant_id and e.id = c.order_id
where c.status = 'requested'
union all
select h.merchant_id, 'cancelled order is still held', json_build_object('order', h.order_id, 'hold', h.id), h.kind, 'released'
from order_holds h
join ended e on e.merchant_id = h.merchant_id and e.id = h.order_id
where h.released_at is null and e.status <> 'completed'
