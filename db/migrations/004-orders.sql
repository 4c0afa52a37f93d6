-- The order, its lines and what was decided about it. An order's id is a UUIDv7 of the moment it was received, so the
-- key itself lists orders by age.

-- owner: orders
create table channels (
  merchant_id uuid not null,
  code text collate "C" not null,
  name text not null,
  source text collate "C" not null,
  primary key (merchant_id, code),
  constraint channels_source check (source in ('web', 'marketplace', 'app', 'store', 'phone', 'email', 'fax'))
);

-- owner: orders
create table order_settings (
  merchant_id uuid not null,
  settings jsonb not null,
  primary key (merchant_id)
);

-- owner: orders
create table orders (
  merchant_id uuid not null,
  id uuid not null,
  number bigint not null,
  channel text collate "C" not null,
  source text collate "C" not null,
  external_id text collate "C",
  content_hash bytea,
  status text collate "C" not null,
  payment_status text collate "C" not null,
  fulfillment_status text collate "C" not null,
  stage text collate "C" not null,
  version integer not null,
  currency text collate "C" not null,
  lines_total bigint not null,
  discount_total bigint not null,
  shipping_total bigint not null,
  tax_total bigint not null,
  tax_included boolean not null,
  total bigint not null,
  cancelled_total bigint not null,
  authorized bigint not null default 0,
  captured bigint not null,
  refunded bigint not null,
  customer_id uuid,
  contact_id uuid not null,
  tier text collate "C" not null,
  destination_country text collate "C" not null,
  destination_region text collate "C",
  payment_terms text collate "C" not null,
  expires_at timestamptz,
  requested_delivery_on date,
  placed_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (merchant_id, id),
  constraint orders_status check (status in ('draft', 'submitted', 'confirmed', 'completed', 'cancelled', 'expired')),
  constraint orders_stage check (stage in ('draft', 'pending', 'processed', 'shipped', 'completed', 'cancelled')),
  constraint orders_payment_terms check (payment_terms in ('prepaid', 'on_account', 'cash_on_delivery', 'awaiting_payment')),
  constraint orders_total check
    (total = lines_total - discount_total + shipping_total + case when tax_included then 0 else tax_total end),
  constraint orders_cancelled_total check (cancelled_total between 0 and total),
  constraint orders_paid check (authorized >= 0 and captured >= 0 and refunded between 0 and captured)
);
alter table orders add constraint orders_number_unique unique (merchant_id, number);
create unique index orders_external_id_unique on orders (merchant_id, external_id, channel) where external_id is not null;
create index orders_by_stage on orders (merchant_id, stage, id);
create index orders_by_channel on orders (merchant_id, channel, id);
create index orders_by_customer on orders (merchant_id, customer_id, id) where customer_id is not null;
create index orders_by_expiry on orders (merchant_id, expires_at) where expires_at is not null;

-- A bundle's line carries the price; its component lines (parent_line_number) carry the stock and shares of that price. A
-- line is written with its order and changed twice or more (shipped, delivered): there is room on each page for that, and no
-- foreign key is checked row by row.
-- owner: orders
create table order_lines (
  merchant_id uuid not null,
  order_id uuid not null,
  line_number smallint not null,
  parent_line_number smallint,
  variant_id uuid not null,
  sku text collate "C" not null,
  name text not null,
  kind text collate "C" not null,
  quantity integer not null,
  unit_price bigint not null,
  line_total bigint not null,
  discount bigint not null,
  shipping bigint not null,
  tax bigint not null,
  tax_rate_basis_points integer not null,
  cancelled integer not null,
  unallocated integer not null,
  backordered integer not null,
  reserved integer not null,
  allocated integer not null,
  picked integer not null,
  shipped integer not null,
  delivered integer not null,
  primary key (merchant_id, order_id, line_number),
  constraint order_lines_kind check (kind in ('stocked', 'bundle', 'service')),
  constraint order_lines_quantity check (quantity > 0),
  constraint order_lines_not_negative check (
    cancelled >= 0 and unallocated >= 0 and backordered >= 0 and reserved >= 0
    and allocated >= 0 and picked >= 0 and shipped >= 0 and delivered >= 0),
  constraint order_lines_conserve check
    (kind <> 'stocked' or quantity = cancelled + unallocated + backordered + reserved + allocated + shipped),
  constraint order_lines_steps check (picked <= allocated + shipped and delivered <= shipped)
) with (fillfactor = 40);
create index order_lines_by_variant on order_lines (merchant_id, variant_id, order_id);
create index order_lines_lacking on order_lines (merchant_id, variant_id, order_id)
  where backordered > 0 or unallocated > 0;

-- owner: orders
create table order_holds (
  merchant_id uuid not null,
  order_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  reason text collate "C" not null,
  detail text not null,
  placed_at timestamptz not null,
  placed_by text collate "C" not null,
  released_at timestamptz,
  released_by text collate "C",
  primary key (merchant_id, order_id, id),
  constraint order_holds_kind check (kind in ('review', 'payment', 'fraud', 'address', 'stock', 'credit', 'manual'))
);
alter table order_holds add constraint order_holds_order
  foreign key (merchant_id, order_id) references orders (merchant_id, id);

-- owner: orders
create table order_notes (
  merchant_id uuid not null,
  order_id uuid not null,
  id uuid not null,
  text text not null,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (merchant_id, order_id, id)
);
alter table order_notes add constraint order_notes_order
  foreign key (merchant_id, order_id) references orders (merchant_id, id);

-- A cancellation, whole or of lines ([{"lineNumber", "quantity"}]). Once the goods are in hand it is a request that a place
-- answers, unless a later one replaces it; at most one of an order waits. For a time one that was done may be undone.
-- owner: orders
create table order_cancellations (
  merchant_id uuid not null,
  order_id uuid not null,
  id uuid not null,
  status text collate "C" not null,
  reason text not null,
  lines jsonb,
  requested_by text collate "C" not null,
  requested_at timestamptz not null,
  decided_by text collate "C",
  decided_at timestamptz,
  undone_by text collate "C",
  undone_at timestamptz,
  primary key (merchant_id, order_id, id),
  constraint order_cancellations_status check (status in ('requested', 'accepted', 'declined', 'replaced', 'undone')),
  constraint order_cancellations_undone check (
    (status = 'undone') = (undone_by is not null) and (undone_by is null) = (undone_at is null))
);
alter table order_cancellations add constraint order_cancellations_order
  foreign key (merchant_id, order_id) references orders (merchant_id, id);

-- Why these places: candidates, scores, reasons.
-- owner: orders
create table sourcing_decisions (
  merchant_id uuid not null,
  order_id uuid not null,
  decision_number smallint not null,
  at timestamptz not null,
  decision jsonb not null,
  primary key (merchant_id, order_id, decision_number)
);
alter table sourcing_decisions add constraint sourcing_decisions_order
  foreign key (merchant_id, order_id) references orders (merchant_id, id);

-- How many orders stand in each stage; kept by the order index from the orders' events.
-- owner: orders
create table order_counts (
  merchant_id uuid not null,
  stage text collate "C" not null,
  orders bigint not null,
  primary key (merchant_id, stage)
);

-- Which orders each place has, or had, goods of: what who is narrowed to places sees of the orders, newest first. Kept by the
-- order index from what was allocated; an order has a row for each place, however many lines.
-- owner: orders
create table order_places (
  merchant_id uuid not null,
  location_id uuid not null,
  order_id uuid not null,
  primary key (merchant_id, location_id, order_id)
);
