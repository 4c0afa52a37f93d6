import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { changeLocation } from './change-location.ts'
import { closeLocation, reopenLocation } from './close-location.ts'
import {
  changeLocationContract,
  closeLocationContract,
  createLocationContract,
  getLocationContract,
  listLocationsContract,
  reopenLocationContract,
} from './contract.ts'
import { createLocation } from './create-location.ts'
import type { Location } from './location.ts'
import { findLocation, findLocations } from './location-queries.ts'
import { regionOf } from './regions.ts'

/** Serves locations. */
export function serveLocations(app: App): void {
  serveCommand(app, createLocationContract, async (command, input) => view(await createLocation(command, input)))
  serveCommand(app, changeLocationContract, async (command, input) => view(await changeLocation(command, input)))
  serveCommand(app, closeLocationContract, async (command, input) => view(await closeLocation(command, input)))
  serveCommand(app, reopenLocationContract, async (command, input) => view(await reopenLocation(command, input)))
  serveQuery(app, getLocationContract, async (query, { locationId }) => {
    const location = await findLocation(query, locationId)
    if (location === undefined) throw new DomainError('not_found', 'location_not_found')
    return view(location)
  })
  serveQuery(app, listLocationsContract, async (query, { limit, after, sort, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const locations = await findLocations(query, filter, { limit: limit + 1, after: lastId, sort })
    const page = pageFrom(locations, limit, ({ id }) => [id])
    return { ...page, items: page.items.map(view) }
  })
}

function view(location: Location) {
  const region = regionOf(location)
  return {
    ...location,
    region: region === undefined ? null : { province: region.province, city: region.city, district: region.district },
    createdAt: location.createdAt.toISOString(),
  }
}
