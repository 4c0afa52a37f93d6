import { sql } from 'kysely'
import { insertRows, onConflict } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { StagedLine } from './classify-line.ts'

/** One reading of a file. */
export type ImportRun = { id: string; source: string; fileName: string; actor: string; startedAt: Date }

/** Keeps that a file is being read. */
export async function insertRun(tx: Transaction, run: ImportRun): Promise<void> {
  const columns = ['id', 'source', 'fileName', 'actor', 'startedAt'] as const
  await tx.run(insertRows(tx.merchantId, 'import_runs', columns, [run]))
}

/** Keeps what a run came to. */
export async function finishRun(tx: Transaction, id: string, finishedAt: Date, report: object): Promise<void> {
  await tx.run(sql`
    update import_runs set finished_at = ${finishedAt}, report = ${JSON.stringify(report)}::jsonb
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Keeps lines aside; those that an earlier run kept stay as they are. Answers how many are new. */
export async function stageLines(
  tx: Transaction,
  { id: runId, source }: Pick<ImportRun, 'id' | 'source'>,
  staged: readonly StagedLine[],
): Promise<number> {
  if (staged.length === 0) return 0
  const rows = staged.map(({ line, reason, detail }) => ({
    source,
    document: line.invoice,
    lineNumber: line.position,
    runId,
    fileLine: line.line,
    reason,
    detail,
    fields: line.fields,
  }))
  const columns = ['source', 'document', 'lineNumber', 'runId', 'fileLine', 'reason', 'detail', 'fields'] as const
  return tx.run(onConflict(insertRows(tx.merchantId, 'import_lines', columns, rows), 'on conflict do nothing'))
}
