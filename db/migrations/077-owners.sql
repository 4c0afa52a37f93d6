-- Who the owners are, found without reading all the staff.
create index staff_owners on staff (merchant_id, id) where status = 'active' and 'owner' = any(roles);
