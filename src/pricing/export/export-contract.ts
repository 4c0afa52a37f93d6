import { z } from 'zod'
import { selectionForm } from '../../bulk/selection.ts'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { priceFilterForm, priceSort } from '../filter-contract.ts'
import { priceExportColumns } from './export-columns.ts'

/** Takes prices out as a file. */
export const exportPricesContract = {
  operation: 'exportPrices',
  summary:
    'Take list prices out as a file, written beside the request: a row for each currency of a variant, as an import of prices reads them',
  method: 'POST',
  path: '/prices/exports',
  permission: 'exports.make',
  mayNeed: ['catalog.read'],
  body: z.strictObject({
    selection: selectionForm(priceFilterForm),
    columns: z
      .array(z.strictObject({ key: z.enum(priceExportColumns), title: columnTitle }))
      .min(1)
      .max(priceExportColumns.length)
      .refine(eachOnce, 'must have each column once'),
    sort: priceSort.describe('the order of the rows'),
    ...exportInput,
  }),
  response: exportForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
