import { z } from 'zod'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { locationSelection } from '../bulk/bulk-contract.ts'
import { locationSort } from '../contract.ts'
import { locationExportColumns } from './export-columns.ts'

/** Takes locations out as a file. */
export const exportLocationsContract = {
  operation: 'exportLocations',
  summary:
    'Take locations out as a file, written beside the request: the rows, columns and words as somebody sees them',
  method: 'POST',
  path: '/locations/exports',
  permission: 'exports.make',
  mayNeed: ['locations.read'],
  body: z.strictObject({
    selection: locationSelection,
    columns: z
      .array(z.strictObject({ key: z.enum(locationExportColumns), title: columnTitle }))
      .min(1)
      .max(locationExportColumns.length)
      .refine(eachOnce, 'must have each column once'),
    sort: locationSort.describe('the order of the rows'),
    ...exportInput,
  }),
  response: exportForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
