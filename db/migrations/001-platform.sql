-- What every module stands on: merchants, events, idempotency keys, search tokens, number series.
-- Three kinds of table: control (no merchant in the key), merchant (row-level security, merchant_id first in every key).

-- Refuses a change that found other rows than its decision was made for; the caller reads again and retries.
create function expect_rows(actual bigint, expected bigint) returns boolean language plpgsql as $$
begin
  if actual <> expected then
    raise exception 'expected % rows, found %', expected, actual using errcode = '40001';
  end if;
  return true;
end $$;

-- The id of something that a merchant knows by its name alone: see namedId in ids.ts.
create function named_id(merchant_id uuid, kind text, name text) returns uuid language sql immutable as $$
  select overlay(overlay(left(encode(sha256(convert_to(merchant_id || ' ' || kind || ' ' || name, 'UTF8')), 'hex'), 32)
    placing '8' from 13) placing '8' from 17)::uuid
$$;

-- owner: access
create table merchants (
  id uuid primary key,
  code text collate "C" not null,
  name text not null,
  currency text collate "C" not null,
  country text collate "C" not null,
  time_zone text not null,
  cell text collate "C" not null default 'local',
  created_at timestamptz not null
);
alter table merchants add constraint merchants_code_unique unique (code);

-- Refuses to write what was sealed or hashed with keys that were renewed meanwhile; the caller reads the keys again and retries.
create function expect_keys(actual text, expected text) returns boolean language plpgsql as $$
begin
  if actual is distinct from expected then
    raise exception 'expected the keys %, found %', expected, actual using errcode = 'YK001';
  end if;
  return true;
end $$;

-- Which instance key wraps what is new: one row, from the first merchant on.
-- owner: access
create table instance_keys (
  id smallint primary key,
  fingerprint integer not null,
  changed_at timestamptz not null,
  constraint instance_keys_one check (id = 1)
);

-- A merchant's keys, wrapped by the instance's: those that wrap its people's data keys, and those of its search tokens. A
-- retired one seals and indexes nothing new; when nothing needs it any more it is destroyed, and its row has no key.
-- owner: access
create table merchant_keys (
  merchant_id uuid not null,
  kind text collate "C" not null,
  key_id smallint not null,
  wrapped_key bytea,
  created_at timestamptz not null,
  retired_at timestamptz,
  destroyed_at timestamptz,
  primary key (merchant_id, kind, key_id),
  constraint merchant_keys_kind check (kind in ('wrapping', 'search', 'lasting')),
  constraint merchant_keys_destroyed check ((wrapped_key is null) = (destroyed_at is not null)),
  constraint merchant_keys_retired_first check (destroyed_at is null or retired_at is not null)
);

-- The renewal of a key: how far it has come stands here, so that any process can go on with it. That of the instance's key is
-- one transaction a merchant, and named by the fingerprints.
-- owner: access
create table key_rotations (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  old_key_id integer not null,
  new_key_id integer not null,
  step text collate "C" not null,
  position text collate "C",
  done bigint not null,
  total bigint,
  version integer not null,
  started_by text collate "C" not null,
  started_at timestamptz not null,
  completed_at timestamptz,
  primary key (merchant_id, id),
  constraint key_rotations_kind check (kind in ('wrapping', 'search', 'instance'))
);
create unique index key_rotations_running on key_rotations (merchant_id) where completed_at is null;

-- owner: access
create table api_keys (
  merchant_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text collate "C" not null,
  secret_hash bytea not null,
  scopes text[] not null,
  location_ids uuid[],
  channels text[],
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (merchant_id, id)
);
alter table api_keys add constraint api_keys_secret_unique unique (merchant_id, secret_hash);

-- owner: platform
create table reference_revisions (
  merchant_id uuid not null,
  revision bigint not null,
  primary key (merchant_id)
);

-- owner: platform
create table number_series (
  merchant_id uuid not null,
  series text collate "C" not null,
  next_number bigint not null,
  primary key (merchant_id, series)
);

-- owner: platform
create table idempotency_keys (
  merchant_id uuid not null,
  key text collate "C" not null,
  operation text collate "C" not null,
  request_hash bytea not null,
  status smallint,
  answer text,
  created_at timestamptz not null,
  primary key (merchant_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (merchant_id, created_at);

-- owner: platform
create table events (
  merchant_id uuid not null,
  object_id uuid not null,
  version integer not null,
  object_type text collate "C" not null,
  type text collate "C" not null,
  actor text collate "C" not null,
  at timestamptz not null,
  data jsonb not null,
  -- Made when the row is written, by the real time: `at` is when it happened, which an import sets long ago.
  entry_id uuid not null,
  -- The address that asked for it; none for what the program does by itself.
  origin text collate "C",
  primary key (merchant_id, object_id, version),
  constraint events_version_positive check (version > 0)
);
create unique index events_by_entry on events (merchant_id, entry_id);
create index events_by_actor on events (merchant_id, actor, entry_id);
create index events_by_type on events (merchant_id, type, entry_id);

-- The chain over the events: each block seals some of them, and the block before it, with a key that is not in here.
-- owner: access
create table audit_blocks (
  merchant_id uuid not null,
  number bigint not null,
  entry_ids uuid[] not null,
  first_id uuid not null,
  last_id uuid not null,
  -- Eight bytes of the hash of each entry, in the order of the ids: they name the entry that was changed.
  marks bytea not null,
  digest bytea not null,
  mac bytea not null,
  sealed_at timestamptz not null,
  primary key (merchant_id, number),
  constraint audit_blocks_number_positive check (number > 0)
);
create index audit_blocks_by_time on audit_blocks (merchant_id, sealed_at);

-- One row for each subscriber that has yet to handle an event. It goes in the transaction that handles it.
-- owner: platform
create table event_deliveries (
  merchant_id uuid not null,
  subscriber text collate "C" not null,
  object_id uuid not null,
  version integer not null,
  attempts smallint not null default 0,
  due_at timestamptz not null,
  dead_at timestamptz,
  failure text,
  primary key (merchant_id, subscriber, object_id, version)
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0.05);
create index event_deliveries_failed on event_deliveries (merchant_id, subscriber, object_id) where attempts > 0;

-- The row a drain locks, so that one drain at a time works for a merchant and subscriber.
-- owner: platform
create table drains (
  merchant_id uuid not null,
  subscriber text collate "C" not null,
  drained_at timestamptz,
  primary key (merchant_id, subscriber)
);

-- owner: platform
create table search_tokens (
  merchant_id uuid not null,
  object_type text collate "C" not null,
  token bytea not null,
  object_id uuid not null,
  key_id smallint not null,
  primary key (merchant_id, token, object_type, object_id)
);
