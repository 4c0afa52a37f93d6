-- Goods that have no list price, which are few, are found without reading those that have one: pricing says of each whether it has.
alter table variants add column is_priced boolean not null default false;
update variants v set is_priced = true
where exists (select from list_prices p where p.merchant_id = v.merchant_id and p.variant_id = v.id);
create index variants_unpriced on variants (merchant_id, status, id) where not is_priced;

-- Of each of the goods that orders wait for, the order that waits longest, and how many.
create index order_lines_awaited on order_lines (merchant_id, variant_id, order_id) include (backordered)
  where backordered > 0 and kind = 'stocked';
