-- The range of a merchant's own barcodes, and the next number in it; and what lists of products are narrowed by.

-- owner: catalog
create table barcode_settings (
  merchant_id uuid not null,
  prefix text collate "C" not null,
  next_number bigint not null,
  version integer not null,
  primary key (merchant_id),
  constraint barcode_settings_prefix check (prefix in ('20', '21', '22', '23', '24', '25', '26', '27', '28', '29')),
  constraint barcode_settings_next check (next_number between 1 and 10000000000),
  constraint barcode_settings_version check (version > 0)
);
select isolate('barcode_settings', true);

alter table products alter column category type text collate "C";
create index products_by_category on products (merchant_id, category, id);
create index variants_by_kind on variants (merchant_id, kind, product_id);
create index bundle_components_by_component on bundle_components (merchant_id, component_id);
