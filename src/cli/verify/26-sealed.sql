-- Every entry of the audit of more than two hours ago is sealed in a block of the chain, and none is in two.
with sealed as (
  select merchant_id, unnest(entry_ids) as entry_id from audit_blocks
)
select e.merchant_id, 'entry is in no block' as fault,
  json_build_object('entry', e.entry_id, e.object_type, e.object_id, 'version', e.version) as ids,
  concat_ws(' by ', e.type, e.actor) as found, 'nothing that was not sealed' as expected
from events e
where e.entry_id < current_setting('yidan.sealed_before')::uuid
  and not exists (select from sealed s where s.merchant_id = e.merchant_id and s.entry_id = e.entry_id)
union all
select merchant_id, 'entry is in several blocks', json_build_object('entry', entry_id), count(*) || ' times', 'once'
from sealed
group by merchant_id, entry_id
having count(*) > 1
