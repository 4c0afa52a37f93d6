import { z } from 'zod'
import { isCountry } from '../platform/countries.ts'
import { timeSorts } from '../platform/db/id-order.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'
import { isTimeZone } from '../platform/time.ts'
import { locationKinds } from './location.ts'

const kind = z.enum(locationKinds)
const status = z.enum(['active', 'closed'])

const form = {
  name: line(200),
  kind,
  fulfils: z.boolean().optional(),
  priority: z.int().min(0).max(1_000_000).optional(),
  country: z.string().refine(isCountry, 'must be a country code of ISO 3166-1 alpha-2, such as CN'),
  province: line(100).optional(),
  city: line(100).optional(),
  district: line(100).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  timeZone: line(60).refine(isTimeZone, 'must be an IANA time zone, such as Asia/Shanghai'),
}

/** A location as it leaves; `region` is what its code is called. */
export const locationView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind,
  status,
  fulfils: z.boolean(),
  priority: z.int(),
  country: z.string(),
  regionCode: z.string().nullable(),
  region: z.object({ province: z.string(), city: z.string().optional(), district: z.string().optional() }).nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  timeZone: z.string(),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

const locationParams = z.strictObject({ locationId: idInput })
const formProblems = ['region_unknown', 'kind_cannot_fulfil', 'coordinates_incomplete'] as const

/** Makes a location. */
export const createLocationContract = {
  operation: 'createLocation',
  summary: 'Make a location; without coordinates it takes the centre of its region',
  method: 'POST',
  path: '/locations',
  permission: 'locations.write',
  body: z.strictObject({ code: line(50), ...form }),
  response: locationView,
  status: 201,
  problems: ['location_code_taken', 'out_of_scope', ...formProblems],
} satisfies Contract

/** Changes a location. */
export const changeLocationContract = {
  operation: 'changeLocation',
  summary: 'Change what is said of a location',
  method: 'PUT',
  path: '/locations/:locationId',
  permission: 'locations.write',
  params: locationParams,
  body: z.strictObject(form),
  response: locationView,
  problems: ['location_not_found', 'version_mismatch', ...formProblems],
} satisfies Contract

const filterQuery = {
  kind: kind.optional().describe('what kind of place'),
  status: status.optional().describe('whether it is open'),
}

/** What a list of locations can be narrowed by. */
export const locationFilterForm = z.strictObject(filterQuery)

/** The order of a list of locations. */
export const locationSort = z
  .enum(timeSorts)
  .default('newest')
  .describe('the order of the rows, by when they were made')

/** Lists locations. */
export const listLocationsContract = {
  operation: 'listLocations',
  summary: 'List locations, newest first unless asked otherwise',
  method: 'GET',
  path: '/locations',
  permission: 'locations.read',
  query: z.strictObject({ ...pageQuery, ...filterQuery, sort: locationSort }),
  response: pageOf(locationView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** One location. */
export const getLocationContract = {
  operation: 'getLocation',
  summary: 'A location',
  method: 'GET',
  path: '/locations/:locationId',
  permission: 'locations.read',
  params: locationParams,
  response: locationView,
  problems: ['location_not_found'],
} satisfies Contract

/** Closes a location. */
export const closeLocationContract = {
  operation: 'closeLocation',
  summary: 'Close a location: it is given no more orders',
  method: 'POST',
  path: '/locations/:locationId/closure',
  permission: 'locations.write',
  params: locationParams,
  response: locationView,
  status: 201,
  problems: ['location_not_found', 'version_mismatch', 'action_not_allowed'],
} satisfies Contract

/** Opens a closed location again. */
export const reopenLocationContract = {
  operation: 'reopenLocation',
  summary: 'Open a closed location again',
  method: 'DELETE',
  path: '/locations/:locationId/closure',
  permission: 'locations.write',
  params: locationParams,
  response: locationView,
  problems: ['location_not_found', 'version_mismatch', 'action_not_allowed'],
} satisfies Contract
