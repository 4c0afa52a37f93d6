-- A fulfillment order's status fits what became of its lines: it ends when nothing is left to ship, packed when nothing
-- is left to pick and to pack, and before picking nothing has been done.
with sums as (
  select merchant_id, fulfillment_order_id,
    sum(quantity - short - cancelled - shipped) as to_ship,
    sum(quantity - picked - short - cancelled) as to_pick,
    sum(picked - packed) as to_pack,
    sum(picked + short) as begun,
    sum(shipped) as shipped
  from fulfillment_lines
  group by merchant_id, fulfillment_order_id
)
select f.merchant_id, 'status does not fit the lines' as fault,
  json_build_object('fulfillmentOrder', f.id, 'order', f.order_id) as ids,
  concat_ws(', ', f.status, s.to_pick || ' to pick', s.to_pack || ' to pack', s.to_ship || ' to ship',
    s.shipped || ' shipped') as found,
  case
    when s.merchant_id is null then 'a line at least'
    when s.to_ship = 0 and s.shipped > 0 then 'closed'
    when s.to_ship = 0 then 'cancelled'
    when s.begun = 0 then 'open, scheduled, released, on_hold or picking'
    when s.to_pick = 0 and s.to_pack = 0 then 'packed'
    else 'picking'
  end as expected
from fulfillment_orders f
left join sums s on s.merchant_id = f.merchant_id and s.fulfillment_order_id = f.id
where not case
  when s.merchant_id is null then false
  when s.to_ship = 0 and s.shipped > 0 then f.status = 'closed'
  when s.to_ship = 0 then f.status = 'cancelled'
  when s.begun = 0 then f.status in ('open', 'scheduled', 'released', 'on_hold', 'picking')
  when s.to_pick = 0 and s.to_pack = 0 then f.status = 'packed'
  else f.status = 'picking'
end
