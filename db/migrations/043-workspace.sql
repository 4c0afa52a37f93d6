-- How people arrange their work: the views they keep of lists, and how they like the screens.

-- What one person of staff kept of a list, for themselves or for everybody. `content` is checked by the server: it names filters,
-- columns, order and density, and no words that somebody searched for.
-- owner: workspace
create table saved_views (
  merchant_id uuid not null,
  id uuid not null,
  list text collate "C" not null,
  staff_id uuid not null,
  is_shared boolean not null,
  name text not null,
  content jsonb not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (merchant_id, id),
  constraint saved_views_version check (version > 0)
);
create index saved_views_by_staff on saved_views (merchant_id, list, staff_id, id) where removed_at is null;
create index saved_views_of_all on saved_views (merchant_id, list, id) where is_shared and removed_at is null;

-- Their id is their own: events are numbered by the object, and a person of staff has events as such.
-- owner: workspace
create table preferences (
  merchant_id uuid not null,
  staff_id uuid not null,
  id uuid not null,
  settings jsonb not null,
  version integer not null,
  primary key (merchant_id, staff_id),
  constraint preferences_id unique (merchant_id, id),
  constraint preferences_version check (version > 0)
);

select isolate(t, true) from unnest(array['saved_views', 'preferences']::regclass[]) t;
