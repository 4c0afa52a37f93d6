-- What one place must do for one order, the goods that left, and the money that came.

-- owner: fulfillment
create table fulfillment_orders (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  location_id uuid not null,
  status text collate "C" not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (merchant_id, id),
  constraint fulfillment_orders_status check
    (status in ('open', 'scheduled', 'released', 'on_hold', 'picking', 'packed', 'closed', 'cancelled'))
);
create index fulfillment_orders_by_order on fulfillment_orders (merchant_id, order_id);
create index fulfillment_orders_by_location on fulfillment_orders (merchant_id, location_id, status, id);

-- One line for each allocation it is to fulfil. A flood of orders and of parcels writes thousands at once: room is left on
-- each page so that picking, packing and shipping stay on it (heap-only updates), and no foreign key is checked row by row.
-- owner: fulfillment
create table fulfillment_lines (
  merchant_id uuid not null,
  order_id uuid not null,
  line_number smallint not null,
  allocation_number smallint not null,
  fulfillment_order_id uuid not null,
  item_id uuid not null,
  quantity integer not null,
  picked integer not null,
  short integer not null,
  packed integer not null,
  shipped integer not null,
  cancelled integer not null,
  primary key (merchant_id, order_id, line_number, allocation_number),
  constraint fulfillment_lines_quantity check (quantity > 0),
  constraint fulfillment_lines_steps check (
    picked >= 0 and short >= 0 and cancelled >= 0 and picked + short + cancelled <= quantity
    and packed between 0 and picked and shipped between 0 and packed)
) with (fillfactor = 50);

-- owner: fulfillment
create table shipments (
  merchant_id uuid not null,
  id uuid not null,
  fulfillment_order_id uuid not null,
  order_id uuid not null,
  location_id uuid not null,
  carrier text collate "C" not null,
  tracking_number text collate "C" not null,
  status text collate "C" not null,
  version integer not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint shipments_status check
    (status in ('label_created', 'shipped', 'delivered', 'voided', 'returned_to_sender', 'lost')),
  constraint shipments_moments check (
    (shipped_at is null) = (status in ('label_created', 'voided')) and (delivered_at is null or shipped_at is not null))
);
alter table shipments add constraint shipments_tracking_unique unique (merchant_id, carrier, tracking_number);
alter table shipments add constraint shipments_fulfillment_order
  foreign key (merchant_id, fulfillment_order_id) references fulfillment_orders (merchant_id, id);
create index shipments_by_order on shipments (merchant_id, order_id);
-- Few at a time: labels under which nothing has left, whose goods are kept for their parcels.
create index shipments_open_labels on shipments (merchant_id, fulfillment_order_id) where status = 'label_created';

-- owner: fulfillment
create table shipment_lines (
  merchant_id uuid not null,
  shipment_id uuid not null,
  order_id uuid not null,
  line_number smallint not null,
  allocation_number smallint not null,
  quantity integer not null,
  primary key (merchant_id, shipment_id, line_number, allocation_number),
  constraint shipment_lines_quantity check (quantity > 0)
);

-- A hold that a place puts on its own work; the order's holds stand with the order.
-- owner: fulfillment
create table fulfillment_holds (
  merchant_id uuid not null,
  fulfillment_order_id uuid not null,
  id uuid not null,
  reason text not null,
  placed_at timestamptz not null,
  placed_by text collate "C" not null,
  released_at timestamptz,
  released_by text collate "C",
  primary key (merchant_id, fulfillment_order_id, id)
);
alter table fulfillment_holds add constraint fulfillment_holds_fulfillment_order
  foreign key (merchant_id, fulfillment_order_id) references fulfillment_orders (merchant_id, id);

-- A carrier's scan; the same scan again is the same row.
-- owner: fulfillment
create table tracking_events (
  merchant_id uuid not null,
  shipment_id uuid not null,
  occurred_at timestamptz not null,
  code text collate "C" not null,
  place text not null,
  description text not null,
  received_at timestamptz not null,
  primary key (merchant_id, shipment_id, occurred_at, code),
  constraint tracking_events_code check (code in (
    'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'delivery_failed', 'returned_to_sender', 'lost', 'other'))
);
alter table tracking_events add constraint tracking_events_shipment
  foreign key (merchant_id, shipment_id) references shipments (merchant_id, id);

-- owner: payments
create table payments (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  method text collate "C" not null,
  reference text not null,
  currency text collate "C" not null,
  amount bigint not null,
  captured bigint not null,
  refunded bigint not null,
  status text collate "C" not null,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint payments_method check (method in ('channel', 'bank_transfer', 'cash', 'cash_on_delivery', 'cheque', 'wallet', 'card_elsewhere', 'other')),
  constraint payments_status check (status in ('pending', 'authorized', 'captured', 'failed', 'voided', 'expired')),
  constraint payments_amounts check (amount > 0 and captured between 0 and amount and refunded between 0 and captured)
);
create index payments_by_order on payments (merchant_id, order_id);

-- Each order that came paid writes one, so no foreign key is checked row by row.
-- owner: payments
create table payment_transactions (
  merchant_id uuid not null,
  payment_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  amount bigint not null,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (merchant_id, payment_id, id),
  constraint payment_transactions_kind check (kind in ('authorize', 'capture', 'void', 'refund', 'chargeback')),
  constraint payment_transactions_amount check (amount > 0)
);
