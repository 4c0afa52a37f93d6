-- No more is captured than was authorized, where it was, and no more refunded than captured; each payment is the sum
-- of its transactions, and each order of its payments.
with transactions as (
  select merchant_id, payment_id, bool_or(kind = 'authorize') as is_authorized,
    coalesce(sum(amount) filter (where kind = 'authorize'), 0) as authorized,
    coalesce(sum(amount) filter (where kind = 'capture'), 0) as captured,
    coalesce(sum(amount) filter (where kind in ('refund', 'chargeback')), 0) as refunded
  from payment_transactions
  group by merchant_id, payment_id
), paid as (
  select merchant_id, order_id, sum(captured) as captured, sum(refunded) as refunded,
    sum(case when status = 'authorized' then amount else 0 end) as authorized
  from payments
  group by merchant_id, order_id
)
select merchant_id, 'more is captured or refunded than may be' as fault,
  json_build_object('payment', id, 'order', order_id) as ids,
  captured || ' captured, ' || refunded || ' refunded' as found,
  'at most ' || amount || ' captured, and of it refunded' as expected
from payments
where captured > amount or refunded > captured
union all
select merchant_id, 'more is refunded than captured', json_build_object('order', id), refunded::text,
  'at most ' || captured
from orders
where refunded > captured
union all
select p.merchant_id, 'more is captured than was authorized', json_build_object('payment', p.id, 'order', p.order_id),
  t.captured::text, 'at most ' || t.authorized
from payments p
join transactions t on t.merchant_id = p.merchant_id and t.payment_id = p.id
where t.is_authorized and t.captured > t.authorized
union all
select p.merchant_id, 'payment differs from its transactions', json_build_object('payment', p.id, 'order', p.order_id),
  p.captured || ' captured, ' || p.refunded || ' refunded',
  coalesce(t.captured, 0) || ' captured, ' || coalesce(t.refunded, 0) || ' refunded'
from payments p
left join transactions t on t.merchant_id = p.merchant_id and t.payment_id = p.id
where p.captured <> coalesce(t.captured, 0) or p.refunded <> coalesce(t.refunded, 0)
union all
select merchant_id, 'payment is captured in name only, or not in name',
  json_build_object('payment', id, 'order', order_id),
  status || ', ' || captured || ' captured', 'captured exactly if something is'
from payments
where (status = 'captured') <> (captured > 0)
union all
select o.merchant_id, 'order differs from its payments', json_build_object('order', o.id),
  o.authorized || ' authorized, ' || o.captured || ' captured, ' || o.refunded || ' refunded',
  coalesce(p.authorized, 0) || ' authorized, ' || coalesce(p.captured, 0) || ' captured, '
    || coalesce(p.refunded, 0) || ' refunded'
from orders o
left join paid p on p.merchant_id = o.merchant_id and p.order_id = o.id
-- What came paid gets its payment from the order's event.
left join (select distinct merchant_id, object_id from event_deliveries where subscriber = 'prepaid_payments') as pending
  on pending.merchant_id = o.merchant_id and pending.object_id = o.id
where pending.object_id is null and (o.authorized <> coalesce(p.authorized, 0) or o.captured <> coalesce(p.captured, 0)
  or o.refunded <> coalesce(p.refunded, 0))
