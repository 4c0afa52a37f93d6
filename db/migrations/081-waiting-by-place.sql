-- The write-offs of a place that wait: what was counted there already and is not decided.
create index approvals_waiting_by_place on approvals (merchant_id, location_id) where status = 'requested';
