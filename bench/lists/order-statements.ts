// How orders of a year are made by statements alone: `n` from 1, the oldest, to `:size`, the newest. What one is like hangs on
// its number and its age only, so that every run makes the same.

/** Where goods lie, busiest first. */
export const places = ['SH', 'GZ', 'BJ', 'CD', 'XA'] as const

/** Functions of a session. `chance` is a number below `most` that a row and a word determine. */
export const functions = `
  create function pg_temp.chance(n bigint, word text, most int) returns int language sql immutable as $$
    select ((hashint8extended(n, hashtext(word)) & 9007199254740991) % most)::int $$;
  create function pg_temp.made_at(n bigint, size bigint) returns timestamptz language sql stable as $$
    select date_trunc('hour', now()) - (size - n) * interval '365 days' / size $$;
  create function pg_temp.made_id(kind int, n bigint, size bigint) returns uuid language sql stable as $$
    select (lpad(to_hex((extract(epoch from pg_temp.made_at(n, size)) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
      || '8' || lpad(to_hex(hashint8extended(n, kind) & 1152921504606846975), 15, '0'))::uuid $$`

/** Every order with what it is like, for the statements that follow. */
export const madeOrders = `
  create temporary table made as
  with drawn as (
    select n, n::float8 / :size as age, pg_temp.chance(n, 'life', 1000) as life, pg_temp.chance(n, 'channel', 1000) as channel_draw,
      pg_temp.chance(n, 'province', 1000) as province_draw, pg_temp.chance(n, 'step', 100) as step,
      pg_temp.chance(n, 'customer', 1000) as customer_draw, pg_temp.chance(n, 'place', 1000) as place_draw
    from generate_series(1, :size) n
  ), staged as (
    select *, case when life < 30 then 'cancelled' when age > 0.998 and life > 985 then 'draft'
        when age > 0.998 or life = 30 then 'pending' when age > 0.98 then 'processed' when age > 0.95 then 'shipped'
        else 'completed' end as stage
    from drawn
  )
  select n, pg_temp.made_id(1, n, :size) as id, pg_temp.made_at(n, :size) as at, stage, step, life,
    case stage when 'pending' then 'submitted' when 'processed' then 'confirmed' when 'shipped' then 'confirmed' else stage end as status,
    case stage when 'cancelled' then case when life < 12 then 'voided' else 'refunded' end
      when 'draft' then 'unpaid' when 'pending' then case when step < 40 then 'unpaid' else 'paid' end
      when 'processed' then case when step < 90 then 'paid' when step < 97 then 'authorized' else 'unpaid' end
      when 'shipped' then case when step < 97 then 'paid' else 'unpaid' end
      else case when step < 96 then 'paid' when step < 98 then 'partially_refunded' when step < 99 then 'refunded' else 'overpaid' end
    end as payment_status,
    case stage when 'cancelled' then 'unallocated' when 'draft' then 'unallocated'
      when 'pending' then case when step < 70 then 'allocated' when step < 90 then 'unallocated' else 'backordered' end
      when 'processed' then case when step < 60 then 'allocated' when step < 80 then 'picking' else 'backordered' end
      when 'shipped' then case when step < 85 then 'shipped' when step < 95 then 'partially_shipped' else 'partially_delivered' end
      else 'delivered' end as fulfillment_status,
    case when channel_draw < 420 then 'marketplace' when channel_draw < 640 then 'douyin' when channel_draw < 800 then 'web'
      when channel_draw < 900 then 'app' when channel_draw < 970 then 'store' when channel_draw < 990 then 'phone'
      when channel_draw < 998 then 'email' else 'fax' end as channel,
    case when customer_draw < 10 then 1 when customer_draw < 700 then 2 + pg_temp.chance(n, 'who', 200000) end as customer,
    (array['440000','330000','320000','370000','410000','510000','420000','430000','310000','110000','350000','340000','130000',
      '360000','500000','210000','610000','450000','530000','230000','220000','520000','140000','120000','460000','150000','650000',
      '620000','640000','630000','540000'])[1 + floor(31 * power(province_draw / 1000.0, 2.2))::int] as province,
    case when place_draw < 600 then 1 when place_draw < 850 then 2 when place_draw < 950 then 3 when place_draw < 995 then 4
      else 5 end as place,
    (exp((pg_temp.chance(n, 'amount', 1000) + pg_temp.chance(n, 'amount 2', 1000)) / 250.0 + 5) * 10)::bigint as total
  from staged`

const source = `case channel when 'douyin' then 'marketplace' else channel end`

/** In the order in which they are to be run, after `made`. */
export const statements = [
  `insert into channels values (:shop, 'douyin', '抖音', 'marketplace')`,
  `insert into locations select :shop, pg_temp.made_id(2, k, 10), code, code, 'warehouse', 'active', true, 1, 'CN', null, null, null,
     'Asia/Shanghai', 1, now() from unnest(array['P1', 'P2', 'P3', 'P4', 'P5']) with ordinality p(code, k)`,
  `insert into orders (merchant_id, id, number, channel, source, external_id, content_hash, status, payment_status, fulfillment_status,
     stage, version, currency, lines_total, discount_total, shipping_total, tax_total, tax_included, total, cancelled_total, captured,
     refunded, customer_id, contact_id, tier, destination_country, destination_region, payment_terms, expires_at,
     requested_delivery_on, shipped_at, cancelled_at, placed_at, updated_at)
   select :shop, id, 1000000 + n, channel, ${source}, 'EXT' || (200000000 + n), decode(md5('o' || n), 'hex'), status, payment_status,
     fulfillment_status, stage, 3, 'CNY', total, 0, 0, 0, true, total, case stage when 'cancelled' then total else 0 end,
     case when payment_status in ('paid', 'overpaid', 'partially_refunded', 'refunded') then total else 0 end,
     case payment_status when 'refunded' then total when 'partially_refunded' then total / 3 else 0 end,
     case when customer is not null then pg_temp.made_id(3, customer, 1000000) end,
     (select contact_id from pg_temp.sealed where position = n % :contacts),
     case when customer = 1 or customer % 30 = 0 then 'key' when customer % 8 = 0 then 'vip' else 'standard' end,
     'CN', left(province, 2) || '0102', 'prepaid', null, case when step < 10 then (at + interval '4 days')::date end,
     case when stage in ('shipped', 'completed') then at + interval '1 day' end,
     case stage when 'cancelled' then at + interval '2 hours' end, at, at
   from made`,
  `insert into order_lines select :shop, made.id, k, null, i.id, i.sku, 'Item ' || i.sku, 'stocked', 1 + step % 3, total * 100 / (3 * (1 + step % 3)), total / 3, 0, 0,
     0, 1300, case stage when 'cancelled' then 1 + step % 3 else 0 end,
     case when stage <> 'cancelled' and fulfillment_status = 'unallocated' then 1 + step % 3 else 0 end,
     case when fulfillment_status = 'backordered' then 1 + step % 3 else 0 end, 0,
     case when fulfillment_status in ('allocated', 'picking') then 1 + step % 3 else 0 end, 0,
     case when stage in ('shipped', 'completed') then 1 + step % 3 else 0 end,
     case when stage = 'completed' then 1 + step % 3 else 0 end
   from made cross join generate_series(1, 3) k
   join pg_temp.items i on i.position = case when k = 1 and step < 5 then 0 else floor(:items * power(pg_temp.chance(n * 3 + k, 'item', 100000) / 100000.0, 2))::int end`,
  `insert into allocations select :shop, m.id, l.line_number, 1, l.variant_id, pg_temp.made_id(2, place, 10), l.quantity,
     case when stage in ('shipped', 'completed') then 'shipped' else 'allocated' end
   from made m join order_lines l on l.merchant_id = :shop and l.order_id = m.id
   where fulfillment_status not in ('unallocated', 'backordered')`,
  `insert into order_places select :shop, pg_temp.made_id(2, place, 10), id from made where fulfillment_status not in ('unallocated', 'backordered')`,
  `insert into order_holds select :shop, id, pg_temp.made_id(4, n, :size), kind, 'why', '', at, 'system:rules',
     case when active then null else at + interval '1 hour' end, case when active then null else 'staff:x' end
   from (select *, stage = 'pending' as active, case when step < 30 then 'review' when step < 60 then 'payment' when step < 80 then 'address'
     when step < 90 then 'stock' when step < 98 then 'manual' else 'fraud' end as kind from made) m
   where stage = 'pending' or pg_temp.chance(n, 'held', 100) < 2`,
  `insert into order_notes select :shop, id, pg_temp.made_id(5, n, :size), 'Note', 'staff:x', at from made where pg_temp.chance(n, 'note', 100) < 8`,
  `insert into order_cancellations select :shop, id, pg_temp.made_id(6, n, :size), case when stage = 'cancelled' then 'accepted' else 'requested' end,
     'why', null, 'staff:x', at, case when stage = 'cancelled' then 'staff:y' end, case when stage = 'cancelled' then at end, null, null
   from made where stage = 'cancelled' or (stage = 'processed' and step = 50)`,
  `insert into sourcing_decisions select :shop, id, 1, at, '{"places": [], "reasons": []}' from made where fulfillment_status not in ('unallocated', 'backordered')`,
  `insert into order_counts select :shop, stage, count(*) from made group by stage
   on conflict (merchant_id, stage) do update set orders = excluded.orders`,
  `insert into fulfillment_orders select :shop, pg_temp.made_id(7, n, :size), id, pg_temp.made_id(2, place, 10),
     case when stage in ('shipped', 'completed') then 'closed' else 'released' end, 1, at, at
   from made where fulfillment_status not in ('unallocated', 'backordered')`,
  `insert into shipments select :shop, pg_temp.made_id(8, n, :size), pg_temp.made_id(7, n, :size), id, pg_temp.made_id(2, place, 10),
     case when step < 50 then 'SF' when step < 80 then 'ZTO' when step < 99 then 'YTO' else 'EMS' end, 'T' || (500000000 + n),
     case stage when 'completed' then 'delivered' else 'shipped' end, 1, at, case stage when 'completed' then at + interval '3 days' end, at
   from made where stage in ('shipped', 'completed')`,
  // The great customer, who has one order in a hundred.
  `insert into customers (merchant_id, id, person_id, contact_id, tier, status, version, created_at)
   select :shop, pg_temp.made_id(3, 1, 1000000), person_id, id, 'key', 'active', 1, created_at
   from contacts where merchant_id = :shop order by id limit 1`,
  `insert into events (merchant_id, object_id, version, object_type, type, actor, at, data, entry_id, origin, subject_id)
   select :shop, id, v, 'order', case v when 1 then 'order.placed' when 2 then 'order.confirmed' else 'order.shipped' end, 'system:orders',
     at + v * interval '1 minute', '{}', pg_temp.made_id(8 + v, n, :size), null,
     case when customer is not null and v <> 2 then pg_temp.made_id(3, customer, 1000000) end from made cross join generate_series(1, 3) v`,
]
