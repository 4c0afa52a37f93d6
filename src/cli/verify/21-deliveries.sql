-- Every event of before the drain began has reached each of its subscribers, or stands in the dead letters. What a
-- transaction wrote that still ran then is not looked at: its clock says nothing of when it could be seen, so that the
-- row's own transaction is compared, which counts within 32 bits.
select d.merchant_id, 'event was not handled' as fault,
  json_build_object('subscriber', d.subscriber, 'object', d.object_id, 'version', d.version) as ids,
  concat_ws(', ', d.attempts || ' attempts', 'due at ' || d.due_at, d.failure) as found,
  'handled' as expected
from event_deliveries d
left join events e on e.merchant_id = d.merchant_id and e.object_id = d.object_id and e.version = d.version
where d.dead_at is null and (e.version is null or (
  (e.xmin::text::bigint - current_setting('yidan.drain_began')::bigint + 2147483648) & 4294967295) < 2147483648)
