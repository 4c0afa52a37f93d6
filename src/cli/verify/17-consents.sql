-- The records of a customer's consent to a purpose follow one another from 1 without a gap, none decided after it was recorded.
select merchant_id, 'a record of consent is missing' as fault,
  json_build_object('customer', customer_id, 'purpose', purpose, 'number', number) as ids,
  'after ' || number_before as found, (number_before + 1)::text as expected
from (
  select merchant_id, customer_id, purpose, number,
    lag(number, 1, 0) over (partition by merchant_id, customer_id, purpose order by number) as number_before
  from consents
) as c
where number <> number_before + 1
union all
select merchant_id, 'consent from the future', json_build_object('customer', customer_id, 'consent', id),
  decided_at::text, 'not after ' || recorded_at
from consents
where decided_at > recorded_at
