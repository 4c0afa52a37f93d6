-- What somebody is told of by somebody else: that they were mentioned.

-- A notice names who is told, of what, and by whom; never a word of what was written, which stands with its object and is erased
-- there.
-- owner: access
create table notices (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text collate "C" not null,
  object_type text collate "C" not null,
  object_id uuid not null,
  actor text collate "C" not null,
  at timestamptz not null,
  read_at timestamptz,
  version integer not null,
  primary key (merchant_id, id),
  constraint notices_staff foreign key (merchant_id, staff_id) references staff (merchant_id, id),
  constraint notices_kind check (kind in ('mention')),
  constraint notices_version check (version = case when read_at is null then 1 else 2 end)
);
create index notices_of_staff on notices (merchant_id, staff_id, id);
create index notices_unread on notices (merchant_id, staff_id, id) where read_at is null;

select isolate(t, true) from unnest(array['notices']::regclass[]) t;
