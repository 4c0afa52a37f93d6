-- Every amount is a whole number of a currency that exists, and one that JavaScript holds exactly (up to 2^53 - 1).
with currencies as materialized (
  select jsonb_object_keys(current_setting('yidan.currency_exponents')::jsonb) as currency
), amounts as (
  select merchant_id, 'order' as kind, id, currency,
    greatest(abs(lines_total), abs(discount_total), abs(shipping_total), abs(tax_total), abs(total),
      abs(cancelled_total), abs(authorized), abs(captured), abs(refunded), abs(number)) as largest
  from orders
  union all
  select merchant_id, 'orderOfLine', order_id, null,
    greatest(abs(unit_price), abs(line_total), abs(discount), abs(shipping), abs(tax))
  from order_lines
  union all
  select merchant_id, 'payment', id, currency, greatest(abs(amount), abs(captured), abs(refunded)) from payments
  union all
  select merchant_id, 'paymentOfTransaction', payment_id, null, abs(amount) from payment_transactions
  union all
  select merchant_id, 'variantOfPrice', variant_id, currency, abs(price) from list_prices
  union all
  select merchant_id, 'numberSeries', null, null, abs(next_number) from number_series
  union all
  select merchant_id, 'orderCount', null, null, abs(orders) from order_counts
  union all
  select id, 'merchant', id, currency, 0 from merchants
)
select a.merchant_id,
  case when a.largest > 9007199254740991 then 'number is too large to be held exactly' else 'currency does not exist' end
    as fault,
  json_build_object(a.kind, a.id) as ids,
  case when a.largest > 9007199254740991 then a.largest::text else a.currency end as found,
  case when a.largest > 9007199254740991 then 'at most 9007199254740991' else 'a currency of ISO 4217' end as expected
from amounts a
left join currencies c on c.currency = a.currency
where a.largest > 9007199254740991 or a.currency is not null and c.currency is null
