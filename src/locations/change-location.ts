import { type Command, requireVersion } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { locationEvent } from './events.ts'
import { type Location, type LocationForm, locationOf } from './location.ts'
import { lockLocation, saveLocation } from './location-store.ts'

/**
 * Changes what is said of a location; its code stays.
 * @throws DomainError `location_not_found`, `version_mismatch` and those of `locationOf`
 */
export async function changeLocation(
  command: Command,
  { locationId, ...form }: LocationForm & { locationId: string },
): Promise<Location> {
  const { tx, now, actor } = command
  const before = await lockLocation(command, locationId)
  requireVersion(command, before.version)
  const after = { ...before, ...locationOf(form), version: before.version + 1 }
  await saveLocation(tx, after)
  await publish(tx, [locationEvent('location.changed', { before, after }, { at: now, actor })])
  await touchReference(tx)
  return after
}
