-- What lists of orders are narrowed by, each with the index that gives its orders by their age, of each stage for itself. A province
-- is a column, since under row-level security no index on a function such as `left` is used.
alter table orders add column destination_province text collate "C"
  generated always as (left(destination_region, 2)) stored;
create index orders_by_province on orders (merchant_id, destination_province, stage, id)
  where destination_province is not null;
create index orders_by_progress on orders (merchant_id, stage, payment_status, fulfillment_status, id);
create index orders_by_origin on orders (merchant_id, channel, source, stage, id);
drop index orders_by_channel;
create index orders_by_tier on orders (merchant_id, tier, stage, id);
create index order_holds_active on order_holds (merchant_id, kind, order_id) where released_at is null;
create index shipments_by_carrier on shipments (merchant_id, carrier, order_id);
