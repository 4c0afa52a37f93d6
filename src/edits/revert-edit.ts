import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { type Edit, type EditKind, type EditRow, type RevertedRow, requireRevertible } from './edit.ts'
import { findEditRows, lockEdit, saveReversal } from './edit-store.ts'
import { editEvent } from './keep-edit.ts'

/** Takes rows back where they still are what the edit made of them; an outcome for each, in order. */
export type RevertRows = (command: Command, edit: Edit, rows: readonly EditRow[]) => Promise<RevertedRow[]>

/**
 * Takes an edit back, once: row by row where nothing changed it since, and what others changed meanwhile stays. Every event of it
 * names the edit that it undoes.
 * @throws DomainError `edit_not_found`, `edit_reverted_already`, `undo_too_late`
 */
export async function revertEdit(
  command: Command,
  { editId, kinds }: { editId: string; kinds: readonly EditKind[] },
  revertRows: RevertRows,
): Promise<{ edit: Edit; rows: RevertedRow[] }> {
  const { tx, now, actor } = command
  const before = await lockEdit(tx, editId, kinds)
  if (before === undefined) throw new DomainError('not_found', 'edit_not_found')
  requireRevertible(before, now)
  const undoing = { ...command, tx: { ...tx, remarks: { ...tx.remarks, undoes: editId } } }
  const rows = await revertRows(undoing, before, await findEditRows(tx, editId))
  const edit = { ...before, revertedBy: actor, revertedAt: now, version: 2 }
  await saveReversal(tx, edit, rows)
  await publish(tx, [editEvent('edit.reverted', edit, { at: now, actor })])
  return { edit, rows }
}
