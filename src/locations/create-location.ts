import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { outOfScope } from '../platform/scope.ts'
import { locationEvent } from './events.ts'
import { type Location, type LocationForm, locationOf, locationScope } from './location.ts'
import { findLocationByCode } from './location-queries.ts'
import { insertLocation } from './location-store.ts'

/**
 * Makes a location. It is in nobody's scope yet: who is narrowed to places makes none.
 * @throws DomainError `out_of_scope`, `location_code_taken` and those of `locationOf`
 */
export async function createLocation(
  { tx, now, actor, scope }: Pick<Command, 'tx' | 'now' | 'actor' | 'scope'>,
  form: LocationForm & { code: string },
): Promise<Location> {
  const { code } = form
  if (scope?.[locationScope] !== undefined) throw outOfScope('code')
  if ((await findLocationByCode(tx, code)) !== undefined) {
    throw new DomainError('conflict', 'location_code_taken', { field: 'code', facts: { code } })
  }
  const location: Location = { ...locationOf(form), id: newId(now), code, status: 'active', version: 1, createdAt: now }
  await insertLocation(tx, location)
  await publish(tx, [locationEvent('location.created', { before: null, after: location }, { at: now, actor })])
  await touchReference(tx)
  return location
}
