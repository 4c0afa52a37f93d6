-- Orders that are being written: what a clerk has typed, saved by itself.

-- A draft is no order: half of it may be missing, and it has no number. Until it ends (placed, discarded, expired) what was typed
-- is sealed under the key of a person of its own, since it names somebody whom nobody may know yet; then it is emptied. The
-- customer it is for is known, so that it goes when the customer is erased.
-- owner: orders
create table order_drafts (
  merchant_id uuid not null,
  id uuid not null,
  owner text collate "C" not null,
  status text collate "C" not null,
  version integer not null,
  person_id uuid not null,
  sealed bytea,
  customer_id uuid,
  channel text collate "C",
  lines integer not null,
  order_id uuid,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (merchant_id, id),
  constraint order_drafts_status check (status in ('open', 'placed', 'discarded', 'expired')),
  constraint order_drafts_sealed check ((status = 'open') = (sealed is not null)),
  constraint order_drafts_placed check ((status = 'placed') = (order_id is not null)),
  constraint order_drafts_lines check (lines >= 0),
  constraint order_drafts_version check (version > 0)
);
alter table order_drafts add constraint order_drafts_person
  foreign key (merchant_id, person_id) references people (merchant_id, id);
create index order_drafts_open on order_drafts (merchant_id, owner, id) where status = 'open';
create index order_drafts_by_expiry on order_drafts (merchant_id, expires_at) where status = 'open';
create index order_drafts_by_customer on order_drafts (merchant_id, customer_id) where status = 'open' and customer_id is not null;

select isolate(t, true) from unnest(array['order_drafts']::regclass[]) t;
