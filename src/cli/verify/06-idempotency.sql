-- A key has one effect and one answer: no key is kept without its answer, only answers that may be given again are
-- kept, and an order that was answered as placed exists and was placed under one key.
with placed as (
  select merchant_id, key, substring(answer from '"id"\s*:\s*"([^"]+)"') as order_id
  from idempotency_keys
  where operation in ('placeOrder', 'placeOrders') and status = 201
)
select merchant_id, 'several effects under one key' as fault, json_build_object('key', key) as ids,
  count(*)::text as found, '1' as expected
from idempotency_keys
group by merchant_id, key
having count(*) > 1
union all
select merchant_id, 'key without an answer', json_build_object('key', key, 'operation', operation),
  concat_ws(', ', 'status ' || status, 'answer ' || left(answer, 100)), 'a status and an answer'
from idempotency_keys
where status is null or answer is null
union all
select merchant_id, 'answer that may not be given again', json_build_object('key', key, 'operation', operation),
  status::text, '2xx, or a refusal of the business'
from idempotency_keys
where status not between 200 and 299 and status not in (403, 404, 409, 422)
union all
select p.merchant_id, 'answered order does not exist', json_build_object('key', p.key, 'order', p.order_id), 'none',
  'an order'
from placed p
left join orders o on o.merchant_id = p.merchant_id and o.id::text = p.order_id
where o.id is null
union all
select merchant_id, 'order was placed under several keys', json_build_object('order', order_id, 'keys', json_agg(key)),
  count(*)::text, '1'
from placed
group by merchant_id, order_id
having count(*) > 1
