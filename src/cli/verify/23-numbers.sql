-- An order number is given once in a merchant, and its series never gives it again.
with last as (
  select merchant_id, max(number) as number from orders group by merchant_id
)
select merchant_id, 'several orders have one number' as fault,
  json_build_object('number', number, 'orders', json_agg(id order by id)) as ids,
  count(*)::text as found,
  '1' as expected
from orders
group by merchant_id, number
having count(*) > 1
union all
select l.merchant_id, 'number will be given again', json_build_object('series', 'order'),
  coalesce(s.next_number::text, 'no series'), 'more than ' || l.number
from last l
left join number_series s on s.merchant_id = l.merchant_id and s.series = 'order'
where s.next_number is null or s.next_number <= l.number
