-- An order number is given once in a merchant, and its series never gives it again.
select merchant_id, 'several orders have one number' as fault,
  json_build_object('number', number, 'orders', json_agg(id order by id)) as ids,
  count(*)::text as found,
  '1' as expected
from orders
group by merchant_id, number
having count(*) > 1
