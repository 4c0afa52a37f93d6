-- What products look like. The bytes are files, kept by their hash outside the database; a file that no row names goes.

-- owner: catalog
create table product_pictures (
  merchant_id uuid not null,
  product_id uuid not null,
  id uuid not null,
  position smallint not null,
  hash text collate "C" not null,
  media_type text collate "C" not null,
  width integer not null,
  height integer not null,
  size_bytes integer not null,
  added_at timestamptz not null,
  primary key (merchant_id, product_id, id),
  constraint product_pictures_media_type check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  constraint product_pictures_size check (width > 0 and height > 0 and size_bytes > 0),
  constraint product_pictures_position check (position > 0)
);
alter table product_pictures add constraint product_pictures_product
  foreign key (merchant_id, product_id) references products (merchant_id, id);
alter table product_pictures add constraint product_pictures_once unique (merchant_id, product_id, hash);
create index product_pictures_by_hash on product_pictures (merchant_id, hash);

select isolate('product_pictures', true);
