-- Every history is whole and legal: its versions follow from 1 without a gap, each step goes on from where the one
-- before it ended, and is one that the object's machine allows.
with legal (object_type, came_from, went_to) as (
  values
    ('order', '', 'draft'), ('order', '', 'submitted'), ('order', '', 'confirmed'),
    ('order', 'draft', 'submitted'), ('order', 'draft', 'expired'), ('order', 'draft', 'cancelled'),
    ('order', 'submitted', 'confirmed'), ('order', 'submitted', 'cancelled'),
    ('order', 'confirmed', 'completed'), ('order', 'confirmed', 'cancelled'), ('order', 'cancelled', 'submitted'),
    ('fulfillment_order', '', 'open'), ('fulfillment_order', '', 'released'),
    ('fulfillment_order', 'open', 'scheduled'), ('fulfillment_order', 'open', 'released'),
    ('fulfillment_order', 'scheduled', 'released'), ('fulfillment_order', 'on_hold', 'released'),
    ('fulfillment_order', 'open', 'on_hold'), ('fulfillment_order', 'scheduled', 'on_hold'),
    ('fulfillment_order', 'released', 'on_hold'), ('fulfillment_order', 'released', 'picking'),
    ('fulfillment_order', 'picking', 'packed'), ('fulfillment_order', 'packed', 'closed'),
    ('fulfillment_order', 'open', 'cancelled'), ('fulfillment_order', 'scheduled', 'cancelled'),
    ('fulfillment_order', 'released', 'cancelled'), ('fulfillment_order', 'on_hold', 'cancelled'),
    ('fulfillment_order', 'picking', 'cancelled'), ('fulfillment_order', 'packed', 'cancelled'),
    ('shipment', '', 'label_created'), ('shipment', '', 'shipped'),
    ('shipment', 'label_created', 'shipped'), ('shipment', 'label_created', 'voided'),
    ('shipment', 'shipped', 'lost'), ('shipment', 'shipped', 'returned_to_sender'),
    ('shipment', 'lost', 'returned_to_sender'), ('shipment', 'shipped', 'delivered'),
    ('shipment', 'lost', 'delivered'), ('shipment', 'returned_to_sender', 'delivered'),
    ('stock_transfer', '', 'draft'), ('stock_transfer', '', 'ready'),
    ('stock_transfer', 'draft', 'ready'), ('stock_transfer', 'ready', 'in_transit'),
    ('stock_transfer', 'in_transit', 'partially_received'), ('stock_transfer', 'in_transit', 'received'),
    ('stock_transfer', 'partially_received', 'received'),
    ('stock_transfer', 'draft', 'cancelled'), ('stock_transfer', 'ready', 'cancelled'),
    ('payment', '', 'pending'), ('payment', '', 'authorized'), ('payment', '', 'captured'),
    ('payment', 'pending', 'authorized'), ('payment', 'pending', 'captured'), ('payment', 'authorized', 'captured'),
    ('payment', 'pending', 'failed'), ('payment', 'pending', 'voided'), ('payment', 'pending', 'expired'),
    ('payment', 'authorized', 'failed'), ('payment', 'authorized', 'voided'), ('payment', 'authorized', 'expired'),
    ('approval', '', 'requested'), ('approval', 'requested', 'approved'), ('approval', 'requested', 'declined'),
    ('approval', 'requested', 'withdrawn'), ('approval', 'requested', 'expired')
), told as (
  select merchant_id, object_id, object_type, version, type,
    -- A transfer's own from and to are its places.
    coalesce(data ->> case object_type when 'stock_transfer' then 'statusFrom' else 'from' end, '') as came_from,
    coalesce(data ->> case object_type when 'stock_transfer' then 'statusTo' else 'to' end, '') as went_to,
    case when object_type = 'order' then coalesce(data ->> 'stageFrom', '') else '' end as stage_from,
    case when object_type = 'order' then coalesce(data ->> 'stageTo', '') else '' end as stage_to
  from events
), steps as (
  select t.*,
    lag(version, 1, 0) over history as version_before,
    lag(object_type, 1, object_type) over history as type_before,
    lag(went_to, 1, '') over history as state_before,
    lag(stage_to, 1, '') over history as stage_before
  from told t
  window history as (partition by merchant_id, object_id order by version)
), judged as (
  select s.*,
    case
      when s.version <> s.version_before + 1 then 'a version is missing'
      when s.object_type <> s.type_before then 'one id is of two kinds of object'
      when s.object_type not in (select object_type from legal) then null
      when s.object_type = 'order' and (s.version = 1) <> (s.type = 'order.placed')
        then 'an order begins by being placed'
      when s.came_from <> s.state_before then 'the step does not begin where the one before it ended'
      when s.stage_from <> s.stage_before then 'the stage does not begin where the step before it ended'
      when l.went_to is null and (s.came_from = '' or s.came_from <> s.went_to)
        then 'the machine does not allow the step'
    end as fault
  from steps s
  left join legal l
    on l.object_type = s.object_type and l.came_from = s.came_from and l.went_to = s.went_to
)
select merchant_id, fault,
  json_build_object(object_type, object_id, 'version', version) as ids,
  concat_ws(' ', type, 'from', nullif(came_from, ''), 'to', nullif(went_to, '')) as found,
  concat_ws(' ', 'a legal step to version', version_before + 1, 'from', nullif(state_before, '')) as expected
from judged
where fault is not null
