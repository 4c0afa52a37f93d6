-- owner: customers

-- The few customers whose orders wait for review, in the order of their list.
create index customers_blocked on customers (merchant_id, id) where status = 'blocked';
