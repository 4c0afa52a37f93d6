import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'

/** A place as stock needs it. */
export type Place = { id: string; code: string; status: 'active' | 'closed' }

/**
 * Finds a place by its id; `field` is the path of the input that holds it.
 * @throws DomainError refused `unknown_location`, or `location_closed` where it must be open
 */
export type PlaceFinder = (locationId: string, about: { field: string; open: boolean }) => Place

/** Reads the places of ids. */
export async function findPlaces(tx: Transaction, locationIds: readonly string[]): Promise<PlaceFinder> {
  const rows = await tx.rows<Place>(sql`
    select id, code, status from locations
    where merchant_id = ${tx.merchantId} and id = any(${uuidList([...new Set(locationIds)])})`)
  const places = new Map(rows.map((place) => [place.id, place]))
  return (locationId, { field, open }) => {
    const place = places.get(locationId)
    if (place === undefined) throw new DomainError('refused', 'unknown_location', { field, facts: { locationId } })
    if (!open || place.status === 'active') return place
    throw new DomainError('refused', 'location_closed', { field, facts: { locationId, code: place.code } })
  }
}
