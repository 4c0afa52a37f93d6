-- No orphans: every row is of a merchant that exists and has a key, every event (but of a deed: the event is all there
-- is of it) and every search token of an object, every delivery of an event.
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
  select merchant_id, id, 'customer_note' from customer_notes
  union all
  select merchant_id, id, 'api_key' from api_keys
  union all
  select merchant_id, id, 'staff' from staff
  union all
  select merchant_id, id, 'role' from roles
  union all
  select merchant_id, id, 'notice' from notices
  union all
  select merchant_id, id, 'session' from sessions
  union all
  select merchant_id, id, 'access_link' from access_links
  union all
  select merchant_id, id, 'security_settings' from security_settings
  union all
  select id, id, 'merchant' from merchants
  union all
  select merchant_id, id, 'import_run' from import_runs
  union all
  select merchant_id, id, 'variant' from variants
  union all
  select merchant_id, named_id(merchant_id, 'channel', code), 'channel' from channels
  union all
  select merchant_id, named_id(merchant_id, 'tax_class', tax_class), 'tax_class' from tax_rates
  union all
  select merchant_id, named_id(merchant_id, 'order_settings', ''), 'order_settings' from order_settings
  union all
  select merchant_id, named_id(merchant_id, 'barcode_settings', ''), 'barcode_settings' from barcode_settings
  union all
  select merchant_id, id, 'approval' from approvals
  union all
  select merchant_id, id, 'edit' from edits
  union all
  select merchant_id, id, 'approval_settings' from approval_settings
  union all
  select merchant_id, id, 'person' from people
  union all
  select merchant_id, id, 'consent' from consents
  union all
  select merchant_id, id, 'legal_hold' from legal_holds
  union all
  select merchant_id, named_id(merchant_id, 'privacy_settings', ''), 'privacy_settings' from privacy_settings
  union all
  select distinct merchant_id, id, 'disclosure' from disclosures where purpose <> 'export'
  union all
  select merchant_id, id, 'key_rotation' from key_rotations
  union all
  select merchant_id, id, 'bulk_job' from bulk_jobs
  union all
  select merchant_id, id, 'list_export' from exports
  union all
  select merchant_id, id, 'saved_view' from saved_views
  union all
  select merchant_id, id, 'preferences' from preferences
  union all
  select merchant_id, id, 'order_draft' from order_drafts
  union all
  select merchant_id, id, 'order_preset' from order_presets
), deeds as (
  select object_type from unnest(array['stock_notice', 'scan_receipt', 'dead_letter_retry', 'audit_export',
    'sign_in', 'disclosure_limit', 'erasure', 'export', 'sample_shop'])
    as deed(object_type)
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
  select 'order_drafts', merchant_id from order_drafts group by merchant_id
  union all
  select 'order_presets', merchant_id from order_presets group by merchant_id
  union all
  select 'approval_settings', merchant_id from approval_settings
  union all
  select 'approvals', merchant_id from approvals group by merchant_id
  union all
  select 'edits', merchant_id from edits group by merchant_id
  union all
  select 'order_counts', merchant_id from order_counts group by merchant_id
  union all
  select 'tax_rates', merchant_id from tax_rates group by merchant_id
  union all
  select 'barcode_settings', merchant_id from barcode_settings
  union all
  select 'events', merchant_id from events group by merchant_id
  union all
  select 'audit_blocks', merchant_id from audit_blocks group by merchant_id
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
  select 'staff', merchant_id from staff group by merchant_id
  union all
  select 'roles', merchant_id from roles group by merchant_id
  union all
  select 'security_settings', merchant_id from security_settings group by merchant_id
  union all
  select 'sessions', merchant_id from sessions group by merchant_id
  union all
  select 'former_emails', merchant_id from former_emails group by merchant_id
  union all
  select 'passkeys', merchant_id from passkeys group by merchant_id
  union all
  select 'recovery_codes', merchant_id from recovery_codes group by merchant_id
  union all
  select 'sign_in_challenges', merchant_id from sign_in_challenges group by merchant_id
  union all
  select 'sign_in_failures', merchant_id from sign_in_failures group by merchant_id
  union all
  select 'access_links', merchant_id from access_links group by merchant_id
  union all
  select 'privacy_settings', merchant_id from privacy_settings
  union all
  select 'disclosure_quotas', merchant_id from disclosure_quotas group by merchant_id
  union all
  select 'key_rotations', merchant_id from key_rotations group by merchant_id
  union all
  select 'bulk_jobs', merchant_id from bulk_jobs group by merchant_id
  union all
  select 'exports', merchant_id from exports group by merchant_id
  union all
  select 'saved_views', merchant_id from saved_views group by merchant_id
  union all
  select 'notices', merchant_id from notices group by merchant_id
  union all
  select 'preferences', merchant_id from preferences group by merchant_id
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
where p.id is null and c.object_type not in (select object_type from deeds)
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
union all
select c.merchant_id, 'hold of nothing', json_build_object('legalHold', c.id, c.subject_type, c.subject_id),
  c.subject_id::text, 'a customer or an order of the merchant'
from legal_holds c
left join objects p on p.merchant_id = c.merchant_id and p.id = c.subject_id and p.object_type = c.subject_type
where p.id is null
