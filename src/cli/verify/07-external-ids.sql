-- A channel's external id belongs to one order of the merchant.
select merchant_id, 'several orders have one external id' as fault,
  json_build_object('channel', channel, 'externalId', external_id, 'orders', json_agg(id order by id)) as ids,
  count(*)::text as found,
  '1' as expected
from orders
where external_id is not null
group by merchant_id, channel, external_id
having count(*) > 1
