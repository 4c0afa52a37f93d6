-- What the screens of a place look for: requests to cancel that wait, parcels by place and state, and how heavy they are.

create index order_cancellations_requested on order_cancellations (merchant_id, order_id) where status = 'requested';

alter table shipments add column weight_grams integer;
alter table shipments add constraint shipments_weight check (weight_grams > 0);
create index shipments_by_location on shipments (merchant_id, location_id, status, id);
