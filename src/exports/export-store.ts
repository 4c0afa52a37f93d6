import { type RawBuilder, sql } from 'kysely'
import { insertRows, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ExportJob } from './export-job.ts'

/** Every column of an export but the merchant's and the lease. */
export const exportColumns = sql`id, list, format, columns, words, time_zone, filter, full_for, requested_by, scope, origin,
  requested_at,
  status, code, total, done, masked, bytes, ended_at, version`

const inserted = [
  ...(['id', 'list', 'format', 'columns', 'words', 'timeZone', 'filter', 'fullFor', 'requestedBy', 'scope'] as const),
  ...([
    'origin',
    'requestedAt',
    'status',
    'code',
    'total',
    'done',
    'masked',
    'bytes',
    'workedUntil',
    'endedAt',
    'version',
  ] as const),
] as const

/** Adds an export. */
export async function insertExport(tx: Transaction, job: ExportJob): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'exports', inserted, [{ ...job, workedUntil: null }]))
}

/**
 * Adds the rows of an export: all that `source` gives, a select of `id` and `position`, in that order, and of `part_id` where an id
 * has two parts. Answers how many.
 */
export function insertExportRows(
  tx: Transaction,
  exportId: string,
  { source, hasParts }: { source: RawBuilder<unknown>; hasParts: boolean },
): Promise<number> {
  const part = hasParts ? sql`s.part_id` : sql`null::uuid`
  return tx.run(sql`
    insert into export_rows (merchant_id, export_id, row_number, object_id, part_id)
    select ${tx.merchantId}, ${exportId}, row_number() over (order by s.position), s.id, ${part} from (${source}) s`)
}

/** Says how many rows an export has. */
export async function saveExportTotal(tx: Transaction, exportId: string, total: number): Promise<void> {
  await tx.run(sql`update exports set total = ${total} where merchant_id = ${tx.merchantId} and id = ${exportId}`)
}

/** Locks an export. */
export function lockExport(tx: Transaction, exportId: string): Promise<ExportJob | undefined> {
  return tx.row<ExportJob>(sql`
    select ${exportColumns} from exports where merchant_id = ${tx.merchantId} and id = ${exportId} for update`)
}

/** Takes a running export that no worker is at, or whose worker is gone; it begins anew. */
export function leaseExport(tx: Transaction, now: Date, until: Date): Promise<ExportJob | undefined> {
  return tx.row<ExportJob>(sql`
    update exports set worked_until = ${until}, done = 0, masked = 0
    where merchant_id = ${tx.merchantId} and id = (
      select id from exports
      where merchant_id = ${tx.merchantId} and status = 'running' and (worked_until is null or worked_until < ${now})
      order by id limit 1 for update skip locked)
    returning ${exportColumns}`)
}

/**
 * Saves how far an export is and keeps it for the worker that has it until `held` (`until` null gives it back); false when it is not
 * to go on, or is another worker's by now.
 */
export async function saveProgress(
  tx: Transaction,
  { id, done, masked }: Pick<ExportJob, 'id' | 'done' | 'masked'>,
  { held, until }: { held: Date; until: Date | null },
): Promise<boolean> {
  const kept = await tx.run(sql`
    update exports set done = ${done}, masked = ${masked}, worked_until = ${until}
    where merchant_id = ${tx.merchantId} and id = ${id} and status = 'running' and worked_until = ${held}`)
  return kept === 1
}

/** Notes of which objects a whole contact was disclosed, among locked rows behind a row number. */
export async function saveDisclosed(
  tx: Transaction,
  exportId: string,
  { after, objectIds }: { after: number; objectIds: readonly string[] },
): Promise<void> {
  if (objectIds.length === 0) return
  await tx.run(sql`
    update export_rows set is_disclosed = true
    where merchant_id = ${tx.merchantId} and export_id = ${exportId} and row_number > ${after}
      and object_id = any(${uuidList(objectIds)})`)
}

/**
 * The next rows of an export behind a row number. Where whole contacts are disclosed they are locked: no other worker notes meanwhile
 * whose were.
 */
export function takeExportRows(
  tx: Transaction,
  exportId: string,
  { after, limit, isLocked }: { after: number; limit: number; isLocked: boolean },
): Promise<{ rowNumber: number; objectId: string; partId: string | null; isDisclosed: boolean }[]> {
  const lock = isLocked ? sql`for update` : sql``
  return tx.rows(sql`
    select row_number, object_id, part_id, is_disclosed from export_rows
    where merchant_id = ${tx.merchantId} and export_id = ${exportId} and row_number > ${after}
    order by row_number limit ${limit} ${lock}`)
}

/** Saves the end of an export, and forgets which rows it had. */
export async function saveEnd(tx: Transaction, job: ExportJob): Promise<void> {
  const { id, status, code, done, masked, bytes, endedAt, version } = job
  await tx.run(sql`
    update exports set status = ${status}, code = ${code}, done = ${done}, masked = ${masked}, bytes = ${bytes},
      ended_at = ${endedAt}, version = ${version}, worked_until = null
    where merchant_id = ${tx.merchantId} and id = ${id}`)
  await tx.run(sql`delete from export_rows where merchant_id = ${tx.merchantId} and export_id = ${id}`)
}
