-- Every change of state has its event: an object has as many events as its version says.
with kept as (
  select merchant_id, id, 'order' as object_type, version from orders
  union all
  select merchant_id, id, 'fulfillment_order', version from fulfillment_orders
  union all
  select merchant_id, id, 'shipment', version from shipments
  union all
  select merchant_id, id, 'payment', version from payments
  union all
  select merchant_id, id, 'stock_transfer', version from stock_transfers
  union all
  select merchant_id, id, 'approval', version from approvals
  union all
  select merchant_id, id, 'edit', version from edits
  union all
  select merchant_id, id, 'legal_hold', version from legal_holds
  union all
  select merchant_id, id, 'order_draft', version from order_drafts
  union all
  select merchant_id, id, 'notice', version from notices
  union all
  select merchant_id, id, 'order_preset', version from order_presets
  union all
  select merchant_id, id, 'consent', 1 from consents
  union all
  select merchant_id, id, 'customer_note', 1 from customer_notes
  union all
  select merchant_id, id, 'person', 1 from people where erased_at is not null
), told as (
  select merchant_id, object_id, object_type, count(*) as events, max(version) as last_version
  from events
  where object_type in ('order', 'fulfillment_order', 'shipment', 'payment', 'stock_transfer', 'approval', 'edit', 'legal_hold',
    'order_draft', 'order_preset', 'notice', 'consent', 'customer_note', 'person')
  group by merchant_id, object_id, object_type
)
select k.merchant_id, 'events differ from the version' as fault,
  json_build_object(k.object_type, k.id) as ids,
  coalesce(t.events, 0) || ' events, the last of version ' || coalesce(t.last_version, 0) as found,
  k.version::text as expected
from kept k
left join told t on t.merchant_id = k.merchant_id and t.object_id = k.id and t.object_type = k.object_type
where t.events is distinct from k.version or t.last_version is distinct from k.version
