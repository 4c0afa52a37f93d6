import type { FulfillingLocation } from '../../locations/location-queries.ts'
import { distanceKm, type Region } from '../../locations/regions.ts'
import type { Candidate } from './source-order.ts'

/** The places that may give goods, with their distance in whole kilometres from where the goods go. */
export function candidatesOf(locations: readonly FulfillingLocation[], destination: Region | undefined): Candidate[] {
  return locations.map(({ id, code, priority, longitude, latitude }) => ({
    locationId: id,
    code,
    priority,
    distanceKm:
      destination === undefined || longitude === null || latitude === null
        ? null
        : Math.round(distanceKm(destination, { longitude, latitude })),
  }))
}
