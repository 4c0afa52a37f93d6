-- The holds that hold now, newest first, without those that were released.
create index legal_holds_list on legal_holds (merchant_id, id) where released_at is null;
