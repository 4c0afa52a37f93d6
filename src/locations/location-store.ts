import { sql } from 'kysely'
import { insertRows } from '../platform/db/bulk.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { isWithin, type Scoped } from '../platform/scope.ts'
import { type Location, locationScope } from './location.ts'
import { locationColumns } from './location-queries.ts'

const insertColumns = [
  'id',
  'code',
  'name',
  'kind',
  'status',
  'fulfils',
  'priority',
  'country',
  'regionCode',
  'longitude',
  'latitude',
  'timeZone',
  'version',
  'createdAt',
] as const

/** Adds a location. @throws DecidedOnStale when another took its code meanwhile */
export async function insertLocation(tx: Transaction, location: Location): Promise<void> {
  await unlessTaken(tx.run(insertRows(tx.merchantId, 'locations', insertColumns, [location])))
}

/**
 * Locks a location to change it.
 * @throws DomainError `location_not_found`, also for one out of the caller's scope
 */
export async function lockLocation({ tx, scope }: Scoped, locationId: string): Promise<Location> {
  const location = isWithin(scope, locationScope, locationId)
    ? await tx.row<Location>(sql`
        select ${locationColumns} from locations
        where merchant_id = ${tx.merchantId} and id = ${locationId} for update`)
    : undefined
  if (location === undefined) throw new DomainError('not_found', 'location_not_found')
  return location
}

/** Saves a location. */
export async function saveLocation(tx: Transaction, location: Location): Promise<void> {
  const { id, name, kind, status, fulfils, priority, country } = location
  const { regionCode, longitude, latitude, timeZone, version } = location
  await tx.run(sql`
    update locations set name = ${name}, kind = ${kind}, status = ${status}, fulfils = ${fulfils},
      priority = ${priority}, country = ${country}, region_code = ${regionCode}, longitude = ${longitude},
      latitude = ${latitude}, time_zone = ${timeZone}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}
