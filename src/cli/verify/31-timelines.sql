-- An entry of the audit stands in the timeline of the customer whom it concerns, and in no other.
select e.merchant_id, 'entry is not in the timeline of its customer' as fault,
  json_build_object(e.object_type, e.object_id, 'version', e.version) as ids,
  coalesce(e.subject_id::text, 'none') as found, coalesce(e.customer_id::text, 'none') as expected
from (
  select e.merchant_id, e.object_type, e.object_id, e.version, e.subject_id,
    case
      when e.object_type = 'customer' then e.object_id
      when e.object_type in ('consent', 'customer_note') then (e.data ->> 'customerId')::uuid
      when e.object_type in ('legal_hold', 'export', 'erasure') and e.data ->> 'subjectType' = 'customer'
        then (e.data ->> 'subjectId')::uuid
      when e.object_type = 'disclosure' and e.data ->> 'subjectType' = 'customer'
        and jsonb_array_length(e.data -> 'subjects') = 1 then (e.data -> 'subjects' ->> 0)::uuid
      when e.object_type = 'order'
        and e.type not in ('order.confirmed', 'order.allocated', 'order.picked', 'order.short_picked') then o.customer_id
      when e.object_type in ('order_note', 'disclosure') then o.customer_id
    end as customer_id
  from events e
  left join orders o on o.merchant_id = e.merchant_id and o.id = case
    when e.object_type = 'order' then e.object_id
    when e.object_type = 'order_note' then (e.data ->> 'orderId')::uuid
    when e.object_type = 'disclosure' and e.data ->> 'subjectType' = 'order'
      and jsonb_array_length(e.data -> 'subjects') = 1 then (e.data -> 'subjects' ->> 0)::uuid
  end
) as e
where e.subject_id is distinct from e.customer_id
