import { csvRow } from '../../platform/csv.ts'
import type { Database } from '../../platform/db/database.ts'
import { read } from '../../platform/db/transaction.ts'
import type { StagingReason } from './classify-line.ts'
import { findKeptLines, type KeptLine } from './import-queries.ts'
import { source } from './import-store.ts'
import { columns } from './source-line.ts'

const linesAtOnce = 1000

/**
 * The lines that are kept aside, as CSV: the number of the line in its file, reason and detail, then the line's own columns
 * as they stood. A portion for each page, so that any number of lines needs little memory.
 */
export async function* listKeptLines(
  database: Database,
  merchantId: string,
  { reason }: { reason?: StagingReason | undefined } = {},
): AsyncGenerator<string> {
  yield csvRow(['line', 'reason', 'detail', ...columns])
  let after: KeptLine | undefined
  do {
    const page = { source, reason, after, limit: linesAtOnce }
    const lines = await read(database, merchantId, (tx) => findKeptLines(tx, page))
    yield lines.map(rowOf).join('')
    after = lines.length < linesAtOnce ? undefined : lines.at(-1)
  } while (after !== undefined)
}

function rowOf({ fileLine, reason, detail, fields }: KeptLine): string {
  return csvRow([String(fileLine), reason, detail, ...fields])
}
