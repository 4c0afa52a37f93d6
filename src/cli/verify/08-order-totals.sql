-- An order's total is its lines less discount plus shipping plus the tax that is not already inside the prices; a line
-- is its unit price times its quantity in minor units by the currency's exponent, rounded half away from zero.
with price_units as materialized (
  select key as currency, (10 ^ (4 - value::integer))::numeric as per_minor_unit
  from jsonb_each_text(current_setting('yidan.currency_exponents')::jsonb)
)
select merchant_id, 'total differs from its parts' as fault,
  json_build_object('order', id) as ids,
  total::text as found,
  (lines_total - discount_total + shipping_total + case when tax_included then 0 else tax_total end)::text as expected
from orders
where total <> lines_total - discount_total + shipping_total + case when tax_included then 0 else tax_total end
union all
select l.merchant_id, 'line total differs from unit price times quantity',
  json_build_object('order', l.order_id, 'line', l.line_number),
  l.line_total::text,
  div(2 * l.unit_price::numeric * l.quantity + p.per_minor_unit, 2 * p.per_minor_unit)::text
from order_lines l
join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id
join price_units p on p.currency = o.currency
where l.parent_line_number is null
  and l.line_total <> div(2 * l.unit_price::numeric * l.quantity + p.per_minor_unit, 2 * p.per_minor_unit)
