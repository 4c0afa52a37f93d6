-- The list of prices, narrowed to what is on sale or to what is not.
create index variants_by_status on variants (merchant_id, status, id);
