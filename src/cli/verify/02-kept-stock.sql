-- The allocated stock of a level is the sum of its open allocations, the reserved stock that of its held reservations.
with kept as (
  select merchant_id, item_id, location_id,
    sum(allocated) as allocated, sum(open_allocations) as open_allocations,
    sum(reserved) as reserved, sum(held_reservations) as held_reservations
  from (
    select merchant_id, item_id, location_id, allocated, 0 as open_allocations, reserved, 0 as held_reservations
    from inventory_levels
    union all
    select merchant_id, item_id, location_id, 0, quantity, 0, 0 from allocations where status = 'allocated'
    union all
    select merchant_id, item_id, location_id, 0, 0, 0, quantity from reservations where status = 'held'
  ) as stock
  group by merchant_id, item_id, location_id
)
select merchant_id, 'allocated differs from the open allocations' as fault,
  json_build_object('item', item_id, 'location', location_id) as ids,
  allocated::text as found, open_allocations::text as expected
from kept where allocated <> open_allocations
union all
select merchant_id, 'reserved differs from the held reservations',
  json_build_object('item', item_id, 'location', location_id), reserved::text, held_reservations::text
from kept where reserved <> held_reservations
