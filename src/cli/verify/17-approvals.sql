-- What was approved was done, once, by the one who approved it, who is another than who asked; its event says so. Nothing was
-- done for a request that was not approved.
select a.merchant_id, 'approved without its effect' as fault, json_build_object('approval', a.id) as ids,
  case when e.object_id is null then 'no event ' else 'by ' || e.actor || ', ' end
    || concat_ws('/', a.effect_id, a.effect_version) as found,
  'an event of it by ' || a.decided_by as expected
from approvals a
left join events e on e.merchant_id = a.merchant_id and e.object_id = a.effect_id and e.version = a.effect_version
where a.status = 'approved' and (
  e.object_id is null or e.actor <> a.decided_by or e.data ->> 'approvalId' is distinct from a.id::text
  or e.data ->> 'requestedBy' is distinct from a.requested_by
  or e.type <> case a.kind when 'refund' then 'payment.refunded' else 'stock.adjusted' end
  or (a.kind = 'refund' and (e.data ->> 'amount')::bigint is distinct from a.amount))
union all
select merchant_id, 'who asked approved', json_build_object('approval', id), decided_by, 'another'
from approvals
where status = 'approved' and decided_by = requested_by
union all
select merchant_id, 'one effect for several approvals',
  json_build_object('object', effect_id, 'version', effect_version), count(*)::text, '1'
from approvals
where effect_id is not null
group by merchant_id, effect_id, effect_version having count(*) > 1
union all
select e.merchant_id, 'done for a request that was not approved',
  json_build_object('approval', e.data ->> 'approvalId', e.object_type, e.object_id, 'version', e.version), coalesce(a.status, 'none'), 'approved'
from events e
left join approvals a on a.merchant_id = e.merchant_id and a.id::text = e.data ->> 'approvalId'
where e.data ? 'approvalId' and a.status is distinct from 'approved'
