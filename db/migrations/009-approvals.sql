-- What one person asked for and another decides: nothing of it is done before.

-- `input` is what the operation took, as its contract parsed it: never personal. `effect_id` and `effect_version` name the
-- event that tells what the approval did.
-- owner: approvals
create table approvals (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  status text collate "C" not null,
  input jsonb not null,
  reason text not null,
  location_id uuid,
  order_id uuid,
  amount bigint,
  currency text collate "C",
  quantity bigint,
  requested_by text collate "C" not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by text collate "C",
  decided_at timestamptz,
  note text not null,
  effect_id uuid,
  effect_version integer,
  version integer not null,
  primary key (merchant_id, id),
  constraint approvals_kind check (kind in ('write_off', 'refund')),
  constraint approvals_status check (status in ('requested', 'approved', 'declined', 'withdrawn', 'expired')),
  constraint approvals_size check (
    (kind = 'refund') = (amount is not null and currency is not null) and (kind = 'write_off') = (quantity is not null)),
  constraint approvals_decided check (
    (status = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint approvals_effect check (
    (status = 'approved') = (effect_id is not null) and (effect_id is null) = (effect_version is null)),
  constraint approvals_by_another check (status <> 'approved' or decided_by <> requested_by)
);
create index approvals_by_status on approvals (merchant_id, status, id);
create index approvals_by_kind on approvals (merchant_id, kind, id);
create index approvals_by_order on approvals (merchant_id, order_id) where order_id is not null;
create index approvals_by_expiry on approvals (merchant_id, expires_at) where status = 'requested';

-- Up to what one person may act alone. It has an id of its own, by which its events are told.
-- owner: approvals
create table approval_settings (
  merchant_id uuid not null,
  id uuid not null,
  settings jsonb not null,
  version integer not null,
  primary key (merchant_id)
);

select isolate(t, true) from unnest(array['approvals', 'approval_settings']::regclass[]) t;
