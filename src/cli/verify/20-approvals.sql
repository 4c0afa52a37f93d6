-- No request for a second person waits for more than a day past its time: the sweep comes each hour.
select merchant_id, 'request outlives its time' as fault, json_build_object('approval', id) as ids,
  'expires at ' || expires_at as found, 'ended' as expected
from approvals
where status = 'requested' and expires_at < current_setting('yidan.now')::timestamptz - interval '1 day'
