-- A variant says whether it has a list price.
select v.merchant_id, 'says wrongly whether it has a price' as fault, json_build_object('variant', v.id) as ids,
  v.is_priced::text as found, (p.variant_id is not null)::text as expected
from variants v
left join (select distinct merchant_id, variant_id from list_prices) as p on p.merchant_id = v.merchant_id and p.variant_id = v.id
where v.is_priced <> (p.variant_id is not null)
