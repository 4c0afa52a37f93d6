import { sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { uuidList } from '../platform/db/bulk.ts'
import { DomainError } from '../platform/errors.ts'
import { requireWithin, type Scoped } from '../platform/scope.ts'

/** A place as stock needs it. */
export type Place = { id: string; code: string; status: 'active' | 'closed' }

/**
 * Finds a place by its id; `field` is the path of the input that holds it.
 * @throws DomainError forbidden `out_of_scope`; refused `unknown_location`, or `location_closed` where it must be open
 */
export type PlaceFinder = (locationId: string, about: { field: string; open: boolean }) => Place

/** Reads the places of ids. Who is narrowed to places finds only those. */
export async function findPlaces({ tx, scope }: Scoped, locationIds: readonly string[]): Promise<PlaceFinder> {
  const rows = await tx.rows<Place>(sql`
    select id, code, status from locations
    where merchant_id = ${tx.merchantId} and id = any(${uuidList([...new Set(locationIds)])})`)
  const places = new Map(rows.map((place) => [place.id, place]))
  return (locationId, { field, open }) => {
    requireWithin(scope, locationScope, { name: locationId, field })
    const place = places.get(locationId)
    if (place === undefined) throw new DomainError('refused', 'unknown_location', { field, facts: { locationId } })
    if (!open || place.status === 'active') return place
    throw new DomainError('refused', 'location_closed', { field, facts: { locationId, code: place.code } })
  }
}
