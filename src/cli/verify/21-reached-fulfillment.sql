-- Every confirmed order that nothing stops has reached the places: each of its open allocations has its line there.
with stopped as (
  select merchant_id, order_id from order_holds where released_at is null
  union
  select merchant_id, order_id from order_cancellations where status = 'requested'
  union
  select merchant_id, object_id from event_deliveries
)
select a.merchant_id, 'open allocation has no fulfillment line' as fault,
  json_build_object('order', a.order_id, 'line', a.line_number, 'allocation', a.allocation_number) as ids,
  'none' as found,
  a.quantity || ' to fulfil' as expected
from allocations a
join orders o on o.merchant_id = a.merchant_id and o.id = a.order_id
left join stopped s on s.merchant_id = a.merchant_id and s.order_id = a.order_id
left join fulfillment_lines f
  on f.merchant_id = a.merchant_id and f.order_id = a.order_id and f.line_number = a.line_number
  and f.allocation_number = a.allocation_number
where a.status = 'allocated' and o.status = 'confirmed' and s.order_id is null and f.order_id is null
