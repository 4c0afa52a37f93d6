-- Who the owners are is asked whenever somebody comes to Home: of all the staff they are few.
create index staff_owners on staff (merchant_id, id) where status = 'active' and 'owner' = any(roles);
