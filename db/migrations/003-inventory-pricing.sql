-- How many of what are where, for whom they are kept, and at what price they sell. An inventory item is the stock side
-- of a stocked variant and has its id.

-- owner: inventory
create table inventory_items (
  merchant_id uuid not null,
  id uuid not null,
  shortage_policy text collate "C" not null,
  oversell_limit integer not null,
  primary key (merchant_id, id),
  constraint inventory_items_shortage_policy check (shortage_policy in ('refuse', 'hold', 'backorder')),
  constraint inventory_items_oversell_limit check (oversell_limit >= 0)
);

-- Room is left on each page so that a change of the counters stays on it (a heap-only update).
-- owner: inventory
create table inventory_levels (
  merchant_id uuid not null,
  item_id uuid not null,
  location_id uuid not null,
  on_hand integer not null default 0,
  allocated integer not null default 0,
  reserved integer not null default 0,
  unavailable integer not null default 0,
  incoming integer not null default 0,
  safety_stock integer not null default 0,
  oversell_limit integer not null default 0,
  primary key (merchant_id, item_id, location_id),
  constraint inventory_levels_not_negative check (
    on_hand >= 0 and allocated >= 0 and reserved >= 0 and unavailable >= 0
    and incoming >= 0 and safety_stock >= 0 and oversell_limit >= 0),
  constraint inventory_levels_not_oversold check (allocated + reserved + unavailable <= on_hand + oversell_limit)
) with (fillfactor = 50);
create index inventory_levels_by_location on inventory_levels (merchant_id, location_id, item_id);

-- A paper that moved stock: its movements name it as their cause.
-- owner: inventory
create table stock_documents (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  location_id uuid not null,
  reason text collate "C" not null,
  reference text not null,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (merchant_id, id),
  constraint stock_documents_kind check (kind in ('receipt', 'adjustment'))
);

-- owner: inventory
create table stock_movements (
  merchant_id uuid not null,
  item_id uuid not null,
  location_id uuid not null,
  id uuid not null,
  quantity integer not null,
  kind text collate "C" not null,
  cause_id uuid not null,
  reason text collate "C" not null,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (merchant_id, item_id, location_id, id),
  constraint stock_movements_quantity check (quantity <> 0),
  constraint stock_movements_kind check
    (kind in ('receive', 'adjust', 'transfer_out', 'transfer_in', 'ship', 'short_pick'))
);

-- owner: inventory
create table allocations (
  merchant_id uuid not null,
  order_id uuid not null,
  line_number smallint not null,
  allocation_number smallint not null,
  item_id uuid not null,
  location_id uuid not null,
  quantity integer not null,
  status text collate "C" not null,
  primary key (merchant_id, order_id, line_number, allocation_number),
  constraint allocations_quantity check (quantity > 0),
  constraint allocations_status check (status in ('allocated', 'shipped', 'released'))
) with (fillfactor = 50);

-- owner: inventory
create table reservations (
  merchant_id uuid not null,
  order_id uuid not null,
  line_number smallint not null,
  reservation_number smallint not null,
  item_id uuid not null,
  location_id uuid not null,
  quantity integer not null,
  status text collate "C" not null,
  expires_at timestamptz not null,
  primary key (merchant_id, order_id, line_number, reservation_number),
  constraint reservations_quantity check (quantity > 0),
  constraint reservations_status check (status in ('held', 'consumed', 'released', 'expired'))
);
create index reservations_by_expiry on reservations (merchant_id, expires_at) where status = 'held';

-- owner: inventory
create table stock_transfers (
  merchant_id uuid not null,
  id uuid not null,
  from_location_id uuid not null,
  to_location_id uuid not null,
  status text collate "C" not null,
  reference text not null,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint stock_transfers_status check
    (status in ('draft', 'ready', 'in_transit', 'partially_received', 'received', 'cancelled')),
  constraint stock_transfers_places check (from_location_id <> to_location_id)
);
create index stock_transfers_by_status on stock_transfers (merchant_id, status, id);
create index stock_transfers_by_origin on stock_transfers (merchant_id, from_location_id, id);
create index stock_transfers_by_destination on stock_transfers (merchant_id, to_location_id, id);

-- owner: inventory
create table stock_transfer_lines (
  merchant_id uuid not null,
  transfer_id uuid not null,
  line_number smallint not null,
  item_id uuid not null,
  quantity integer not null,
  sent integer not null default 0,
  received integer not null default 0,
  primary key (merchant_id, transfer_id, line_number),
  constraint stock_transfer_lines_quantity check (quantity > 0 and sent >= 0 and received >= 0 and received <= sent)
);
alter table stock_transfer_lines add constraint stock_transfer_lines_transfer
  foreign key (merchant_id, transfer_id) references stock_transfers (merchant_id, id);

-- In price units: ten-thousandths of the currency's major unit.
-- owner: pricing
create table list_prices (
  merchant_id uuid not null,
  variant_id uuid not null,
  currency text collate "C" not null,
  price bigint not null,
  primary key (merchant_id, variant_id, currency),
  constraint list_prices_price check (price >= 0)
);

-- owner: pricing
create table tax_rates (
  merchant_id uuid not null,
  tax_class text collate "C" not null,
  rate_basis_points integer not null,
  included boolean not null,
  primary key (merchant_id, tax_class),
  constraint tax_rates_rate check (rate_basis_points between 0 and 10000)
);
