-- A label keeps goods for one parcel: open labels hold no more of a place's line than is left to ship, so that no unit is in
-- two parcels.
with labelled as (
  select l.merchant_id, l.order_id, l.line_number, l.allocation_number, sum(l.quantity) as quantity,
    json_agg(distinct s.id) as shipments
  from shipments s
  join shipment_lines l on l.merchant_id = s.merchant_id and l.shipment_id = s.id
  where s.status = 'label_created'
  group by l.merchant_id, l.order_id, l.line_number, l.allocation_number
)
select k.merchant_id, 'open labels hold more than is left to ship' as fault,
  json_build_object('order', k.order_id, 'line', k.line_number, 'allocation', k.allocation_number,
    'shipments', k.shipments) as ids,
  k.quantity::text as found,
  'at most ' || coalesce(f.quantity - f.short - f.cancelled - f.shipped, 0) as expected
from labelled k
left join fulfillment_lines f
  on f.merchant_id = k.merchant_id and f.order_id = k.order_id and f.line_number = k.line_number
  and f.allocation_number = k.allocation_number
where k.quantity > coalesce(f.quantity - f.short - f.cancelled - f.shipped, 0)
