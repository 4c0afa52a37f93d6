-- Every job ended, or has a next run ahead; none runs past its lease of five minutes, and the half minute until it is
-- freed.
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
