-- What stands in an object's row is where the last step of its history led.
with present as (
  select merchant_id, id, 'order' as object_type, version, status, stage from orders
  union all
  select merchant_id, id, 'fulfillment_order', version, status, null from fulfillment_orders
  union all
  select merchant_id, id, 'shipment', version, status, null from shipments
  union all
  select merchant_id, id, 'stock_transfer', version, status, null from stock_transfers
  union all
  select merchant_id, id, 'payment', version, status, null from payments
  union all
  select merchant_id, id, 'approval', version, status, null from approvals
), led as (
  select p.*, e.data ->> case p.object_type when 'stock_transfer' then 'statusTo' else 'to' end as went_to,
    e.data ->> 'stageTo' as stage_to
  from present p
  join events e on e.merchant_id = p.merchant_id and e.object_id = p.id and e.version = p.version
  where e.object_type = p.object_type
)
select merchant_id, 'the last step led elsewhere' as fault,
  json_build_object(object_type, id, 'version', version) as ids,
  concat_ws(', ', status, 'stage ' || stage) as found,
  concat_ws(', ', coalesce(went_to, 'nothing'), 'stage ' || stage_to) as expected
from led
where went_to is distinct from status or stage_to is distinct from stage
