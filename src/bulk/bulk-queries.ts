import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { BulkJob, BulkRow } from './bulk-job.ts'
import { bulkJobColumns } from './bulk-store.ts'

type Page = { limit: number; after?: string | undefined }

/** Somebody's jobs, newest first. */
export function findBulkJobs(tx: Transaction, requestedBy: string, { limit, after }: Page): Promise<BulkJob[]> {
  const before = after === undefined ? sql`` : sql`and id < ${after}`
  return tx.rows<BulkJob>(sql`
    select ${bulkJobColumns} from bulk_jobs
    where merchant_id = ${tx.merchantId} and requested_by = ${requestedBy} ${before} order by id desc limit ${limit}`)
}

/** One job of somebody. */
export function findBulkJob(tx: Transaction, jobId: string, requestedBy: string): Promise<BulkJob | undefined> {
  return tx.row<BulkJob>(sql`
    select ${bulkJobColumns} from bulk_jobs
    where merchant_id = ${tx.merchantId} and id = ${jobId} and requested_by = ${requestedBy}`)
}

/** Rows of a job in their order, behind a row number; only those of a status where one is given. */
export function findBulkRows(
  tx: Transaction,
  jobId: string,
  { status, limit, after }: { status?: string | undefined; limit: number; after?: number | undefined },
): Promise<BulkRow[]> {
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  return tx.rows<BulkRow>(sql`
    select row_number, object_id, label, status, code, facts, given from bulk_rows
    where merchant_id = ${tx.merchantId} and job_id = ${jobId} ${ofStatus} and row_number > ${after ?? 0}
    order by row_number limit ${limit}`)
}

/** Jobs that still have what they were given, and are about some of the objects. */
export async function findJobsAbout(tx: Transaction, objectIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select j.id from bulk_jobs j
    where j.merchant_id = ${tx.merchantId} and j.input is not null and exists (
      select from bulk_rows r
      where r.merchant_id = ${tx.merchantId} and r.job_id = j.id and r.object_id = any(${uuidList(objectIds)}))`)
  return rows.map(({ id }) => id)
}
