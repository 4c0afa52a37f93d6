-- Nothing in plain of an erased person remains: neither identity nor code, nor what was written on the orders by then, nor
-- consent that still counts; and no event holds what people wrote. Keys and search tokens are proved with the sealed contacts.
with erased as (
  select o.merchant_id, o.id as order_id, p.erased_at
  from people p
  join contacts c on c.merchant_id = p.merchant_id and c.person_id = p.id
  join orders o on o.merchant_id = c.merchant_id and o.contact_id = c.id
  where p.erased_at is not null
), texts as (
  select e.merchant_id, e.order_id, 'note' as kind, n.id::text as id
  from erased e
  join order_notes n on n.merchant_id = e.merchant_id and n.order_id = e.order_id
  where n.text <> '' and n.written_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'hold', h.id::text
  from erased e
  join order_holds h on h.merchant_id = e.merchant_id and h.order_id = e.order_id
  where (h.reason <> '' or h.detail <> '') and h.placed_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'cancellation', c.id::text
  from erased e
  join order_cancellations c on c.merchant_id = e.merchant_id and c.order_id = e.order_id
  where c.reason <> '' and c.requested_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'placeHold', h.id::text
  from erased e
  join fulfillment_orders f on f.merchant_id = e.merchant_id and f.order_id = e.order_id
  join fulfillment_holds h on h.merchant_id = f.merchant_id and h.fulfillment_order_id = f.id
  where h.reason <> '' and h.placed_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'scan', concat_ws(' ', t.shipment_id, t.code)
  from erased e
  join shipments s on s.merchant_id = e.merchant_id and s.order_id = e.order_id
  join tracking_events t on t.merchant_id = s.merchant_id and t.shipment_id = s.id
  where (t.place <> '' or t.description <> '') and t.received_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'payment', p.id::text
  from erased e
  join payments p on p.merchant_id = e.merchant_id and p.order_id = e.order_id
  where p.reference <> '' and p.created_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'approval', a.id::text
  from erased e
  join approvals a on a.merchant_id = e.merchant_id and a.order_id = e.order_id
  where ((a.reason <> '' or coalesce(a.input ->> 'reason', '') <> '') and a.requested_at <= e.erased_at)
    or (a.note <> '' and a.decided_at <= e.erased_at)
  union all
  select e.merchant_id, e.order_id, 'legalHold', h.id::text
  from erased e
  join legal_holds h on h.merchant_id = e.merchant_id and h.subject_id = e.order_id
  where h.reason <> '' and h.placed_at <= e.erased_at
  union all
  select e.merchant_id, e.order_id, 'contentHash', o.id::text
  from erased e
  join orders o on o.merchant_id = e.merchant_id and o.id = e.order_id
  where o.content_hash <> ''::bytea
)
select merchant_id, 'what was written of an erased person remains' as fault,
  json_build_object('order', order_id, kind, id) as ids, kind as found, 'nothing' as expected
from texts
union all
select c.merchant_id, 'erased customer can still be told', json_build_object('customer', c.id),
  concat_ws(', ', 'code ' || c.code, case when c.phone_key is not null then 'phone' end,
    case when c.platform_key is not null then 'platform' end,
    case when c.email_key is not null then 'e-mail' end), 'neither code nor keys'
from customers c
join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
where p.erased_at is not null
  and (c.code is not null or c.phone_key is not null or c.email_key is not null or c.platform_key is not null)
union all
select d.merchant_id, 'draft for an erased customer remains', json_build_object('order_draft', d.id), d.status, 'an end'
from order_drafts d
join customers c on c.merchant_id = d.merchant_id and c.id = d.customer_id
join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
where p.erased_at is not null and d.sealed is not null and d.created_at <= p.erased_at
union all
select s.merchant_id, 'erased customer still agrees', json_build_object('customer', s.customer_id, 'purpose', s.purpose),
  s.state, 'withdrawn'
from (
  select distinct on (merchant_id, customer_id, purpose) merchant_id, customer_id, purpose, state
  from consents
  order by merchant_id, customer_id, purpose, number desc
) as s
join customers c on c.merchant_id = s.merchant_id and c.id = s.customer_id
join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
where p.erased_at is not null and s.state = 'given'
union all
select merchant_id, 'event holds what somebody wrote', json_build_object(object_type, object_id, 'version', version),
  type, 'ids only'
from events
where object_type = 'order' and type <> 'order.placed' and data ? 'reason'
