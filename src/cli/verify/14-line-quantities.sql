-- What was ordered of a stocked line is cancelled, unallocated, backordered, reserved, allocated or shipped, each as
-- its records say; a bundle stands as its component lines, whose shares of each amount add up to the bundle's, and of
-- which as large a part is cancelled.
with records as (
  select merchant_id, order_id, line_number, sum(allocated) as allocated, sum(shipped) as shipped,
    sum(reserved) as reserved
  from (
    select merchant_id, order_id, line_number, case when status = 'allocated' then quantity else 0 end as allocated,
      case when status = 'shipped' then quantity else 0 end as shipped, 0 as reserved
    from allocations where status in ('allocated', 'shipped')
    union all
    select merchant_id, order_id, line_number, 0, 0, quantity from reservations where status = 'held'
  ) as goods
  group by merchant_id, order_id, line_number
), components as (
  select merchant_id, order_id, parent_line_number, sum(line_total) as line_total, sum(discount) as discount,
    sum(shipping) as shipping, sum(tax) as tax
  from order_lines
  where parent_line_number is not null
  group by merchant_id, order_id, parent_line_number
)
select merchant_id, 'quantities do not add up to what was ordered' as fault,
  json_build_object('order', order_id, 'line', line_number) as ids,
  concat_ws(' + ', cancelled || ' cancelled', unallocated || ' unallocated', backordered || ' backordered',
    reserved || ' reserved', allocated || ' allocated', shipped || ' shipped') as found,
  quantity::text as expected
from order_lines
where kind = 'stocked'
  and quantity <> cancelled::bigint + unallocated + backordered + reserved + allocated + shipped
union all
select merchant_id, 'more was picked or delivered than can be',
  json_build_object('order', order_id, 'line', line_number),
  picked || ' picked, ' || delivered || ' delivered',
  'at most ' || allocated::bigint + shipped || ' picked, ' || shipped || ' delivered'
from order_lines
where picked > allocated::bigint + shipped or delivered > shipped
union all
select l.merchant_id, 'allocated, shipped or reserved is not what the records say',
  json_build_object('order', l.order_id, 'line', l.line_number),
  concat_ws(', ', l.allocated || ' allocated', l.shipped || ' shipped', l.reserved || ' reserved'),
  concat_ws(', ', coalesce(r.allocated, 0) || ' allocated', coalesce(r.shipped, 0) || ' shipped',
    coalesce(r.reserved, 0) || ' reserved')
from order_lines l
left join records r
  on r.merchant_id = l.merchant_id and r.order_id = l.order_id and r.line_number = l.line_number
where l.kind = 'stocked' and (l.allocated <> coalesce(r.allocated, 0) or l.shipped <> coalesce(r.shipped, 0)
  or l.reserved <> coalesce(r.reserved, 0))
union all
select b.merchant_id, 'components do not share the amounts of their bundle',
  json_build_object('order', b.order_id, 'line', b.line_number),
  case
    when c.order_id is null then 'no components'
    else concat_ws(', ', 'lines ' || c.line_total, 'discount ' || c.discount, 'shipping ' || c.shipping,
      'tax ' || c.tax)
  end,
  concat_ws(', ', 'lines ' || b.line_total, 'discount ' || b.discount, 'shipping ' || b.shipping, 'tax ' || b.tax)
from order_lines b
left join components c
  on c.merchant_id = b.merchant_id and c.order_id = b.order_id and c.parent_line_number = b.line_number
where b.kind = 'bundle' and (c.order_id is null or b.line_total <> c.line_total or b.discount <> c.discount
  or b.shipping <> c.shipping or b.tax <> c.tax)
union all
select l.merchant_id, 'component is not a whole number for each bundle',
  json_build_object('order', l.order_id, 'line', l.line_number), l.quantity::text,
  'a multiple of the ' || b.quantity || ' of line ' || b.line_number
from order_lines l
join order_lines b
  on b.merchant_id = l.merchant_id and b.order_id = l.order_id and b.line_number = l.parent_line_number
where b.kind <> 'bundle' or l.quantity % nullif(b.quantity, 0) <> 0
union all
select l.merchant_id, 'component is not cancelled as its bundle is',
  json_build_object('order', l.order_id, 'line', l.line_number), l.cancelled || ' of ' || l.quantity,
  b.cancelled || ' of ' || b.quantity || ', as line ' || b.line_number
from order_lines l
join order_lines b
  on b.merchant_id = l.merchant_id and b.order_id = l.order_id and b.line_number = l.parent_line_number
where l.cancelled::bigint * b.quantity <> b.cancelled::bigint * l.quantity
