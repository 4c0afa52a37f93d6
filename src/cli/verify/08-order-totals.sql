-- An order's total is its lines less discount plus shipping plus the tax that is not already inside the prices. A line
-- is its unit price times its quantity in minor units by the currency's exponent, its tax is its rate of the line with
-- its shares of discount and shipping; each is rounded once, half up.
with price_units as materialized (
  select key as currency, (10 ^ (4 - value::integer))::numeric as per_minor_unit
  from jsonb_each_text(current_setting('yidan.currency_exponents')::jsonb)
), priced as (
  select l.merchant_id, l.order_id, l.line_number, l.line_total, l.tax,
    div(2 * l.unit_price::numeric * l.quantity + p.per_minor_unit, 2 * p.per_minor_unit) as expected_line_total,
    (l.line_total - l.discount + l.shipping)::numeric * l.tax_rate_basis_points as taxed,
    10000 + case when o.tax_included then l.tax_rate_basis_points else 0 end as tax_divisor
  from order_lines l
  join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id
  join price_units p on p.currency = o.currency
  where l.parent_line_number is null
)
select merchant_id, 'total differs from its parts' as fault,
  json_build_object('order', id) as ids,
  total::text as found,
  (lines_total - discount_total + shipping_total + case when tax_included then 0 else tax_total end)::text as expected
from orders
where total <> lines_total - discount_total + shipping_total + case when tax_included then 0 else tax_total end
union all
select merchant_id, 'line total or tax is wrong', json_build_object('order', order_id, 'line', line_number),
  line_total || ', tax ' || tax,
  expected_line_total || ', tax ' || div(2 * taxed + tax_divisor, 2 * tax_divisor)
from priced
where line_total <> expected_line_total or tax <> div(2 * taxed + tax_divisor, 2 * tax_divisor)
