-- The stage stands in the indexes of what an order comes to and of its days, so that orders of each stage are counted from them alone.
-- The old ones go when the new ones are there: lists are read meanwhile.
create index orders_by_total_new on orders (merchant_id, total, id) include (stage);
create index orders_by_delivery_day_new on orders (merchant_id, requested_delivery_on, id) include (stage)
  where requested_delivery_on is not null;
create index orders_by_shipping_new on orders (merchant_id, shipped_at, id) include (stage) where shipped_at is not null;
create index orders_by_cancellation_new on orders (merchant_id, cancelled_at, id) include (stage) where cancelled_at is not null;
drop index orders_by_total;
drop index orders_by_delivery_day;
drop index orders_by_shipping;
drop index orders_by_cancellation;
alter index orders_by_total_new rename to orders_by_total;
alter index orders_by_delivery_day_new rename to orders_by_delivery_day;
alter index orders_by_shipping_new rename to orders_by_shipping;
alter index orders_by_cancellation_new rename to orders_by_cancellation;
