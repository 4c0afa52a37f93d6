-- Every job ended, or has a next run ahead; none runs past its lease of five minutes, and the half minute until it is
-- freed. A job of mail carries ids only: no address, no secret.
select null::uuid as merchant_id, 'job was given up' as fault,
  json_build_object('job', id, 'task', task_identifier) as ids,
  concat_ws(', ', attempts || ' attempts', left(last_error, 500)) as found,
  'done, or a next run ahead' as expected
from graphile_worker.jobs
where attempts >= max_attempts and locked_at is null
union all
select null, 'job runs past its lease', json_build_object('job', id, 'task', task_identifier),
  'locked since ' || locked_at, 'done, or freed by now'
from graphile_worker.jobs
where locked_at < current_setting('yidan.now')::timestamptz - interval '6 minutes'
union all
select null, 'mail job carries more than ids', json_build_object('job', j.id, 'task', t.identifier),
  'fields: ' || (select string_agg(key, ', ' order by key) from json_object_keys(j.payload) key), 'ids by their names'
from graphile_worker._private_jobs j
join graphile_worker._private_tasks t on t.id = j.task_id
where t.identifier = 'send_mail' and (
  exists (select 1 from json_object_keys(j.payload) key where key not in ('id', 'merchantId', 'kind', 'ids'))
  or exists (
    select 1 from json_each_text(j.payload -> 'ids')
    where value !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'))
