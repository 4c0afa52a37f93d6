-- What is sold, to whom, and from where.

-- owner: catalog
create table products (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  category text not null,
  status text collate "C" not null,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint products_status check (status in ('active', 'archived'))
);
create index products_by_status on products (merchant_id, status, id);

-- owner: catalog
create table variants (
  merchant_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  sku text collate "C" not null,
  barcode text collate "C",
  name text not null,
  options jsonb not null,
  kind text collate "C" not null,
  unit text not null,
  weight_grams integer not null,
  tax_class text collate "C" not null,
  status text collate "C" not null,
  primary key (merchant_id, id),
  constraint variants_kind check (kind in ('stocked', 'bundle', 'service')),
  constraint variants_status check (status in ('active', 'archived')),
  constraint variants_weight check (weight_grams >= 0)
);
alter table variants add constraint variants_sku_unique unique (merchant_id, sku);
alter table variants add constraint variants_barcode_unique unique (merchant_id, barcode);
alter table variants add constraint variants_product
  foreign key (merchant_id, product_id) references products (merchant_id, id);
create index variants_by_product on variants (merchant_id, product_id);

-- owner: catalog
create table bundle_components (
  merchant_id uuid not null,
  bundle_id uuid not null,
  component_id uuid not null,
  quantity integer not null,
  primary key (merchant_id, bundle_id, component_id),
  constraint bundle_components_quantity check (quantity > 0)
);
alter table bundle_components add constraint bundle_components_bundle
  foreign key (merchant_id, bundle_id) references variants (merchant_id, id);
alter table bundle_components add constraint bundle_components_component
  foreign key (merchant_id, component_id) references variants (merchant_id, id);

-- Anyone whose data is kept: customer, guest, receiver. Destroying the key erases what is sealed under it.
-- owner: customers
create table people (
  merchant_id uuid not null,
  id uuid not null,
  key_id smallint not null,
  wrapped_key bytea,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (merchant_id, id)
);

-- A sealed name, phone, mail and address. Never changed: a correction is a new row.
-- owner: customers
create table contacts (
  merchant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null,
  primary key (merchant_id, id)
);
alter table contacts add constraint contacts_person
  foreign key (merchant_id, person_id) references people (merchant_id, id);
create index contacts_by_person on contacts (merchant_id, person_id);

-- Once its person is erased, a customer holds none of phone_key, email_key and platform_key: they are unique, and free for who comes next.
-- owner: customers
create table customers (
  merchant_id uuid not null,
  id uuid not null,
  code text collate "C",
  person_id uuid not null,
  contact_id uuid not null,
  tier text collate "C" not null,
  status text collate "C" not null,
  phone_key bytea,
  email_key bytea,
  platform_key bytea,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint customers_tier check (tier in ('standard', 'vip', 'key')),
  constraint customers_status check (status in ('active', 'blocked'))
);
alter table customers add constraint customers_code_unique unique (merchant_id, code);
alter table customers add constraint customers_phone_unique unique (merchant_id, phone_key);
alter table customers add constraint customers_email_unique unique (merchant_id, email_key);
alter table customers add constraint customers_platform_unique unique (merchant_id, platform_key);
alter table customers add constraint customers_person
  foreign key (merchant_id, person_id) references people (merchant_id, id);
alter table customers add constraint customers_contact
  foreign key (merchant_id, contact_id) references contacts (merchant_id, id);
create index customers_by_tier on customers (merchant_id, tier, id);
-- A customer's tokens change with the contact, and those that are no longer right are found by the customer. Orders write
-- theirs once, in floods: a second index on them would be a twentieth of what an order costs.
create index search_tokens_of_customers on search_tokens (merchant_id, object_id) where object_type = 'customer';

-- owner: locations
create table locations (
  merchant_id uuid not null,
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  kind text collate "C" not null,
  status text collate "C" not null,
  fulfils boolean not null,
  priority integer not null,
  country text collate "C" not null,
  region_code text collate "C",
  longitude double precision,
  latitude double precision,
  time_zone text not null,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint locations_kind check (kind in ('warehouse', 'store', '3pl', 'in_transit', 'quarantine')),
  constraint locations_status check (status in ('active', 'closed'))
);
alter table locations add constraint locations_code_unique unique (merchant_id, code);
