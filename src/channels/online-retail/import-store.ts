import { sql } from 'kysely'
import { insertRows, onConflict, rowSource } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { type DomainEvent, publish } from '../../platform/events.ts'
import type { StagedLine } from './classify-line.ts'
import { fieldsOf } from './read-csv.ts'

/** What runs and lines of this format are kept under. */
export const source = 'online-retail'

/** One reading of a file. */
export type ImportRun = { id: string; source: string; fileName: string; actor: string; startedAt: Date }

/** Keeps that a file is being read. */
export async function insertRun(tx: Transaction, run: ImportRun): Promise<void> {
  const columns = ['id', 'source', 'fileName', 'actor', 'startedAt'] as const
  await tx.run(insertRows(tx.merchantId, 'import_runs', columns, [run]))
  await publish(tx, [runEvent(run, { version: 1, type: 'import.started', at: run.startedAt })])
}

/**
 * Keeps what a run came to. Lines that a run before had to keep aside because their order was refused, and whose order was
 * placed since, are no longer kept.
 */
export async function finishRun(
  tx: Transaction,
  run: Pick<ImportRun, 'id' | 'source' | 'actor'>,
  finishedAt: Date,
  report: object,
): Promise<void> {
  const { id, source } = run
  await Promise.all([
    tx.run(sql`
      delete from import_lines l using orders o
      where l.merchant_id = ${tx.merchantId} and l.source = ${source} and l.reason = 'refused' and l.run_id <> ${id}
        and o.merchant_id = ${tx.merchantId} and o.external_id = l.document and o.channel = ${source}`),
    tx.run(sql`
      update import_runs set finished_at = ${finishedAt}, report = ${JSON.stringify(report)}::jsonb
      where merchant_id = ${tx.merchantId} and id = ${id}`),
    publish(tx, [runEvent(run, { version: 2, type: 'import.finished', at: finishedAt })]),
  ])
}

function runEvent(
  { id: objectId, source, actor }: Pick<ImportRun, 'id' | 'source' | 'actor'>,
  told: Pick<DomainEvent<'import.started' | 'import.finished'>, 'version' | 'type' | 'at'>,
): DomainEvent {
  return { objectType: 'import_run', objectId, actor, data: { source }, ...told }
}

/** How many orders of a channel are neither completed nor given up. */
export async function countWaiting(tx: Transaction, channel: string): Promise<number> {
  const row = await tx.row<{ orders: number }>(sql`
    select count(*) as orders from orders
    where merchant_id = ${tx.merchantId} and channel = ${channel} and status in ('submitted', 'confirmed')`)
  return row?.orders ?? 0
}

/** Keeps lines aside; those that an earlier run kept stay as they are, but what is refused again is of this run. */
export async function stageLines(
  tx: Transaction,
  { id: runId, source }: Pick<ImportRun, 'id' | 'source'>,
  staged: readonly StagedLine[],
): Promise<void> {
  if (staged.length === 0) return
  const rows = staged.map(({ line, reason, detail }) => ({
    source,
    document: line.invoice,
    lineNumber: line.position,
    runId,
    fileLine: line.line,
    reason,
    detail,
    fields: fieldsOf(line.text),
  }))
  const columns = ['source', 'document', 'lineNumber', 'runId', 'fileLine', 'reason', 'detail', 'fields'] as const
  const insert = insertRows(tx.merchantId, 'import_lines', columns, rows)
  const again = `on conflict (merchant_id, source, document, line_number)
    do update set run_id = excluded.run_id, file_line = excluded.file_line, detail = excluded.detail
    where import_lines.reason = 'refused' and excluded.reason = 'refused'` as const
  await tx.run(onConflict(insert, again))
}

/** Empties lines that are kept: where they stood and why they were kept stays. Answers how many. */
export async function clearLines(
  tx: Transaction,
  source: string,
  lines: readonly { document: string; lineNumber: number }[],
): Promise<number> {
  if (lines.length === 0) return 0
  return tx.run(sql`
    update import_lines l set fields = '[]'::jsonb, detail = ''
    from ${rowSource('k', { document: 'text', lineNumber: 'int4' }, lines)}
    where l.merchant_id = ${tx.merchantId} and l.source = ${source}
      and l.document = k.document and l.line_number = k.line_number`)
}
