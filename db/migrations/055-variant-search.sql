-- Goods are found by parts of their names, their pinyin and their codes: tokens that the product index keeps.

-- What a variant is found by changes with its product, and the tokens that are no longer right are found by the variant.
create index search_tokens_of_variants on search_tokens (merchant_id, object_id) where object_type = 'variant';

-- Products of before are handed to the index as if they had just been told of.
insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at)
  select p.merchant_id, 'product_index', p.id, e.version, e.at
  from products p
  join events e on e.merchant_id = p.merchant_id and e.object_id = p.id and e.version = p.version;
