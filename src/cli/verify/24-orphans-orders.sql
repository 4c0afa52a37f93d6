-- No orphans: whatever an order, or a record of it, points to exists, in the same merchant.
select c.merchant_id, 'order without its contact' as fault, json_build_object('order', c.id) as ids,
  c.contact_id::text as found, 'a contact of the merchant' as expected
from orders c
left join contacts p on p.merchant_id = c.merchant_id and p.id = c.contact_id
where p.id is null
union all
select c.merchant_id, 'order without its customer', json_build_object('order', c.id), c.customer_id::text,
  'a customer of the merchant'
from orders c
left join customers p on p.merchant_id = c.merchant_id and p.id = c.customer_id
where c.customer_id is not null and p.id is null
union all
select c.merchant_id, 'order without its channel', json_build_object('order', c.id), c.channel,
  'a channel of the merchant'
from orders c
left join channels p on p.merchant_id = c.merchant_id and p.code = c.channel
where p.code is null
union all
select c.merchant_id, 'order that nobody sourced', json_build_object('order', c.id), 'none', 'a sourcing decision at least'
from orders c
left join sourcing_decisions p on p.merchant_id = c.merchant_id and p.order_id = c.id
where p.order_id is null
union all
select c.merchant_id, 'order without lines', json_build_object('order', c.id), 'none', 'a line at least'
from orders c
left join (select distinct merchant_id, order_id from order_lines) as p
  on p.merchant_id = c.merchant_id and p.order_id = c.id
where p.order_id is null
union all
select c.merchant_id, 'order line without its order', json_build_object('order', c.order_id, 'line', c.line_number),
  c.order_id::text, 'an order of the merchant'
from order_lines c
left join orders p on p.merchant_id = c.merchant_id and p.id = c.order_id
where p.id is null
union all
select c.merchant_id, 'order line without its variant', json_build_object('order', c.order_id, 'line', c.line_number),
  c.variant_id::text, 'a variant of the merchant'
from order_lines c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.variant_id
where p.id is null
union all
select c.merchant_id, 'component without its bundle', json_build_object('order', c.order_id, 'line', c.line_number),
  'line ' || c.parent_line_number, 'a line of the order'
from order_lines c
left join order_lines p
  on p.merchant_id = c.merchant_id and p.order_id = c.order_id and p.line_number = c.parent_line_number
where c.parent_line_number is not null and p.order_id is null
union all
select c.merchant_id, c.kind || ' without its order', json_build_object('order', c.order_id, c.kind, c.id),
  c.order_id::text, 'an order of the merchant'
from (
  select merchant_id, order_id, id::text, 'hold' as kind from order_holds
  union all
  select merchant_id, order_id, id::text, 'note' from order_notes
  union all
  select merchant_id, order_id, id::text, 'cancellation' from order_cancellations
  union all
  select merchant_id, order_id, decision_number::text, 'sourcingDecision' from sourcing_decisions
  union all
  select merchant_id, order_id, id::text, 'payment' from payments
  union all
  select merchant_id, order_id, id::text, 'approval' from approvals where order_id is not null
) as c
left join orders p on p.merchant_id = c.merchant_id and p.id = c.order_id
where p.id is null
union all
select c.merchant_id, 'cancellation of no line of its order',
  json_build_object('order', c.order_id, 'cancellation', c.id, 'line', c.line_number), 'line ' || c.line_number,
  'a line that is no component'
from (
  select n.merchant_id, n.order_id, n.id, w."lineNumber" as line_number
  from order_cancellations n
  cross join lateral jsonb_to_recordset(n.lines) as w ("lineNumber" integer)
  where n.lines is not null
) as c
left join order_lines p on p.merchant_id = c.merchant_id and p.order_id = c.order_id
  and p.line_number = c.line_number and p.parent_line_number is null
where p.order_id is null
union all
select c.merchant_id, 'payment in another currency than its order',
  json_build_object('order', c.order_id, 'payment', c.id), c.currency, p.currency
from payments c
join orders p on p.merchant_id = c.merchant_id and p.id = c.order_id
where c.currency <> p.currency
union all
select c.merchant_id, 'transaction without its payment',
  json_build_object('payment', c.payment_id, 'transaction', c.id), c.payment_id::text, 'a payment of the merchant'
from payment_transactions c
left join payments p on p.merchant_id = c.merchant_id and p.id = c.payment_id
where p.id is null
union all
select c.merchant_id, 'noted place without its order', json_build_object('order', c.order_id, 'location', c.location_id),
  c.order_id::text, 'an order of the merchant'
from order_places c
left join orders p on p.merchant_id = c.merchant_id and p.id = c.order_id
where p.id is null
union all
select c.merchant_id, 'noted place that is none', json_build_object('order', c.order_id, 'location', c.location_id),
  c.location_id::text, 'a location of the merchant'
from order_places c
left join locations p on p.merchant_id = c.merchant_id and p.id = c.location_id
where p.id is null
