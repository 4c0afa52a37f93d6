-- What is cancelled of a line is what accepted cancellations took of it: all of it once its order was cancelled whole, else
-- what they name, of a bundle's components in proportion. Of an order one cancellation at most waits for an answer; it asks
-- for no more than has not left, and for goods that a place has in hand and so can answer for.
with wanted as (
  select c.merchant_id, c.order_id, c.id, c.status, w."lineNumber" as line_number, w.quantity
  from order_cancellations c
  cross join lateral jsonb_to_recordset(c.lines) as w ("lineNumber" integer, quantity bigint)
  where c.lines is not null
), cuts as (
  select w.merchant_id, w.order_id, w.id, w.status, l.line_number,
    w.quantity * l.quantity / nullif(n.quantity, 0) as quantity
  from wanted w
  join order_lines n on n.merchant_id = w.merchant_id and n.order_id = w.order_id and n.line_number = w.line_number
  join order_lines l on l.merchant_id = w.merchant_id and l.order_id = w.order_id
    and (l.line_number = w.line_number or l.parent_line_number = w.line_number)
  union all
  select c.merchant_id, c.order_id, c.id, c.status, l.line_number,
    l.quantity - case when c.status = 'requested' then l.cancelled else 0 end
  from order_cancellations c
  join order_lines l on l.merchant_id = c.merchant_id and l.order_id = c.order_id
  where c.lines is null
), taken as (
  select merchant_id, order_id, line_number, sum(quantity) as quantity
  from cuts where status = 'accepted'
  group by merchant_id, order_id, line_number
), whole as (
  select distinct merchant_id, order_id from order_cancellations where status = 'accepted' and lines is null
)
select l.merchant_id, 'cancelled differs from the cancellations' as fault,
  json_build_object('order', l.order_id, 'line', l.line_number) as ids,
  l.cancelled::text as found,
  least(l.quantity, coalesce(t.quantity, 0))::text as expected
from order_lines l
left join taken t on t.merchant_id = l.merchant_id and t.order_id = l.order_id and t.line_number = l.line_number
where l.cancelled <> least(l.quantity, coalesce(t.quantity, 0))
union all
select o.merchant_id, 'order was cancelled in name only, or not in name', json_build_object('order', o.id), o.status,
  case when w.order_id is null then 'any but cancelled' else 'cancelled' end
from orders o
left join whole w on w.merchant_id = o.merchant_id and w.order_id = o.id
where (o.status = 'cancelled') <> (w.order_id is not null)
union all
select merchant_id, 'several cancellations wait', json_build_object('order', order_id), count(*)::text, 'one at most'
from order_cancellations where status = 'requested'
group by merchant_id, order_id having count(*) > 1
union all
select c.merchant_id, 'more is to be cancelled than has not left',
  json_build_object('order', c.order_id, 'line', c.line_number, 'cancellation', c.id), c.quantity::text,
  'at most ' || l.quantity - l.cancelled - l.shipped
from cuts c
join order_lines l on l.merchant_id = c.merchant_id and l.order_id = c.order_id and l.line_number = c.line_number
where c.status = 'requested' and c.quantity > l.quantity - l.cancelled - l.shipped
union all
select c.merchant_id, 'nobody can answer the cancellation',
  json_build_object('order', c.order_id, 'cancellation', c.id), 'none of its goods in hand', 'goods picked and not shipped'
from cuts c
join order_lines l on l.merchant_id = c.merchant_id and l.order_id = c.order_id and l.line_number = c.line_number
where c.status = 'requested'
group by c.merchant_id, c.order_id, c.id having not bool_or(l.picked > l.shipped)
