-- What a customer ordered and paid is summed from the index that leads to their orders, without a look at the orders themselves.
drop index orders_by_customer;
create index orders_by_customer on orders (merchant_id, customer_id, id)
  include (channel, stage, currency, total, cancelled_total, captured, refunded, placed_at)
  where customer_id is not null;
