import type { DomainEvent } from '../platform/events.ts'
import type { Location } from './location.ts'

/** What this module tells of locations. */
export type LocationEvent = DomainEvent<
  'location.created' | 'location.changed' | 'location.closed' | 'location.reopened',
  { status: string }
>

/** Tells what became of a location; its version is the one after the change. */
export function locationEvent(
  type: LocationEvent['type'],
  { id, version, status }: Pick<Location, 'id' | 'version' | 'status'>,
  told: { at: Date; actor: string },
): LocationEvent {
  return { objectType: 'location', objectId: id, version, type, data: { status }, ...told }
}
