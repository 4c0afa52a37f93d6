-- Exports: what somebody takes out of a list as a file. The file is kept in the data folder for a time; this is who asked for what.

-- `filter` says by what the rows were chosen, without words that may name people. `columns` are keys with the titles that stand over
-- them, `words` what codes are called: both as the person saw them. `full_for` is what whole contacts are needed for, where asked.
-- owner: exports
create table exports (
  merchant_id uuid not null,
  id uuid not null,
  list text collate "C" not null,
  format text collate "C" not null,
  columns jsonb not null,
  words jsonb not null,
  time_zone text collate "C" not null,
  filter jsonb,
  full_for text collate "C",
  requested_by text collate "C" not null,
  origin text collate "C",
  requested_at timestamptz not null,
  status text collate "C" not null,
  code text collate "C",
  total integer not null,
  done integer not null,
  masked integer not null,
  bytes bigint not null,
  worked_until timestamptz,
  ended_at timestamptz,
  version integer not null,
  primary key (merchant_id, id),
  constraint exports_format check (format in ('csv', 'xlsx')),
  constraint exports_status check (status in ('running', 'done', 'failed', 'cancelled')),
  constraint exports_counts check (done >= 0 and done <= total and masked >= 0 and bytes >= 0),
  constraint exports_ended check ((status = 'running') = (ended_at is null)),
  constraint exports_code check ((status = 'failed') = (code is not null))
);
create index exports_by_person on exports (merchant_id, requested_by, id);
create index exports_running on exports (merchant_id, id) where status = 'running';

-- Which objects, in the order of the file; gone when the file is written.
-- owner: exports
create table export_rows (
  merchant_id uuid not null,
  export_id uuid not null,
  row_number integer not null,
  object_id uuid not null,
  primary key (merchant_id, export_id, row_number)
);
alter table export_rows add constraint export_rows_export
  foreign key (merchant_id, export_id) references exports (merchant_id, id);

select isolate(t, true) from unnest(array['exports', 'export_rows']::regclass[]) t;
