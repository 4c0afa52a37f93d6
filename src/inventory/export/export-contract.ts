import { z } from 'zod'
import { maxChosen } from '../../bulk/bulk-job.ts'
import { selectionForm } from '../../bulk/selection.ts'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { levelFilterQuery, maxUnits } from '../contract.ts'
import { transferFilterQuery } from '../transfers/contract.ts'
import { levelExportColumns, transferExportColumns } from './export-columns.ts'

const problems = ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'] as const

/** As the list has it, but that numbers are numbers: nothing stands in an address. */
const levelFilterForm = z.strictObject({
  ...levelFilterQuery,
  toPromiseAtMost: z.int().min(-maxUnits).max(maxUnits).optional(),
})

function columnsOf<const Keys extends readonly [string, ...string[]]>(keys: Keys) {
  return z
    .array(z.strictObject({ key: z.enum(keys), title: columnTitle }))
    .min(1)
    .max(keys.length)
    .refine(eachOnce, 'must have each column once')
}

/** Takes stock levels out as a file. */
export const exportLevelsContract = {
  operation: 'exportStockLevels',
  summary: 'Take levels of stock out as a file, by SKU and place, written beside the request',
  method: 'POST',
  path: '/stock/levels/exports',
  permission: 'exports.make',
  mayNeed: ['stock.read'],
  body: z.strictObject({
    selection: z
      .strictObject({
        levels: z
          .array(z.strictObject({ itemId: idInput, locationId: idInput }))
          .min(1)
          .max(maxChosen)
          .exactOptional()
          .describe('these'),
        filter: levelFilterForm.exactOptional().describe('all that it finds, at most 100,000'),
      })
      .refine(({ levels, filter }) => (levels === undefined) !== (filter === undefined), {
        message: 'must have either levels or a filter',
        path: ['levels'],
      }),
    columns: columnsOf(levelExportColumns),
    ...exportInput,
  }),
  response: exportForm,
  status: 201,
  problems,
} as const satisfies Contract

/** Takes transfers out as a file. */
export const exportTransfersContract = {
  operation: 'exportStockTransfers',
  summary: 'Take transfers out as a file, newest first, written beside the request',
  method: 'POST',
  path: '/stock/transfers/exports',
  permission: 'exports.make',
  mayNeed: ['stock.read'],
  body: z.strictObject({
    selection: selectionForm(z.strictObject(transferFilterQuery)),
    columns: columnsOf(transferExportColumns),
    ...exportInput,
  }),
  response: exportForm,
  status: 201,
  problems,
} as const satisfies Contract
