-- The stage stands in the indexes of what an order comes to and of its days, so that orders of each stage are counted from them alone.
drop index orders_by_total;
create index orders_by_total on orders (merchant_id, total, id) include (stage);
drop index orders_by_delivery_day;
create index orders_by_delivery_day on orders (merchant_id, requested_delivery_on, id) include (stage)
  where requested_delivery_on is not null;
drop index orders_by_shipping;
create index orders_by_shipping on orders (merchant_id, shipped_at, id) include (stage) where shipped_at is not null;
drop index orders_by_cancellation;
create index orders_by_cancellation on orders (merchant_id, cancelled_at, id) include (stage) where cancelled_at is not null;
