import { type Changes, changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { Location } from './location.ts'

/** What this module tells of locations. */
export type LocationEvent = DomainEvent<
  'location.created' | 'location.changed' | 'location.closed' | 'location.reopened',
  { status: string; changes: Changes }
>

const told = [
  ...(['code', 'name', 'kind', 'status', 'fulfils', 'priority'] as const),
  ...(['country', 'regionCode', 'longitude', 'latitude', 'timeZone'] as const),
] as const

/** Tells what became of a location; its version is the one after the change. */
export function locationEvent(
  type: LocationEvent['type'],
  { before, after }: { before: Location | null; after: Location },
  by: { at: Date; actor: string },
): LocationEvent {
  const { id, version, status } = after
  const data = { status, changes: changesBetween(before, after, told) }
  return { objectType: 'location', objectId: id, version, type, data, ...by }
}
