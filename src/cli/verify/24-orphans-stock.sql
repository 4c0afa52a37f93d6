-- No orphans: whatever a row of the stock points to exists, in the same merchant.
with causes as (
  select merchant_id, id, kind as document_kind,
    case kind when 'receipt' then 'receive' else 'adjust' end as movement_kind
  from stock_documents
  union all
  select merchant_id, id, 'transfer', kind from stock_transfers, (values ('transfer_out'), ('transfer_in')) as k (kind)
  union all
  select merchant_id, id, 'shipment', 'ship' from shipments
  union all
  select merchant_id, id, 'fulfillment order', 'short_pick' from fulfillment_orders
)
select c.merchant_id, 'level of what is no stocked variant' as fault,
  json_build_object('item', c.item_id, 'location', c.location_id) as ids,
  coalesce(p.kind, 'no variant') as found, 'a stocked variant of the merchant' as expected
from inventory_levels c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.item_id
where p.kind is distinct from 'stocked'
union all
select c.merchant_id, 'level without its location', json_build_object('item', c.item_id, 'location', c.location_id),
  c.location_id::text, 'a location of the merchant'
from inventory_levels c
left join locations p on p.merchant_id = c.merchant_id and p.id = c.location_id
where p.id is null
union all
select c.merchant_id, 'movement without its level',
  json_build_object('item', c.item_id, 'location', c.location_id, 'movement', c.id), 'no level', 'a level of the merchant'
from stock_movements c
left join inventory_levels p
  on p.merchant_id = c.merchant_id and p.item_id = c.item_id and p.location_id = c.location_id
where p.item_id is null
union all
select c.merchant_id, 'movement without its cause', json_build_object('movement', c.id, 'cause', c.cause_id), c.kind,
  'a document, transfer, shipment or fulfillment order that causes it'
from stock_movements c
left join causes p on p.merchant_id = c.merchant_id and p.id = c.cause_id and p.movement_kind = c.kind
where p.id is null
union all
select c.merchant_id, 'stock document without its location', json_build_object('document', c.id), c.location_id::text,
  'a location of the merchant'
from stock_documents c
left join locations p on p.merchant_id = c.merchant_id and p.id = c.location_id
where p.id is null
union all
select c.merchant_id, 'stock document that moved nothing', json_build_object('document', c.id), 'no movement',
  'a movement at its location'
from stock_documents c
left join (
  select distinct merchant_id, cause_id, location_id from stock_movements where kind in ('receive', 'adjust')
) as p on p.merchant_id = c.merchant_id and p.cause_id = c.id and p.location_id = c.location_id
where p.cause_id is null
union all
select c.merchant_id, 'transfer without one of its locations', json_build_object('transfer', c.id),
  concat_ws(' to ', c.from_location_id, c.to_location_id), 'two locations of the merchant'
from stock_transfers c
left join locations f on f.merchant_id = c.merchant_id and f.id = c.from_location_id
left join locations t on t.merchant_id = c.merchant_id and t.id = c.to_location_id
where f.id is null or t.id is null
union all
select c.merchant_id, 'transfer line without its transfer',
  json_build_object('transfer', c.transfer_id, 'line', c.line_number), c.transfer_id::text, 'a transfer of the merchant'
from stock_transfer_lines c
left join stock_transfers p on p.merchant_id = c.merchant_id and p.id = c.transfer_id
where p.id is null
union all
select c.merchant_id, 'transfer line of what is no stocked variant',
  json_build_object('transfer', c.transfer_id, 'line', c.line_number), c.item_id::text,
  'a stocked variant of the merchant'
from stock_transfer_lines c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.item_id
where p.kind is distinct from 'stocked'
union all
select c.merchant_id, 'allocation without its order line',
  json_build_object('order', c.order_id, 'line', c.line_number, 'allocation', c.allocation_number), c.item_id::text,
  'an order line of this item'
from allocations c
left join order_lines p
  on p.merchant_id = c.merchant_id and p.order_id = c.order_id and p.line_number = c.line_number
  and p.variant_id = c.item_id
where p.order_id is null
union all
select c.merchant_id, 'allocation without its level',
  json_build_object('order', c.order_id, 'line', c.line_number, 'allocation', c.allocation_number),
  concat_ws(' at ', c.item_id, c.location_id), 'a level of the merchant'
from allocations c
left join inventory_levels p
  on p.merchant_id = c.merchant_id and p.item_id = c.item_id and p.location_id = c.location_id
where p.item_id is null
union all
select c.merchant_id, 'reservation without its order line',
  json_build_object('order', c.order_id, 'line', c.line_number, 'reservation', c.reservation_number), c.item_id::text,
  'an order line of this item'
from reservations c
left join order_lines p
  on p.merchant_id = c.merchant_id and p.order_id = c.order_id and p.line_number = c.line_number
  and p.variant_id = c.item_id
where p.order_id is null
union all
select c.merchant_id, 'reservation without its level',
  json_build_object('order', c.order_id, 'line', c.line_number, 'reservation', c.reservation_number),
  concat_ws(' at ', c.item_id, c.location_id), 'a level of the merchant'
from reservations c
left join inventory_levels p
  on p.merchant_id = c.merchant_id and p.item_id = c.item_id and p.location_id = c.location_id
where p.item_id is null
union all
select c.merchant_id, 'approval without its location', json_build_object('approval', c.id), c.location_id::text,
  'a location of the merchant'
from approvals c
left join locations p on p.merchant_id = c.merchant_id and p.id = c.location_id
where c.location_id is not null and p.id is null
