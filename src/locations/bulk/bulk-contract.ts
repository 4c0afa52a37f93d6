import { z } from 'zod'
import { bulkJobForm } from '../../bulk/contract.ts'
import { selectionForm } from '../../bulk/selection.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { locationFilterForm } from '../contract.ts'

/** Which locations: some that are named, or all that a filter finds. */
export const locationSelection = selectionForm(locationFilterForm)

/** What can be done with many locations, by the name of the act, and what each takes. */
export const locationBulkInputs = { close: z.strictObject({}), reopen: z.strictObject({}) } as const

/** The name of an act on many locations. */
export type LocationBulkAction = keyof typeof locationBulkInputs

/** The permission that each act needs, as the single one does. */
export const locationBulkPermissions = {
  close: 'locations.write',
  reopen: 'locations.write',
} as const satisfies Record<LocationBulkAction, string>

function actionOf<Name extends LocationBulkAction>(name: Name) {
  return z.strictObject({ name: z.literal(name), input: locationBulkInputs[name] })
}

/** Has something done with many locations. */
export const startLocationBulkContract = {
  operation: 'startLocationBulkJob',
  summary:
    'Do one thing with many locations, row by row beside the request; which locations is fixed now. Its preview says how many it would refuse',
  method: 'POST',
  path: '/locations/bulk-jobs',
  permission: 'bulk.work',
  mayNeed: [...new Set(Object.values(locationBulkPermissions))],
  body: z.strictObject({
    selection: locationSelection,
    action: z.discriminatedUnion('name', [actionOf('close'), actionOf('reopen')]),
  }),
  response: bulkJobForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
