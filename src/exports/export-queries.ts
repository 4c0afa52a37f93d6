import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ExportJob } from './export-job.ts'
import { exportColumns } from './export-store.ts'

/** Somebody's exports, newest first. */
export function findExports(
  tx: Transaction,
  requestedBy: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<ExportJob[]> {
  const before = after === undefined ? sql`` : sql`and id < ${after}`
  return tx.rows<ExportJob>(sql`
    select ${exportColumns} from exports
    where merchant_id = ${tx.merchantId} and requested_by = ${requestedBy} ${before} order by id desc limit ${limit}`)
}

/** One export of somebody. */
export function findExport(tx: Transaction, exportId: string, requestedBy: string): Promise<ExportJob | undefined> {
  return tx.row<ExportJob>(sql`
    select ${exportColumns} from exports
    where merchant_id = ${tx.merchantId} and id = ${exportId} and requested_by = ${requestedBy}`)
}
