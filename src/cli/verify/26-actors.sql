-- Whatever was done has someone who did it: a key, a member of staff, or a part of the system.
with deeds as (
  select merchant_id, 'event' as kind, concat_ws('/', object_id, version) as id, actor from events
  union all
  select merchant_id, 'movement', id::text, actor from stock_movements
  union all
  select merchant_id, 'document', id::text, actor from stock_documents
  union all
  select merchant_id, 'transaction', id::text, actor from payment_transactions
  union all
  select merchant_id, 'import', id::text, actor from import_runs
  union all
  select merchant_id, 'note', id::text, written_by from order_notes
  union all
  select merchant_id, 'customerNote', id::text, written_by from customer_notes
  union all
  select merchant_id, 'notice', id::text, actor from notices
  union all
  select merchant_id, 'consent', id::text, recorded_by from consents
  union all
  select merchant_id, 'disclosure', id::text, disclosed_by from disclosures
  union all
  select merchant_id, 'legalHold', id::text, placed_by from legal_holds
  union all
  select merchant_id, 'legalHoldReleased', id::text, coalesce(released_by, '') from legal_holds where released_at is not null
  union all
  select merchant_id, 'hold', id::text, placed_by from order_holds
  union all
  select merchant_id, 'holdReleased', id::text, coalesce(released_by, '') from order_holds where released_at is not null
  union all
  select merchant_id, 'cancellation', id::text, requested_by from order_cancellations
  union all
  select merchant_id, 'cancellationDecided', id::text, coalesce(decided_by, '') from order_cancellations
  where status <> 'requested'
  union all
  select merchant_id, 'cancellationUndone', id::text, coalesce(undone_by, '') from order_cancellations
  where status = 'undone'
  union all
  select merchant_id, 'edit', id::text, made_by from edits
  union all
  select merchant_id, 'editReverted', id::text, reverted_by from edits where reverted_at is not null
  union all
  select merchant_id, 'approval', id::text, requested_by from approvals
  union all
  select merchant_id, 'approvalDecided', id::text, coalesce(decided_by, '') from approvals where status <> 'requested'
)
select merchant_id, 'nobody did it' as fault, json_build_object(kind, id) as ids, actor as found,
  'key:…, staff:… or system:…' as expected
from deeds
where actor !~ '^(key|staff|system):.'
