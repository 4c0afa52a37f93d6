-- What was read from files of other systems: each run, and the lines that could not become part of an order.

-- owner: channels
create table import_runs (
  merchant_id uuid not null,
  id uuid not null,
  source text collate "C" not null,
  file_name text not null,
  actor text collate "C" not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  report jsonb,
  primary key (merchant_id, id)
);

-- A line kept aside with its reason, its values as the file has them. Its place among the lines of its document names it in
-- whatever cut of the file; `file_line` is where the run that kept it found it.
-- owner: channels
create table import_lines (
  merchant_id uuid not null,
  source text collate "C" not null,
  document text collate "C" not null,
  line_number integer not null,
  run_id uuid not null,
  file_line integer not null,
  reason text collate "C" not null,
  detail text not null,
  fields jsonb not null,
  primary key (merchant_id, source, document, line_number)
);
alter table import_lines add constraint import_lines_run
  foreign key (merchant_id, run_id) references import_runs (merchant_id, id);
create index import_lines_by_reason on import_lines (merchant_id, source, reason, document, line_number);

select isolate(t, true) from unnest(array['import_runs', 'import_lines']::regclass[]) t;
