-- The count of orders in each stage is the number of orders there, less what the events on their way will yet change.
with counted as (
  select merchant_id, stage, sum(kept) as kept, sum(rebuilt) as rebuilt
  from (
    select merchant_id, stage, orders as kept, 0 as rebuilt from order_counts
    union all
    select merchant_id, stage, 0, count(*) from orders group by merchant_id, stage
    union all
    select e.merchant_id, moved.stage, moved.orders, 0
    from event_deliveries d
    join events e on e.merchant_id = d.merchant_id and e.object_id = d.object_id and e.version = d.version
    cross join lateral (values (e.data ->> 'stageFrom', -1), (e.data ->> 'stageTo', 1)) as moved (stage, orders)
    where d.subscriber = 'order_index' and e.object_type = 'order' and moved.stage is not null
  ) as orders
  group by merchant_id, stage
)
select merchant_id, 'count differs from the orders' as fault, json_build_object('stage', stage) as ids,
  kept::text as found, rebuilt::text as expected
from counted
where kept <> rebuilt
