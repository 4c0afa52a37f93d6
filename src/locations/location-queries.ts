import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import { behindId, inTime, type TimeSort } from '../platform/db/id-order.ts'
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

/** What a list of locations may be narrowed to. */
export type LocationFilter = { kind?: LocationKind | undefined; status?: LocationStatus | undefined }

/** From where a list of locations goes on, in which order, and how many at the most. */
export type LocationPage = { limit: number; after?: string | undefined; sort?: TimeSort | undefined }

/** Locations in the order of a list, behind the id `after`; of those that the caller may see. */
export function findLocations(asking: Scoped, filter: LocationFilter, page: LocationPage): Promise<Location[]> {
  return asking.tx.rows<Location>(sql`select ${locationColumns} ${locationsOf(asking, filter, page)}`)
}

/** The `id`, `label` and `position` of the locations that a filter finds, in the order of the list; as above. */
export function matchingLocations(asking: Scoped, filter: LocationFilter, page: LocationPage): RawBuilder<unknown> {
  return sql`
    select m.id, m.label, row_number() over (${inTime(sql`m.id`, page.sort ?? 'newest')}) as position
    from (select id, name as label ${locationsOf(asking, filter, page)}) m`
}

/** Locations by their ids; of those that the caller may see. */
export function findLocationsByIds({ tx, scope }: Scoped, ids: readonly string[]): Promise<Location[]> {
  return tx.rows<Location>(sql`
    select ${locationColumns} from locations
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)}) ${ofScope(scope)}`)
}

/** `and …` for a location's id: within a scope. */
export function ofScope(scope: Scoped['scope'], column: RawBuilder<unknown> = sql`id`): RawBuilder<unknown> {
  return withinScope(scope, { kind: locationScope, column, type: 'uuid' })
}

function locationsOf(
  { tx, scope }: Scoped,
  { kind, status }: LocationFilter,
  { after, sort = 'newest', limit }: LocationPage,
): RawBuilder<unknown> {
  const ofKind = kind === undefined ? sql`` : sql`and kind = ${kind}`
  const ofStatus = status === undefined ? sql`` : sql`and status = ${status}`
  return sql`
    from locations
    where merchant_id = ${tx.merchantId} ${behindId(sql`id`, sort, after)} ${ofKind} ${ofStatus} ${ofScope(scope)}
    ${inTime(sql`id`, sort)} limit ${limit}`
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
