-- What a place awaits is what the transfers to it have sent and it has not received; what went and came moved stock.
with transfer_lines as (
  select t.merchant_id, t.id as transfer_id, t.status, t.from_location_id, t.to_location_id,
    l.item_id, l.sent, l.received, l.line_number
  from stock_transfers t
  join stock_transfer_lines l on l.merchant_id = t.merchant_id and l.transfer_id = t.id
), awaited as (
  select merchant_id, item_id, location_id, sum(incoming) as incoming, sum(in_transit) as in_transit
  from (
    select merchant_id, item_id, location_id, incoming, 0 as in_transit from inventory_levels
    union all
    select merchant_id, item_id, to_location_id, 0, sent - received from transfer_lines
    where status in ('in_transit', 'partially_received')
  ) as stock
  group by merchant_id, item_id, location_id
), moved as (
  select merchant_id, transfer_id, location_id, item_id, sum(told) as told, sum(moved) as moved
  from (
    select merchant_id, transfer_id, from_location_id as location_id, item_id, -sent as told, 0 as moved
    from transfer_lines where sent <> 0
    union all
    select merchant_id, transfer_id, to_location_id, item_id, received, 0 from transfer_lines where received <> 0
    union all
    select merchant_id, cause_id, location_id, item_id, 0, quantity from stock_movements
    where kind in ('transfer_out', 'transfer_in')
  ) as goods
  group by merchant_id, transfer_id, location_id, item_id
)
select merchant_id, 'incoming differs from what is in transit' as fault,
  json_build_object('item', item_id, 'location', location_id) as ids,
  incoming::text as found,
  in_transit::text as expected
from awaited where incoming <> in_transit
union all
select merchant_id, 'movements differ from what the transfer sent and received',
  json_build_object('transfer', transfer_id, 'location', location_id, 'item', item_id), moved::text, told::text
from moved where moved <> told
union all
select merchant_id, 'more was received than sent', json_build_object('transfer', transfer_id, 'line', line_number),
  received::text, 'at most ' || sent
from transfer_lines where received > sent
union all
select merchant_id, 'transfer status does not fit what was sent and received',
  json_build_object('transfer', transfer_id), status || ', sent ' || sum(sent) || ', received ' || sum(received),
  case
    when status in ('draft', 'ready', 'cancelled') then 'nothing sent'
    when status = 'in_transit' then 'something sent, nothing received'
    when status = 'partially_received' then 'something received, not all'
    else 'all received'
  end
from transfer_lines
group by merchant_id, transfer_id, status
having not case
  when status in ('draft', 'ready', 'cancelled') then sum(sent) = 0
  when status = 'in_transit' then sum(sent) > 0 and sum(received) = 0
  when status = 'partially_received' then sum(received) > 0 and sum(received) < sum(sent)
  else sum(sent) > 0 and sum(received) = sum(sent)
end
