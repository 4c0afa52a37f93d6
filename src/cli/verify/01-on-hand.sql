-- The stock on hand of a level is the sum of its movements.
select merchant_id,
  'on hand differs from the movements' as fault,
  json_build_object('item', item_id, 'location', location_id) as ids,
  sum(on_hand)::text as found,
  sum(moved)::text as expected
from (
  select merchant_id, item_id, location_id, on_hand, 0 as moved from inventory_levels
  union all
  select merchant_id, item_id, location_id, 0, quantity from stock_movements
) as stock
group by merchant_id, item_id, location_id
having sum(on_hand) <> sum(moved)
