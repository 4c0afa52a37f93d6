-- What Home and the reports read: sums over the orders that their events keep, by the merchant's business days. All of it can be
-- made anew from orders and events, which are the truth.

-- How far the sums are made: those of orders with a lower id than `position` are in, and after completion those of all. A
-- merchant without a row has none yet.
-- owner: analytics
create table figure_builds (
  merchant_id uuid not null,
  time_zone text collate "C" not null,
  position uuid,
  orders bigint not null,
  started_at timestamptz not null,
  completed_at timestamptz,
  primary key (merchant_id),
  constraint figure_builds_position check ((position is null) = (completed_at is not null))
);

-- What happened within ten minutes of a day (`slot` 0 to 143): orders that came, with their totals; orders of which the first
-- goods left; orders that were cancelled, and stayed so.
-- owner: analytics
create table order_slots (
  merchant_id uuid not null,
  day date not null,
  slot smallint not null,
  channel text collate "C" not null,
  currency text collate "C" not null,
  orders bigint not null,
  amount bigint not null,
  shipped bigint not null,
  cancelled bigint not null,
  primary key (merchant_id, day, slot, channel, currency),
  constraint order_slots_slot check (slot between 0 and 143)
);

-- In which stage the orders of a day are now.
-- owner: analytics
create table order_day_stages (
  merchant_id uuid not null,
  day date not null,
  channel text collate "C" not null,
  stage text collate "C" not null,
  orders bigint not null,
  primary key (merchant_id, day, channel, stage)
);

-- Where the orders of a day go: a province of China by its code (GB/T 2260), else the country.
-- owner: analytics
create table order_day_areas (
  merchant_id uuid not null,
  day date not null,
  channel text collate "C" not null,
  area text collate "C" not null,
  currency text collate "C" not null,
  orders bigint not null,
  amount bigint not null,
  primary key (merchant_id, day, channel, area, currency)
);

-- An order that waits, and for what: for the release of a hold of that kind, for goods, for the answer to a cancellation.
-- owner: analytics
create table waiting_orders (
  merchant_id uuid not null,
  order_id uuid not null,
  kind text collate "C" not null,
  channel text collate "C" not null,
  since timestamptz not null,
  primary key (merchant_id, order_id, kind),
  constraint waiting_orders_kind check (kind in (
    'review', 'payment', 'fraud', 'address', 'stock', 'credit', 'manual', 'backordered', 'cancellation'))
);
create index waiting_orders_by_age on waiting_orders (merchant_id, kind, since, channel, order_id);

-- The same for each place that has, or had, goods of the order: for who is narrowed to places.
-- owner: analytics
create table waiting_order_places (
  merchant_id uuid not null,
  location_id uuid not null,
  order_id uuid not null,
  kind text collate "C" not null,
  channel text collate "C" not null,
  since timestamptz not null,
  primary key (merchant_id, order_id, location_id, kind)
);
create index waiting_order_places_by_age on waiting_order_places (merchant_id, location_id, kind, since, channel, order_id);

select isolate(t, true) from unnest(array[
  'figure_builds', 'order_slots', 'order_day_stages', 'order_day_areas', 'waiting_orders', 'waiting_order_places'
]::regclass[]) t;
