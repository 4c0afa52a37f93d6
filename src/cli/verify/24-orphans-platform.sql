-- No orphans: every row is of a merchant that exists and has a key, every event (but a notice, which is all there is of
-- it) and every search token of an object, every delivery of an event.
with objects as (
  select merchant_id, id, 'order' as object_type from orders
  union all
  select merchant_id, id, 'fulfillment_order' from fulfillment_orders
  union all
  select merchant_id, id, 'shipment' from shipments
  union all
  select merchant_id, id, 'payment' from payments
  union all
  select merchant_id, id, 'product' from products
  union all
  select merchant_id, id, 'customer' from customers
  union all
  select merchant_id, id, 'location' from locations
  union all
  select merchant_id, id, 'stock_transfer' from stock_transfers
  union all
  select merchant_id, id, 'stock_document' from stock_documents
  union all
  select merchant_id, id, 'order_note' from order_notes
  union all
  select merchant_id, id, 'api_key' from api_keys
  union all
  select merchant_id, id, 'key_rotation' from key_rotations
), named as (
  select 'orders' as table_name, merchant_id from orders group by merchant_id
  union all
  select 'products', merchant_id from products group by merchant_id
  union all
  select 'people', merchant_id from people group by merchant_id
  union all
  select 'locations', merchant_id from locations group by merchant_id
  union all
  select 'channels', merchant_id from channels group by merchant_id
  union all
  select 'order_settings', merchant_id from order_settings
  union all
  select 'order_counts', merchant_id from order_counts group by merchant_id
  union all
  select 'tax_rates', merchant_id from tax_rates group by merchant_id
  union all
  select 'events', merchant_id from events group by merchant_id
  union all
  select 'idempotency_keys', merchant_id from idempotency_keys group by merchant_id
  union all
  select 'number_series', merchant_id from number_series group by merchant_id
  union all
  select 'reference_revisions', merchant_id from reference_revisions
  union all
  select 'import_runs', merchant_id from import_runs group by merchant_id
  union all
  select 'drains', merchant_id from drains group by merchant_id
  union all
  select 'merchant_keys', merchant_id from merchant_keys group by merchant_id
  union all
  select 'api_keys', merchant_id from api_keys group by merchant_id
  union all
  select 'key_rotations', merchant_id from key_rotations group by merchant_id
)
select c.merchant_id, 'rows of a merchant that does not exist' as fault, json_build_object('table', c.table_name) as ids,
  c.merchant_id::text as found, 'a merchant' as expected
from named c
left join merchants p on p.id = c.merchant_id
where p.id is null
union all
select c.id, 'merchant without a key to seal with', json_build_object('code', c.code), 'no ' || k.kind || ' key',
  'one that is not retired'
from merchants c
cross join (values ('wrapping'), ('search')) as k(kind)
left join merchant_keys p on p.merchant_id = c.id and p.kind = k.kind and p.retired_at is null
where p.merchant_id is null
union all
select c.merchant_id, 'event of no object', json_build_object(c.object_type, c.object_id, 'version', c.version), c.type,
  'an object of the merchant'
from events c
left join objects p on p.merchant_id = c.merchant_id and p.id = c.object_id and p.object_type = c.object_type
where p.id is null and c.object_type <> 'stock_notice'
union all
select c.merchant_id, 'search token of no object', json_build_object(c.object_type, c.object_id),
  encode(c.token, 'hex'), 'an object of the merchant'
from search_tokens c
left join objects p on p.merchant_id = c.merchant_id and p.id = c.object_id and p.object_type = c.object_type
where p.id is null
union all
select c.merchant_id, 'delivery of no event',
  json_build_object('subscriber', c.subscriber, 'object', c.object_id, 'version', c.version), 'no event',
  'an event of the merchant'
from event_deliveries c
left join events p on p.merchant_id = c.merchant_id and p.object_id = c.object_id and p.version = c.version
where p.object_id is null
union all
select c.merchant_id, 'person sealed under a key that does not exist', json_build_object('person', c.id),
  'key ' || c.key_id, 'a key of the merchant'
from people c
left join merchant_keys p on p.merchant_id = c.merchant_id and p.kind = 'wrapping' and p.key_id = c.key_id
  and p.wrapped_key is not null
where p.merchant_id is null
union all
select c.merchant_id, 'imported line without its run', json_build_object('document', c.document, 'line', c.line_number),
  c.run_id::text, 'a run of the merchant'
from import_lines c
left join import_runs p on p.merchant_id = c.merchant_id and p.id = c.run_id
where p.id is null
