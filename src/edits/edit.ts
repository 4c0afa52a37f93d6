/*
 * An edit: one act that changed many things of a kind at once, kept with what they were before, so that it can be taken back as a
 * whole. It is not their history (their events are) and only lasts a day: then what it made is the state that others rely on.
 */
import { DomainError } from '../platform/errors.ts'
import { hourMs } from '../platform/time.ts'

/** Every kind of edit. */
export const editKinds = ['products_made', 'products_changed', 'prices_set'] as const

/** What an edit changed. */
export type EditKind = (typeof editKinds)[number]

/** How long an edit can be taken back. */
export const revertibleHours = 24

/** An edit. */
export type Edit = {
  id: string
  kind: EditKind
  rowCount: number
  madeBy: string
  madeAt: Date
  revertedBy: string | null
  revertedAt: Date | null
  version: number
}

/** One thing that an edit changed: what it was before (null: it was not) and what it is to be found as to be taken back. */
export type EditRow<Before = unknown, After = unknown> = { objectId: string; before: Before | null; after: After }

/** What became of a row when its edit was taken back; `code` says why it was refused. */
export type RevertedRow = { objectId: string; outcome: 'reverted' | 'changed_since' | 'refused'; code?: string }

/** @throws DomainError `edit_reverted_already`, `undo_too_late` */
export function requireRevertible({ revertedAt, madeAt }: Edit, now: Date): void {
  if (revertedAt !== null) throw new DomainError('conflict', 'edit_reverted_already')
  if (now.getTime() - madeAt.getTime() < revertibleHours * hourMs) return
  throw new DomainError('conflict', 'undo_too_late', { facts: { hours: revertibleHours } })
}
