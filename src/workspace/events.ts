import { changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { SavedView } from './saved-view.ts'

type Told = { at: Date; actor: string }

/** Tells what became of a view: not its name, which is what somebody wrote. */
export function viewEvent(
  type: 'saved_view.created' | 'saved_view.changed' | 'saved_view.removed',
  { before, after }: { before: SavedView | null; after: SavedView },
  told: Told,
): DomainEvent {
  const changes = changesBetween(before, after, ['list', 'isShared', 'content'])
  return { objectType: 'saved_view', objectId: after.id, version: after.version, type, data: { changes }, ...told }
}

/** Tells that somebody set how they like the screens, and which parts of it. */
export function preferencesSet(
  { id, version, parts }: { id: string; version: number; parts: string[] },
  told: Told,
): DomainEvent {
  return { objectType: 'preferences', objectId: id, version, type: 'preferences.set', data: { parts }, ...told }
}
