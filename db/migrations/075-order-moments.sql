-- When the first goods of an order left, and when it was cancelled, while it is: what the figures of a day count, so that each opens
-- its list.
alter table orders add column shipped_at timestamptz;
alter table orders add column cancelled_at timestamptz;
update orders o set
  shipped_at = (
    select min(e.at) from events e
    where e.merchant_id = o.merchant_id and e.object_id = o.id and e.object_type = 'order'
      and e.data ->> 'stageTo' = 'shipped' and e.data ->> 'stageFrom' is distinct from 'shipped'),
  cancelled_at = case when o.stage = 'cancelled' then (
    select max(e.at) from events e
    where e.merchant_id = o.merchant_id and e.object_id = o.id and e.object_type = 'order'
      and e.data ->> 'stageTo' = 'cancelled' and e.data ->> 'stageFrom' <> 'cancelled') end
where o.stage in ('shipped', 'completed', 'cancelled');
create index orders_by_shipping on orders (merchant_id, shipped_at, id) where shipped_at is not null;
create index orders_by_cancellation on orders (merchant_id, cancelled_at, id) where cancelled_at is not null;

-- Where an order goes, as figures count it: a province of China by its code (GB/T 2260), else a country (CN: nobody knows where in it).
drop index orders_by_province;
alter table orders drop column destination_province;
alter table orders add column destination_area text collate "C" generated always as (
  case when destination_country = 'CN' and destination_region is not null
    then left(destination_region, 2) || '0000' else destination_country end) stored;
create index orders_by_area on orders (merchant_id, destination_area, stage, id);

-- Orders that lack goods which are awaited, and those of which a cancellation waits for an answer.
create index order_lines_backordered on order_lines (merchant_id, order_id) where backordered > 0;
create index order_cancellations_waiting on order_cancellations (merchant_id, order_id) where status = 'requested';

-- Views that people kept name areas as well.
update saved_views set content = jsonb_set(
    content #- '{filters,province}', '{filters,area}', content #> '{filters,province}')
where list = 'orders' and content #> '{filters,province}' is not null;
