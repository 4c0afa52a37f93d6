-- Of each kind a merchant has one present key; one is retired only while its renewal runs, and then destroyed. What is sealed
-- or hashed names a key that is there, and is wrapped by the key it names; the events of a renewal tell of it.
with running as (
  select merchant_id, id, kind, old_key_id, new_key_id, started_at from key_rotations where completed_at is null
)
select merchant_id, 'several present keys of a kind' as fault, json_build_object('kind', kind) as ids,
  'keys ' || string_agg(key_id::text, ', ' order by key_id) as found, 'one' as expected
from merchant_keys
where retired_at is null
group by merchant_id, kind
having count(*) > 1
union all
select k.merchant_id, 'retired key that is not being renewed', json_build_object('kind', k.kind, 'key', k.key_id),
  'retired since ' || k.retired_at, 'destroyed'
from merchant_keys k
left join running r on r.merchant_id = k.merchant_id and r.kind = k.kind and r.old_key_id = k.key_id
where k.retired_at is not null and k.wrapped_key is not null and r.id is null
union all
select r.merchant_id, 'renewal that does not end', json_build_object('key_rotation', r.id, 'kind', r.kind),
  'under way since ' || r.started_at, 'ended within a week'
from running r
where r.started_at < current_setting('yidan.now')::timestamptz - interval '7 days'
union all
select r.merchant_id, 'renewal without its keys', json_build_object('key_rotation', r.id, 'kind', r.kind),
  'keys ' || r.old_key_id || ' and ' || r.new_key_id, 'one that is retired and one that is present'
from running r
left join merchant_keys o on o.merchant_id = r.merchant_id and o.kind = r.kind and o.key_id = r.old_key_id
  and o.retired_at is not null and o.wrapped_key is not null
left join merchant_keys n on n.merchant_id = r.merchant_id and n.kind = r.kind and n.key_id = r.new_key_id
  and n.retired_at is null
where o.key_id is null or n.key_id is null
union all
select merchant_id, 'person wrapped by another key than is named', json_build_object('person', id),
  'key ' || (get_byte(wrapped_key, 1) * 256 + get_byte(wrapped_key, 2)), 'key ' || key_id
from people
where length(wrapped_key) >= 3 and get_byte(wrapped_key, 1) * 256 + get_byte(wrapped_key, 2) <> key_id
union all
select t.merchant_id, 'search tokens of a key that is gone', json_build_object('key', t.key_id), t.tokens || ' tokens',
  'none, or a key of the merchant'
from (select merchant_id, key_id, count(*) as tokens from search_tokens group by merchant_id, key_id) t
left join merchant_keys k on k.merchant_id = t.merchant_id and k.kind = 'search' and k.key_id = t.key_id
  and k.wrapped_key is not null
where k.key_id is null
union all
select r.merchant_id, 'events differ from the version', json_build_object('key_rotation', r.id),
  count(e.object_id) || ' events', r.version::text
from key_rotations r
left join events e on e.merchant_id = r.merchant_id and e.object_id = r.id and e.object_type = 'key_rotation'
group by r.merchant_id, r.id, r.version
having count(e.object_id) <> r.version
