-- The lines' shares of the goods, of the discount, of shipping and of tax add up exactly to the order's.
with shares as (
  select merchant_id, order_id, sum(line_total) as line_total, sum(discount) as discount, sum(shipping) as shipping,
    sum(tax) as tax
  from order_lines
  where parent_line_number is null
  group by merchant_id, order_id
)
select o.merchant_id, 'shares do not add up to the whole' as fault,
  json_build_object('order', o.id) as ids,
  concat_ws(', ', 'lines ' || s.line_total, 'discount ' || s.discount, 'shipping ' || s.shipping, 'tax ' || s.tax)
    as found,
  concat_ws(', ', 'lines ' || o.lines_total, 'discount ' || o.discount_total, 'shipping ' || o.shipping_total,
    'tax ' || o.tax_total) as expected
from orders o
join shares s on s.merchant_id = o.merchant_id and s.order_id = o.id
where s.line_total <> o.lines_total or s.discount <> o.discount_total or s.shipping <> o.shipping_total
  or s.tax <> o.tax_total
