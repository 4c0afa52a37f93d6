-- What happened with a customer, whatever it happened to: each entry of the audit that concerns one customer names them, so that
-- one index leads through all of them by time. It follows from the entry, and is no part of what its block seals.
alter table events add column subject_id uuid;

update events e set subject_id = o.customer_id
from orders o
where o.merchant_id = e.merchant_id and o.id = e.object_id and o.customer_id is not null and e.object_type = 'order'
  and e.type not in ('order.confirmed', 'order.allocated', 'order.picked', 'order.short_picked');
update events e set subject_id = o.customer_id
from orders o
where o.merchant_id = e.merchant_id and e.object_type = 'order_note' and o.id = (e.data ->> 'orderId')::uuid
  and o.customer_id is not null;
update events set subject_id = object_id where object_type = 'customer';
update events set subject_id = (data ->> 'customerId')::uuid where object_type in ('consent', 'customer_note');
update events set subject_id = (data ->> 'subjectId')::uuid
where object_type in ('legal_hold', 'export', 'erasure') and data ->> 'subjectType' = 'customer';
update events set subject_id = (data -> 'subjects' ->> 0)::uuid
where object_type = 'disclosure' and data ->> 'subjectType' = 'customer' and jsonb_array_length(data -> 'subjects') = 1;
update events e set subject_id = o.customer_id
from orders o
where o.merchant_id = e.merchant_id and o.customer_id is not null and e.object_type = 'disclosure'
  and e.data ->> 'subjectType' = 'order' and jsonb_array_length(e.data -> 'subjects') = 1
  and o.id = (e.data -> 'subjects' ->> 0)::uuid;

create index events_by_subject on events (merchant_id, subject_id, at, entry_id) where subject_id is not null;
