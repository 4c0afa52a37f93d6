-- Personal data: how it is guarded, what people agreed to, who looked at it, and what must be kept.

-- owner: customers
create table privacy_settings (
  merchant_id uuid not null,
  settings jsonb not null,
  version integer not null,
  primary key (merchant_id),
  constraint privacy_settings_version check (version > 0)
);

-- What a customer agreed to or took back, for one purpose, the first first; the last one counts. The evidence is sealed under
-- the person's key, so that it goes with the person.
-- owner: customers
create table consents (
  merchant_id uuid not null,
  customer_id uuid not null,
  purpose text collate "C" not null,
  number integer not null,
  id uuid not null,
  state text collate "C" not null,
  channel text collate "C" not null,
  notice_version text,
  evidence bytea,
  decided_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text collate "C" not null,
  primary key (merchant_id, customer_id, purpose, number),
  constraint consents_number check (number > 0),
  constraint consents_state check (state in ('given', 'withdrawn'))
);
alter table consents add constraint consents_customer
  foreign key (merchant_id, customer_id) references customers (merchant_id, id);

-- Who saw which person's contact in full, and what for: a row for each person and object of a disclosure (its event has the same
-- id). The reason is sealed under the person's key.
-- owner: customers
create table disclosures (
  merchant_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  subject_type text collate "C" not null,
  subject_id uuid not null,
  purpose text collate "C" not null,
  reason bytea,
  disclosed_by text collate "C" not null,
  disclosed_at timestamptz not null,
  primary key (merchant_id, person_id, id, subject_id),
  constraint disclosures_subject_type check (subject_type in ('customer', 'order', 'fulfillment_order', 'export'))
);
alter table disclosures add constraint disclosures_person
  foreign key (merchant_id, person_id) references people (merchant_id, id);

-- How many contacts somebody has seen in the hour and the day that began with the first; locked by who looks next.
-- owner: customers
create table disclosure_quotas (
  merchant_id uuid not null,
  actor text collate "C" not null,
  hour_began_at timestamptz not null,
  in_hour integer not null,
  day_began_at timestamptz not null,
  in_day integer not null,
  told_at timestamptz,
  primary key (merchant_id, actor),
  constraint disclosure_quotas_counts check (in_hour >= 0 and in_day >= 0)
);

-- What must not be erased for now, and why; one at a time of a customer or an order.
-- owner: privacy
create table legal_holds (
  merchant_id uuid not null,
  id uuid not null,
  subject_type text collate "C" not null,
  subject_id uuid not null,
  reason text not null,
  until timestamptz,
  version integer not null,
  placed_at timestamptz not null,
  placed_by text collate "C" not null,
  released_at timestamptz,
  released_by text collate "C",
  primary key (merchant_id, id),
  constraint legal_holds_subject_type check (subject_type in ('customer', 'order'))
);
create unique index legal_holds_active on legal_holds (merchant_id, subject_id) where released_at is null;

-- Append-only: what was agreed to, and who looked, is not rewritten.
select isolate(t, false) from unnest(array['consents', 'disclosures']::regclass[]) t;
select isolate(t, true) from unnest(array['privacy_settings', 'disclosure_quotas', 'legal_holds']::regclass[]) t;
