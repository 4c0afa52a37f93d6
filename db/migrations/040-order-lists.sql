-- Lists of orders by their totals and by the day on which they are wanted, each with the index that gives it.
create index orders_by_total on orders (merchant_id, total, id);
create index orders_by_delivery_day on orders (merchant_id, requested_delivery_on, id) where requested_delivery_on is not null;

-- A tracking number is looked up by itself, whoever the carrier is.
alter table shipments drop constraint shipments_tracking_unique;
alter table shipments add constraint shipments_tracking_unique unique (merchant_id, tracking_number, carrier);
