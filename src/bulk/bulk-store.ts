import { type RawBuilder, sql } from 'kysely'
import { insertRows, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { BulkJob, BulkRow } from './bulk-job.ts'

/** Every column of a job but the merchant's and the lease. */
export const bulkJobColumns = sql`id, list, action, input, filter, requested_by, origin, requested_at, status, total, done, failed,
  reverses, ended_at, version`

const inserted = [
  ...(['id', 'list', 'action', 'input', 'filter', 'requestedBy', 'origin', 'requestedAt', 'status'] as const),
  ...(['total', 'done', 'failed', 'reverses', 'workedUntil', 'endedAt', 'version'] as const),
] as const

/** Adds a job. */
export async function insertBulkJob(tx: Transaction, job: BulkJob): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'bulk_jobs', inserted, [{ ...job, workedUntil: null }]))
}

/**
 * Adds the rows of a job: all that `source` gives, a select of `id`, `label` and `position`, in the order of the position. Answers
 * how many. What it finds is what there is at this moment.
 */
export function insertBulkRows(tx: Transaction, jobId: string, source: RawBuilder<unknown>): Promise<number> {
  return tx.run(sql`
    insert into bulk_rows (merchant_id, job_id, row_number, object_id, label, status)
    select ${tx.merchantId}, ${jobId}, row_number() over (order by s.position), s.id, s.label, 'waiting' from (${source}) s`)
}

/** Adds, as rows of a job, those of another one that were done, with what was done: the last first. */
export function insertReversedRows(tx: Transaction, jobId: string, reversedId: string): Promise<number> {
  return tx.run(sql`
    insert into bulk_rows (merchant_id, job_id, row_number, object_id, label, status, given)
    select ${tx.merchantId}, ${jobId}, row_number() over (order by r.row_number desc), r.object_id, r.label, 'waiting', r.result
    from bulk_rows r
    where r.merchant_id = ${tx.merchantId} and r.job_id = ${reversedId} and r.status = 'done'`)
}

/** Says how many rows a job has. */
export async function saveTotal(tx: Transaction, jobId: string, total: number): Promise<void> {
  await tx.run(sql`update bulk_jobs set total = ${total} where merchant_id = ${tx.merchantId} and id = ${jobId}`)
}

/** Locks a job. */
export function lockBulkJob(tx: Transaction, jobId: string): Promise<BulkJob | undefined> {
  return tx.row<BulkJob>(sql`
    select ${bulkJobColumns} from bulk_jobs where merchant_id = ${tx.merchantId} and id = ${jobId} for update`)
}

/** Saves where a job stands. */
export async function saveBulkJob(tx: Transaction, job: BulkJob): Promise<void> {
  const { id, status, failed, endedAt, version } = job
  await tx.run(sql`
    update bulk_jobs set status = ${status}, failed = ${failed}, ended_at = ${endedAt}, version = ${version}, worked_until = null
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Takes a running job that no worker is at, or whose worker is gone. */
export function leaseBulkJob(tx: Transaction, now: Date, until: Date): Promise<BulkJob | undefined> {
  return tx.row<BulkJob>(sql`
    update bulk_jobs set worked_until = ${until}
    where merchant_id = ${tx.merchantId} and id = (
      select id from bulk_jobs
      where merchant_id = ${tx.merchantId} and status = 'running' and (worked_until is null or worked_until < ${now})
      order by id limit 1 for update skip locked)
    returning ${bulkJobColumns}`)
}

/** Keeps a job for its worker; none when it does not run any more. */
export function renewLease(tx: Transaction, jobId: string, until: Date | null): Promise<BulkJob | undefined> {
  return tx.row<BulkJob>(sql`
    update bulk_jobs set worked_until = ${until}
    where merchant_id = ${tx.merchantId} and id = ${jobId} and status = 'running' returning ${bulkJobColumns}`)
}

/** Takes a row that waits, of a job that runs; false when it is done already, or not to be done. */
export async function claimRow(tx: Transaction, jobId: string, rowNumber: number): Promise<boolean> {
  const claimed = await tx.run(sql`
    update bulk_rows set status = 'done'
    where merchant_id = ${tx.merchantId} and job_id = ${jobId} and row_number = ${rowNumber} and status = 'waiting'
      and exists (
        select from bulk_jobs where merchant_id = ${tx.merchantId} and id = ${jobId} and status = 'running')`)
  return claimed === 1
}

/** Saves what became of a row that was taken, and counts it. */
export async function saveRow(
  tx: Transaction,
  jobId: string,
  { rowNumber, code, facts, result }: Pick<BulkRow, 'rowNumber' | 'code' | 'facts'> & { result: object | null },
): Promise<void> {
  const isDone = code === null
  await Promise.all([
    tx.run(sql`
      update bulk_rows set status = ${isDone ? 'done' : 'failed'}, code = ${code}, facts = ${json(facts)}, result = ${json(result)}
      where merchant_id = ${tx.merchantId} and job_id = ${jobId} and row_number = ${rowNumber}`),
    tx.run(
      isDone
        ? sql`update bulk_jobs set done = done + 1 where merchant_id = ${tx.merchantId} and id = ${jobId}`
        : sql`update bulk_jobs set failed = failed + 1 where merchant_id = ${tx.merchantId} and id = ${jobId}`,
    ),
  ])
}

/** Has the rows that failed wait again. */
export async function resetFailedRows(tx: Transaction, jobId: string): Promise<void> {
  await tx.run(sql`
    update bulk_rows set status = 'waiting', code = null, facts = null
    where merchant_id = ${tx.merchantId} and job_id = ${jobId} and status = 'failed'`)
}

/** Forgets what jobs were given before a moment; those that run keep it. Answers how many. */
export function forgetInputsBefore(tx: Transaction, before: Date): Promise<number> {
  return tx.run(sql`
    update bulk_jobs set input = null
    where merchant_id = ${tx.merchantId} and input is not null and requested_at < ${before} and status <> 'running'`)
}

/** Deletes a portion of the rows of jobs that were asked for before a moment. Answers how many. */
export function deleteRowsBefore(tx: Transaction, before: Date, limit: number): Promise<number> {
  return tx.run(sql`
    delete from bulk_rows r using (
      select o.job_id, o.row_number from bulk_rows o
      join bulk_jobs j on j.merchant_id = ${tx.merchantId} and j.id = o.job_id and j.requested_at < ${before} and j.status <> 'running'
      where o.merchant_id = ${tx.merchantId} limit ${limit}) old
    where r.merchant_id = ${tx.merchantId} and r.job_id = old.job_id and r.row_number = old.row_number`)
}

function json(value: object | null): RawBuilder<unknown> {
  return sql`${value === null ? null : JSON.stringify(value)}::jsonb`
}

/** Forgets what some jobs were given, whether they run or not. */
export async function forgetInputsOf(tx: Transaction, jobIds: readonly string[]): Promise<number> {
  if (jobIds.length === 0) return 0
  return tx.run(sql`
    update bulk_jobs set input = null where merchant_id = ${tx.merchantId} and id = any(${uuidList(jobIds)})`)
}
