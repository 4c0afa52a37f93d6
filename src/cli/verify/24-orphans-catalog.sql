-- No orphans: whatever a row of the catalog, of the customers or of the prices points to exists, in the same merchant.
select c.merchant_id, 'variant without its product' as fault, json_build_object('variant', c.id) as ids,
  c.product_id::text as found, 'a product of the merchant' as expected
from variants c
left join products p on p.merchant_id = c.merchant_id and p.id = c.product_id
where p.id is null
union all
select c.merchant_id, 'bundle that is no bundle', json_build_object('bundle', c.bundle_id, 'component', c.component_id),
  coalesce(p.kind, 'no variant'), 'a bundle of the merchant'
from bundle_components c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.bundle_id
where p.kind is distinct from 'bundle'
union all
select c.merchant_id, 'component that is no variant or a bundle',
  json_build_object('bundle', c.bundle_id, 'component', c.component_id),
  coalesce(p.kind, 'no variant'), 'a stocked variant or a service of the merchant'
from bundle_components c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.component_id
where p.id is null or p.kind = 'bundle'
union all
select c.merchant_id, 'price without its variant', json_build_object('variant', c.variant_id, 'currency', c.currency),
  c.variant_id::text, 'a variant of the merchant'
from list_prices c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.variant_id
where p.id is null
union all
select c.merchant_id, 'item that is no stocked variant', json_build_object('item', c.id),
  coalesce(p.kind, 'no variant'), 'a stocked variant of the merchant'
from inventory_items c
left join variants p on p.merchant_id = c.merchant_id and p.id = c.id
where p.kind is distinct from 'stocked'
union all
select c.merchant_id, 'contact without its person', json_build_object('contact', c.id), c.person_id::text,
  'a person of the merchant'
from contacts c
left join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
where p.id is null
union all
select c.merchant_id, 'customer without their person', json_build_object('customer', c.id), c.person_id::text,
  'a person of the merchant'
from customers c
left join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
where p.id is null
union all
select c.merchant_id, 'customer without a contact of theirs', json_build_object('customer', c.id), c.contact_id::text,
  'a contact of the customer''s person'
from customers c
left join contacts p on p.merchant_id = c.merchant_id and p.id = c.contact_id and p.person_id = c.person_id
where p.id is null
union all
select c.merchant_id, 'note without its customer', json_build_object('note', c.id), c.customer_id::text,
  'a customer of the merchant'
from customer_notes c
left join customers p on p.merchant_id = c.merchant_id and p.id = c.customer_id
where p.id is null
union all
select c.merchant_id, 'picture without its product', json_build_object('picture', c.id), c.product_id::text,
  'a product of the merchant'
from product_pictures c
left join products p on p.merchant_id = c.merchant_id and p.id = c.product_id
where p.id is null
