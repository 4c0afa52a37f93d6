import { sql } from 'kysely'
import { insertRows, rowSource } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Edit, EditKind, EditRow, RevertedRow } from './edit.ts'

const columns = ['id', 'kind', 'rowCount', 'madeBy', 'madeAt', 'revertedBy', 'revertedAt', 'version'] as const
const rowColumns = ['editId', 'rowNumber', 'objectId', 'before', 'after'] as const

/** Columns of an edit. */
export const editColumns = sql`id, kind, row_count, made_by, made_at, reverted_by, reverted_at, version`

/** Writes an edit with its rows. */
export async function insertEdit(tx: Transaction, edit: Edit, rows: readonly EditRow[]): Promise<void> {
  const numbered = rows.map((row, index) => ({
    ...{ editId: edit.id, rowNumber: index + 1, objectId: row.objectId },
    ...{ before: row.before as object | null, after: row.after as object },
  }))
  await tx.run(insertRows(tx.merchantId, 'edits', columns, [edit]))
  await tx.run(insertRows(tx.merchantId, 'edit_rows', rowColumns, numbered))
}

/** Locks an edit of one of the kinds. */
export function lockEdit(tx: Transaction, editId: string, kinds: readonly EditKind[]): Promise<Edit | undefined> {
  return tx.row<Edit>(sql`
    select ${editColumns} from edits
    where merchant_id = ${tx.merchantId} and id = ${editId} and kind in (${sql.join(kinds)}) for update`)
}

/** The rows of an edit, in order. */
export function findEditRows(tx: Transaction, editId: string): Promise<EditRow[]> {
  return tx.rows<EditRow>(sql`
    select object_id, before, after from edit_rows
    where merchant_id = ${tx.merchantId} and edit_id = ${editId} order by row_number`)
}

/** Saves that an edit was taken back, and what became of each of its rows, in their order. */
export async function saveReversal(
  tx: Transaction,
  { id, revertedBy, revertedAt, version }: Edit,
  rows: readonly RevertedRow[],
): Promise<void> {
  const outcomes = rows.map(({ outcome }, index) => ({ rowNumber: index + 1, outcome }))
  await tx.run(sql`
    update edits set reverted_by = ${revertedBy}, reverted_at = ${revertedAt}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
  await tx.run(sql`
    update edit_rows r set outcome = c.outcome
    from ${rowSource('c', { rowNumber: 'int4', outcome: 'text' }, outcomes)}
    where r.merchant_id = ${tx.merchantId} and r.edit_id = ${id} and r.row_number = c.row_number`)
}
