-- An order's cancelled total, payment status, fulfillment status and stage are what its amounts and the quantities of
-- its lines make them; it is confirmed once nothing holds it, and completed once all is delivered or cancelled and
-- nothing due.
with amounts as (
  -- A bundle's price stands on its line and its quantities on its components.
  select merchant_id, order_id, kind, quantity, cancelled, unallocated, backordered, reserved, picked, shipped, delivered,
    case when cancelled > 0 and parent_line_number is null then line_total - discount + shipping else 0 end as without_tax,
    case when cancelled > 0 and parent_line_number is null then line_total - discount + shipping + tax else 0 end
      as with_tax
  from order_lines
), sums as (
  select merchant_id, order_id, sum(quantity - cancelled) filter (where kind <> 'bundle') as wanted,
    sum(shipped) filter (where kind <> 'bundle') as shipped, sum(delivered) filter (where kind <> 'bundle') as delivered,
    sum(picked) filter (where kind <> 'bundle') as picked,
    sum(backordered) filter (where kind <> 'bundle') as backordered,
    sum(unallocated + reserved) filter (where kind <> 'bundle') as open,
    bool_and(delivered + cancelled = quantity) filter (where kind <> 'bundle') as done,
    -- Amount times cancelled by quantity, rounded half up in whole numbers; the tax counts where it is not in the price.
    sum(div(2 * without_tax::numeric * cancelled + quantity, nullif(2 * quantity, 0))) as cancelled_without_tax,
    sum(div(2 * with_tax::numeric * cancelled + quantity, nullif(2 * quantity, 0))) as cancelled_with_tax
  from amounts
  group by merchant_id, order_id
), dues as (
  select o.merchant_id, o.id, o.status, o.payment_status, o.fulfillment_status, o.stage, o.payment_terms, o.authorized,
    o.captured, o.refunded, o.cancelled_total, s.wanted, s.shipped, s.delivered, s.picked, s.backordered, s.open, s.done,
    o.total - o.cancelled_total as due,
    case
      when o.status = 'cancelled' then o.total
      else least(o.total, case when o.tax_included then s.cancelled_without_tax else s.cancelled_with_tax end)
    end as expected_cancelled_total
  from orders o
  join sums s on s.merchant_id = o.merchant_id and s.order_id = o.id
), derived as (
  select d.*,
    case
      when refunded > 0 and refunded = captured then 'refunded'
      when refunded > 0 and captured - refunded > due then 'overpaid'
      when refunded > 0 then 'partially_refunded'
      when captured = 0 and status = 'cancelled' then 'voided'
      when captured = 0 and due = 0 then 'paid'
      when captured = 0 and authorized >= due then 'authorized'
      when captured = 0 then 'unpaid'
      when captured < due then 'partially_paid'
      when captured = due then 'paid'
      else 'overpaid'
    end as expected_payment_status,
    case
      when delivered > 0 and delivered = wanted then 'delivered'
      when delivered > 0 then 'partially_delivered'
      when shipped > 0 and shipped = wanted then 'shipped'
      when shipped > 0 then 'partially_shipped'
      when picked > 0 then 'picking'
      when backordered > 0 then 'backordered'
      when open = 0 and wanted > 0 then 'allocated'
      else 'unallocated'
    end as expected_fulfillment_status,
    case
      when status = 'draft' then 'draft'
      when status = 'submitted' then 'pending'
      when status = 'confirmed' and shipped > 0 then 'shipped'
      when status = 'confirmed' then 'processed'
      when status = 'completed' then 'completed'
      else 'cancelled'
    end as expected_stage
  from dues d
)
select merchant_id, 'what is derived is wrong' as fault,
  json_build_object('order', id) as ids,
  concat_ws(', ', 'cancelled total ' || cancelled_total, 'payment ' || payment_status,
    'fulfillment ' || fulfillment_status, 'stage ' || stage) as found,
  concat_ws(', ', 'cancelled total ' || expected_cancelled_total, 'payment ' || expected_payment_status,
    'fulfillment ' || expected_fulfillment_status, 'stage ' || expected_stage) as expected
from derived
where cancelled_total is distinct from expected_cancelled_total or payment_status <> expected_payment_status
  or fulfillment_status <> expected_fulfillment_status or stage <> expected_stage
union all
select merchant_id, 'order is done and goes on', json_build_object('order', id), status, 'completed'
from derived
where status = 'confirmed' and done and (payment_terms = 'on_account' or captured - refunded >= due)
union all
-- What is refunded after an order's completion does not open it again.
select merchant_id, 'order completed before it was done', json_build_object('order', id), status, 'confirmed'
from derived
where status = 'completed' and not (done and (payment_terms = 'on_account' or captured >= due))
union all
select o.merchant_id, 'nothing holds the order and it is not confirmed', json_build_object('order', o.id), o.status,
  'confirmed, or an active hold'
from orders o
left join order_holds h on h.merchant_id = o.merchant_id and h.order_id = o.id and h.released_at is null
where o.status = 'submitted' and h.order_id is null
union all
select o.merchant_id, 'order waits for a payment that it does not need', json_build_object('order', o.id, 'hold', h.id),
  concat_ws(', ', o.authorized || ' authorized', o.captured || ' captured', o.refunded || ' refunded'),
  'less than ' || (o.total - o.cancelled_total)
from orders o
join order_holds h on h.merchant_id = o.merchant_id and h.order_id = o.id and h.released_at is null and h.kind = 'payment'
where o.status in ('submitted', 'confirmed')
  and o.authorized + o.captured - o.refunded >= o.total - o.cancelled_total
