-- Bulk jobs: one act that somebody asked for on many objects at once, done row by row beside them.

-- `filter` says by what the rows were chosen, without words that may name people. `input` is what the act takes; it may hold what
-- people wrote and is forgotten a day after. `worked_until` is until when some worker is at it.
-- owner: bulk
create table bulk_jobs (
  merchant_id uuid not null,
  id uuid not null,
  list text collate "C" not null,
  action text collate "C" not null,
  input jsonb,
  filter jsonb,
  requested_by text collate "C" not null,
  origin text collate "C",
  requested_at timestamptz not null,
  status text collate "C" not null,
  total integer not null,
  done integer not null,
  failed integer not null,
  reverses uuid,
  worked_until timestamptz,
  ended_at timestamptz,
  version integer not null,
  primary key (merchant_id, id),
  constraint bulk_jobs_status check (status in ('running', 'done', 'cancelled')),
  constraint bulk_jobs_counts check (done >= 0 and failed >= 0 and done + failed <= total),
  constraint bulk_jobs_ended check ((status = 'running') = (ended_at is null))
);
create index bulk_jobs_by_person on bulk_jobs (merchant_id, requested_by, id);
create index bulk_jobs_running on bulk_jobs (merchant_id, id) where status = 'running';
create index bulk_jobs_with_input on bulk_jobs (merchant_id, requested_at) where input is not null;

-- One object of a job: its number for people, and what became of it. `given` is what a reversal needs to know of what was done,
-- `result` what its own reversal would.
-- owner: bulk
create table bulk_rows (
  merchant_id uuid not null,
  job_id uuid not null,
  row_number integer not null,
  object_id uuid not null,
  label text collate "C",
  status text collate "C" not null,
  code text collate "C",
  facts jsonb,
  given jsonb,
  result jsonb,
  primary key (merchant_id, job_id, row_number),
  constraint bulk_rows_status check (status in ('waiting', 'done', 'failed')),
  constraint bulk_rows_code check ((status = 'failed') = (code is not null))
);
alter table bulk_rows add constraint bulk_rows_job
  foreign key (merchant_id, job_id) references bulk_jobs (merchant_id, id);
create index bulk_rows_by_status on bulk_rows (merchant_id, job_id, status, row_number);

select isolate(t, true) from unnest(array['bulk_jobs', 'bulk_rows']::regclass[]) t;
