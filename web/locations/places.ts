import type { createLocationContract, getLocationContract } from '../../src/locations/contract.ts'
import type { AnswerOf, BodyOf } from '../platform/call.ts'

/** A place as the API gives it. */
export type Location = AnswerOf<typeof getLocationContract>

/** What a form says of a place. */
export type LocationValues = Omit<BodyOf<typeof createLocationContract>, 'longitude' | 'latitude'> & {
  longitude?: number | null
  latitude?: number | null
}

/** Where a place is, in words. */
export function regionOf(
  { country, region }: Pick<Location, 'country' | 'region'>,
  nameOf: (country: string) => string,
): string {
  const parts = region === null ? [nameOf(country)] : [region.province, region.city, region.district]
  return parts.filter((part, index) => part !== undefined && part !== parts[index - 1]).join(' ')
}

/** What a form begins with for a place that there is. */
export function valuesOf({ region, longitude, latitude, ...location }: Location): LocationValues {
  const { code, name, kind, fulfils, priority, country, timeZone } = location
  return { code, name, kind, fulfils, priority, country, timeZone, ...region, longitude, latitude }
}

/** A form as it is sent, without the code, which stays; fields that are empty are left out. */
export function formOf({ code: _, ...values }: LocationValues): Omit<BodyOf<typeof createLocationContract>, 'code'> {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return Object.fromEntries(given) as Omit<BodyOf<typeof createLocationContract>, 'code'>
}
