-- Nothing stands in the dead letters: every event was handled by each of its subscribers, but what somebody set aside.
select merchant_id, 'event was given up' as fault,
  json_build_object('subscriber', subscriber, 'object', object_id, 'version', version) as ids,
  concat_ws(', ', attempts || ' attempts', 'given up at ' || dead_at, failure) as found,
  'handled' as expected
from event_deliveries
where dead_at is not null and set_aside_at is null
