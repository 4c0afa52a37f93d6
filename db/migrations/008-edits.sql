-- Edits that can be taken back as a whole for a time: each remembers what its rows were before.

-- owner: edits
create table edits (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  row_count integer not null,
  made_by text collate "C" not null,
  made_at timestamptz not null,
  reverted_by text collate "C",
  reverted_at timestamptz,
  version integer not null,
  primary key (merchant_id, id),
  constraint edits_kind check (kind in ('products_made', 'products_changed', 'prices_set')),
  constraint edits_reverted check ((reverted_by is null) = (reverted_at is null) and (version = 2) = (reverted_by is not null))
);
create index edits_by_kind on edits (merchant_id, kind, id);

-- What one row was before, and what the edit made of it; `before` is not set where the edit made the thing.
-- owner: edits
create table edit_rows (
  merchant_id uuid not null,
  edit_id uuid not null,
  row_number integer not null,
  object_id uuid not null,
  before jsonb,
  after jsonb not null,
  outcome text collate "C",
  primary key (merchant_id, edit_id, row_number),
  constraint edit_rows_outcome check (outcome in ('reverted', 'changed_since', 'refused'))
);
alter table edit_rows add constraint edit_rows_edit
  foreign key (merchant_id, edit_id) references edits (merchant_id, id);

select isolate(t, true) from unnest(array['edits', 'edit_rows']::regclass[]) t;
