import { type Command, requireVersion } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { applyAction } from '../platform/states.ts'
import { type LocationEvent, locationEvent } from './events.ts'
import { type Location, locationActions } from './location.ts'
import { lockLocation, saveLocation } from './location-store.ts'

/**
 * Closes a location: it is given no more orders. What it has to do already stays its work.
 * @throws DomainError `location_not_found`, `version_mismatch`, `action_not_allowed`
 */
export function closeLocation(command: Command, { locationId }: { locationId: string }): Promise<Location> {
  return applyTo(command, locationId, 'close', 'location.closed')
}

/**
 * Opens a closed location again.
 * @throws DomainError `location_not_found`, `version_mismatch`, `action_not_allowed`
 */
export function reopenLocation(command: Command, { locationId }: { locationId: string }): Promise<Location> {
  return applyTo(command, locationId, 'reopen', 'location.reopened')
}

async function applyTo(
  command: Command,
  locationId: string,
  action: keyof typeof locationActions,
  type: LocationEvent['type'],
): Promise<Location> {
  const { tx, now, actor } = command
  const before = await lockLocation(command, locationId)
  requireVersion(command, before.version)
  const status = applyAction(locationActions, action, before.status)
  const after: Location = { ...before, status, version: before.version + 1 }
  await saveLocation(tx, after)
  await publish(tx, [locationEvent(type, { before, after }, { at: now, actor })])
  await touchReference(tx)
  return after
}
