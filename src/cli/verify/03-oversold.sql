-- No level has promised or blocked more than is on hand and its oversell limit allows, and that limit is its item's.
select merchant_id,
  'more is allocated, reserved and unavailable than may be' as fault,
  json_build_object('item', item_id, 'location', location_id) as ids,
  (allocated::bigint + reserved + unavailable)::text as found,
  'at most ' || (on_hand::bigint + oversell_limit) as expected
from inventory_levels
where allocated::bigint + reserved + unavailable > on_hand::bigint + oversell_limit
union all
select l.merchant_id, 'oversell limit differs from the item''s',
  json_build_object('item', l.item_id, 'location', l.location_id), l.oversell_limit::text,
  coalesce(i.oversell_limit, 0)::text
from inventory_levels l
left join inventory_items i on i.merchant_id = l.merchant_id and i.id = l.item_id
where l.oversell_limit <> coalesce(i.oversell_limit, 0)
