import type { Command } from '../platform/command.ts'
import { type DomainEvent, publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { Edit, EditKind, EditRow } from './edit.ts'
import { insertEdit } from './edit-store.ts'

/** Keeps what an edit changed, in the transaction that did it. Answers its id; null when it changed nothing. */
export async function keepEdit(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  kind: EditKind,
  rows: readonly EditRow[],
): Promise<string | null> {
  if (rows.length === 0) return null
  const made = { id: newId(now), kind, rowCount: rows.length, madeBy: actor, madeAt: now }
  const edit: Edit = { ...made, revertedBy: null, revertedAt: null, version: 1 }
  await insertEdit(tx, edit, rows)
  await publish(tx, [editEvent('edit.made', edit, { at: now, actor })])
  return edit.id
}

/** Tells that an edit was made, or taken back. */
export function editEvent(
  type: 'edit.made' | 'edit.reverted',
  { id, version, kind, rowCount }: Edit,
  told: { at: Date; actor: string },
): DomainEvent<'edit.made' | 'edit.reverted'> {
  return { objectType: 'edit', objectId: id, version, type, data: { kind, rows: rowCount }, ...told }
}
