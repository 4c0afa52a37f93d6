-- Isolation: the application's role sees and writes rows of the merchant it has set, and of no other; with none set, none.

create function isolate(table_name regclass, writable boolean) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format(
    'create policy merchant_isolation on %s for all to yidan_app
       using (merchant_id = nullif(current_setting(''yidan.merchant_id'', true), '''')::uuid)
       with check (merchant_id = nullif(current_setting(''yidan.merchant_id'', true), '''')::uuid)', table_name);
  execute format('create policy verify_reads on %s for select to yidan_verify using (true)', table_name);
  execute format('grant select, insert on %s to yidan_app', table_name);
  execute format('grant select on %s to yidan_verify', table_name);
  if writable then
    execute format('grant update, delete on %s to yidan_app', table_name);
  end if;
end $$;

-- Append-only: what happened is not rewritten. Notes and scans are not either, but what people wrote into them is emptied
-- when the person whom they may name is erased.
select isolate(t, false) from unnest(array[
  'events', 'contacts', 'stock_documents', 'stock_movements', 'sourcing_decisions', 'payment_transactions',
  'shipment_lines', 'order_places', 'audit_blocks'
]::regclass[]) t;

select isolate(t, true) from unnest(array[
  'merchant_keys', 'api_keys', 'reference_revisions', 'number_series', 'idempotency_keys', 'event_deliveries', 'drains',
  'search_tokens', 'key_rotations',
  'products', 'variants', 'bundle_components', 'people', 'customers', 'locations',
  'inventory_items', 'inventory_levels', 'allocations', 'reservations', 'stock_transfers', 'stock_transfer_lines',
  'list_prices', 'tax_rates',
  'channels', 'order_settings', 'orders', 'order_lines', 'order_holds', 'order_notes', 'order_cancellations',
  'order_counts',
  'fulfillment_orders', 'fulfillment_lines', 'fulfillment_holds', 'shipments', 'tracking_events',
  'payments'
]::regclass[]) t;

grant select on merchants, instance_keys to yidan_app, yidan_verify;
grant insert, update on merchants, instance_keys to yidan_app;
