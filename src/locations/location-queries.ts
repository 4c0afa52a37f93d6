import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { isWithin, type Scoped, withinScope } from '../platform/scope.ts'
import { type Location, type LocationKind, type LocationStatus, locationScope } from './location.ts'

/** A location that sends goods to customers, as sourcing needs it. Degrees, WGS 84. */
export type FulfillingLocation = {
  id: string
  code: string
  name: string
  kind: LocationKind
  priority: number
  longitude: number | null
  latitude: number | null
  regionCode: string | null
}

/** Every column of a location but the merchant. */
export const locationColumns = sql`
  id, code, name, kind, status, fulfils, priority, country, region_code, longitude, latitude, time_zone, version, created_at`

/** The active locations that send goods to customers, the first by priority first. */
export function findFulfillingLocations(tx: Transaction): Promise<FulfillingLocation[]> {
  return tx.rows<FulfillingLocation>(sql`
    select id, code, name, kind, priority, longitude, latitude, region_code from locations
    where merchant_id = ${tx.merchantId} and status = 'active' and fulfils order by priority, code`)
}

/** Locations newest first, before the id `after`; of those that the caller may see. */
export function findLocations(
  { tx, scope }: Scoped,
  { kind, status }: { kind?: LocationKind | undefined; status?: LocationStatus | undefined },
  page: { limit: number; after?: string | undefined },
): Promise<Location[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  const ofKind = kind === undefined ? sql`` : sql`and kind = ${kind}`
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  return tx.rows<Location>(sql`
    select ${locationColumns} from locations
    where merchant_id = ${tx.merchantId} ${before} ${ofKind} ${ofStatus}
      ${withinScope(scope, { kind: locationScope, column: sql`id`, type: 'uuid' })}
    order by id desc limit ${page.limit}`)
}

/** One location, if the caller may see it. */
export async function findLocation({ tx, scope }: Scoped, locationId: string): Promise<Location | undefined> {
  if (!isWithin(scope, locationScope, locationId)) return undefined
  return tx.row<Location>(sql`
    select ${locationColumns} from locations where merchant_id = ${tx.merchantId} and id = ${locationId}`)
}

/** The location of a code. */
export function findLocationByCode(tx: Transaction, code: string): Promise<Location | undefined> {
  return tx.row<Location>(sql`
    select ${locationColumns} from locations where merchant_id = ${tx.merchantId} and code = ${code}`)
}
