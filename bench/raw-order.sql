-- The raw limit: one call writes what Yidan writes for one accepted order of any number of lines, in one transaction:
-- person, contact, order, lines, allocations, sourcing decision, event with its deliveries, idempotency key, and the
-- stock with its condition. Runs as the tables' owner, without row-level security: the best case for the database.
create function bench_place_order(
  m uuid, order_id uuid, order_number bigint, person_id uuid, contact_id uuid, wrapped bytea, sealed_contact bytea,
  idem_key text, content bytea, answer_text text, decision jsonb, place uuid, at timestamptz, actor text, event_data jsonb, entry_id uuid, origin text,
  variant_ids uuid[], skus text[], quantities int[], amounts bigint[], taxes bigint[], lines_sum bigint, tax_sum bigint
) returns boolean language plpgsql as $$
declare
  line_count int := array_length(variant_ids, 1);
  sold int;
begin
  insert into people (merchant_id, id, key_id, wrapped_key, created_at) values (m, person_id, 1, wrapped, at);
  insert into contacts (merchant_id, id, person_id, sealed, created_at) values (m, contact_id, person_id, sealed_contact, at);
  insert into idempotency_keys (merchant_id, key, operation, request_hash, status, answer, created_at)
    values (m, idem_key, 'placeOrder', content, 201, answer_text, at);
  insert into orders (merchant_id, id, number, channel, source, external_id, content_hash, status, payment_status,
    fulfillment_status, stage, version, currency, lines_total, discount_total, shipping_total, tax_total, tax_included,
    total, cancelled_total, captured, refunded, contact_id, tier, destination_country, destination_region, payment_terms,
    placed_at, updated_at)
    values (m, order_id, order_number, 'web', 'web', 'x' || idem_key, content, 'confirmed', 'paid', 'allocated',
      'processed', 1, 'CNY', lines_sum, 0, 0, tax_sum, true, lines_sum, 0, lines_sum, 0, contact_id, 'standard', 'CN',
      '330100', 'prepaid', at, at);
  insert into order_lines (merchant_id, order_id, line_number, variant_id, sku, name, kind, quantity, unit_price,
    line_total, discount, shipping, tax, tax_rate_basis_points, cancelled, unallocated, backordered, reserved, allocated,
    picked, shipped, delivered)
    select m, bench_place_order.order_id, n, v, s, 'Item ' || s, 'stocked', q, 99000, a, 0, 0, t, 1300, 0, 0, 0, 0, q, 0, 0, 0
    from unnest(variant_ids, skus, quantities, amounts, taxes) with ordinality as l(v, s, q, a, t, n);
  insert into allocations (merchant_id, order_id, line_number, allocation_number, item_id, location_id, quantity, status)
    select m, bench_place_order.order_id, n, 1, v, place, q, 'allocated'
    from unnest(variant_ids, quantities) with ordinality as l(v, q, n);
  insert into sourcing_decisions (merchant_id, order_id, decision_number, at, decision)
    values (m, order_id, 1, at, decision);
  insert into events (merchant_id, object_id, version, object_type, type, actor, at, data, entry_id, origin)
    values (m, order_id, 1, 'order', 'order.placed', actor, at, event_data, entry_id, origin);
  insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at)
    values (m, 'fulfillment', order_id, 1, at), (m, 'prepaid_payments', order_id, 1, at), (m, 'order_index', order_id, 1, at),
      (m, 'order_figures', order_id, 1, at);
  -- The caller sorts its lines by item, so that locks are taken in one order.
  for i in 1 .. line_count loop
    update inventory_levels l set allocated = l.allocated + quantities[i]
      where l.merchant_id = m and l.item_id = variant_ids[i] and l.location_id = place
        and l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock + l.oversell_limit >= quantities[i];
    get diagnostics sold = row_count;
    if sold = 0 then raise exception 'out of stock'; end if;
  end loop;
  return true;
end $$;
