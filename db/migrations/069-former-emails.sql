-- An address that somebody had until they were given another one: kept sealed for two days, so that the old one can be told too.
-- owner: access
create table former_emails (
  merchant_id uuid not null,
  staff_id uuid not null,
  version integer not null,
  sealed bytea not null,
  replaced_at timestamptz not null,
  primary key (merchant_id, staff_id, version)
);
alter table former_emails add constraint former_emails_staff
  foreign key (merchant_id, staff_id) references staff (merchant_id, id);
create index former_emails_by_age on former_emails (merchant_id, replaced_at);

select isolate('former_emails', true);
