-- Each look at full personal data has its event, by the same hand and for the same purpose, and each event its rows.
with seen as (
  select merchant_id, id, min(disclosed_by) as actor, count(distinct disclosed_by) as actors, min(purpose) as purpose,
    bool_and(purpose = 'export') as is_export
  from disclosures
  group by merchant_id, id
), told as (
  select merchant_id, object_id, object_type, actor, data ->> 'purpose' as purpose
  from events
  where object_type in ('disclosure', 'export')
)
select s.merchant_id, 'disclosure without its event' as fault, json_build_object('disclosure', s.id) as ids,
  coalesce(t.object_type || ' by ' || t.actor, 'none') as found, 'an event of ' || s.actor as expected
from seen s
left join told t on t.merchant_id = s.merchant_id and t.object_id = s.id
where t.object_id is null or s.actors > 1 or t.actor <> s.actor or (t.object_type = 'export') <> s.is_export
  or (not s.is_export and t.purpose is distinct from s.purpose)
