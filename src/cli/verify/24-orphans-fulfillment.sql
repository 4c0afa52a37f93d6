-- No orphans: whatever a place's work or a shipment points to exists, in the same merchant, and is of the same order.
select c.merchant_id, 'fulfillment order without its order' as fault,
  json_build_object('fulfillmentOrder', c.id) as ids, c.order_id::text as found, 'an order of the merchant' as expected
from fulfillment_orders c
left join orders p on p.merchant_id = c.merchant_id and p.id = c.order_id
where p.id is null
union all
select c.merchant_id, 'fulfillment order without its location', json_build_object('fulfillmentOrder', c.id),
  c.location_id::text, 'a location of the merchant'
from fulfillment_orders c
left join locations p on p.merchant_id = c.merchant_id and p.id = c.location_id
where p.id is null
union all
select c.merchant_id, 'fulfillment line without its fulfillment order',
  json_build_object('order', c.order_id, 'line', c.line_number, 'allocation', c.allocation_number),
  c.fulfillment_order_id::text, 'a fulfillment order of the same order'
from fulfillment_lines c
left join fulfillment_orders p
  on p.merchant_id = c.merchant_id and p.id = c.fulfillment_order_id and p.order_id = c.order_id
where p.id is null
union all
select c.merchant_id, 'fulfillment line without its allocation',
  json_build_object('order', c.order_id, 'line', c.line_number, 'allocation', c.allocation_number),
  c.item_id::text, 'an allocation of this item at the place'
from fulfillment_lines c
join fulfillment_orders f on f.merchant_id = c.merchant_id and f.id = c.fulfillment_order_id
left join allocations p
  on p.merchant_id = c.merchant_id and p.order_id = c.order_id and p.line_number = c.line_number
  and p.allocation_number = c.allocation_number and p.item_id = c.item_id and p.location_id = f.location_id
where p.order_id is null
union all
select c.merchant_id, 'hold without its fulfillment order',
  json_build_object('fulfillmentOrder', c.fulfillment_order_id, 'hold', c.id), c.fulfillment_order_id::text,
  'a fulfillment order of the merchant'
from fulfillment_holds c
left join fulfillment_orders p on p.merchant_id = c.merchant_id and p.id = c.fulfillment_order_id
where p.id is null
union all
select c.merchant_id, 'shipment without its fulfillment order', json_build_object('shipment', c.id, 'order', c.order_id),
  c.fulfillment_order_id::text, 'a fulfillment order of the same order and place'
from shipments c
left join fulfillment_orders p
  on p.merchant_id = c.merchant_id and p.id = c.fulfillment_order_id and p.order_id = c.order_id
  and p.location_id = c.location_id
where p.id is null
union all
select c.merchant_id, 'shipment line without its shipment',
  json_build_object('shipment', c.shipment_id, 'line', c.line_number), c.shipment_id::text,
  'a shipment of the same order'
from shipment_lines c
left join shipments p on p.merchant_id = c.merchant_id and p.id = c.shipment_id and p.order_id = c.order_id
where p.id is null
union all
select c.merchant_id, 'shipment line without its fulfillment line',
  json_build_object('shipment', c.shipment_id, 'line', c.line_number, 'allocation', c.allocation_number),
  s.fulfillment_order_id::text, 'a line of the shipment''s fulfillment order'
from shipment_lines c
join shipments s on s.merchant_id = c.merchant_id and s.id = c.shipment_id
left join fulfillment_lines p
  on p.merchant_id = c.merchant_id and p.order_id = c.order_id and p.line_number = c.line_number
  and p.allocation_number = c.allocation_number and p.fulfillment_order_id = s.fulfillment_order_id
where p.order_id is null
union all
select c.merchant_id, 'shipment without lines', json_build_object('shipment', c.id), 'none', 'a line at least'
from shipments c
left join (select distinct merchant_id, shipment_id from shipment_lines) as p
  on p.merchant_id = c.merchant_id and p.shipment_id = c.id
where p.shipment_id is null
union all
select c.merchant_id, 'tracking event without its shipment',
  json_build_object('shipment', c.shipment_id, 'at', c.occurred_at, 'code', c.code), c.shipment_id::text,
  'a shipment of the merchant'
from tracking_events c
left join shipments p on p.merchant_id = c.merchant_id and p.id = c.shipment_id
where p.id is null
