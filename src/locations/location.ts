// A location is where stock is: a warehouse, a shop, a partner's house, or a place that only counts what is on its way or
// set aside. It is not an address of a customer, and not a channel.
import { DomainError } from '../platform/errors.ts'
import { type ActionTable, checkMachine } from '../platform/states.ts'
import { findRegion, type Region } from './regions.ts'

/** The kind of scope that names locations, by their ids: which places someone is narrowed to. */
export const locationScope = 'location'

/** What a location is. */
export const locationKinds = ['warehouse', 'store', '3pl', 'in_transit', 'quarantine'] as const
/** What a location is: only the first three can send goods to customers. */
export type LocationKind = (typeof locationKinds)[number]

/** The states of a location. */
export type LocationStatus = 'active' | 'closed'

/** The whole life of a location. */
export const locationActions = {
  close: { from: ['active'], to: 'closed' },
  reopen: { from: ['closed'], to: 'active' },
} as const satisfies ActionTable<LocationStatus>

checkMachine<LocationStatus>(locationActions, { initial: 'active', states: ['active', 'closed'], terminal: [] })

/** A location as it stands. */
export type Location = {
  id: string
  code: string
  name: string
  kind: LocationKind
  status: LocationStatus
  /** Whether it sends goods to customers. */
  fulfils: boolean
  /** Lower goes first where everything else is equal. */
  priority: number
  country: string
  /** Code of the region of China it is in, as `regions.ts` has them. */
  regionCode: string | null
  /** Degrees, WGS 84. */
  longitude: number | null
  latitude: number | null
  timeZone: string
  version: number
  createdAt: Date
}

/** What people say of a location. */
export type LocationForm = {
  name: string
  kind: LocationKind
  fulfils?: boolean | undefined
  priority?: number | undefined
  country: string
  province?: string | undefined
  city?: string | undefined
  district?: string | undefined
  longitude?: number | undefined
  latitude?: number | undefined
  timeZone: string
}

const sendingKinds: readonly LocationKind[] = ['warehouse', 'store', '3pl']

/**
 * What a form makes of a location. Where no coordinates are given they are the centre of its region.
 * @throws DomainError `region_unknown`, `kind_cannot_fulfil`, `coordinates_incomplete`
 */
export function locationOf(form: LocationForm): Omit<Location, 'id' | 'code' | 'status' | 'version' | 'createdAt'> {
  const { name, kind, priority = 100, country, timeZone } = form
  const canFulfil = sendingKinds.includes(kind)
  const { fulfils = canFulfil } = form
  if (fulfils && !canFulfil)
    throw new DomainError('refused', 'kind_cannot_fulfil', { field: 'fulfils', facts: { kind } })
  const region = regionOf(form)
  return {
    name,
    kind,
    fulfils,
    priority,
    country,
    timeZone,
    regionCode: region?.code ?? null,
    ...pointOf(form, region),
  }
}

function regionOf({ country, province, city, district }: LocationForm): Region | undefined {
  if (country !== 'CN' || (province === undefined && city === undefined)) return undefined
  const region = findRegion({ province, city, district })
  if (region === undefined)
    throw new DomainError('refused', 'region_unknown', { field: province === undefined ? 'city' : 'province' })
  return region
}

function pointOf(
  { longitude, latitude }: LocationForm,
  region: Region | undefined,
): Pick<Location, 'longitude' | 'latitude'> {
  if ((longitude === undefined) !== (latitude === undefined)) {
    throw new DomainError('invalid', 'coordinates_incomplete', {
      field: longitude === undefined ? 'longitude' : 'latitude',
    })
  }
  if (longitude !== undefined && latitude !== undefined) return { longitude, latitude }
  return { longitude: region?.longitude ?? null, latitude: region?.latitude ?? null }
}
