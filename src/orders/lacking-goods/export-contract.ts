import { z } from 'zod'
import { selectionForm } from '../../bulk/selection.ts'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { lackingExportColumns } from './export-columns.ts'

/** Takes goods that orders wait for out as a file. */
export const exportLackingGoodsContract = {
  operation: 'exportLackingGoods',
  summary:
    'Take goods that orders wait for out as a file, those that are waited for longest first, written beside the request',
  method: 'POST',
  path: '/stock/lacking/exports',
  permission: 'exports.make',
  mayNeed: ['stock.read'],
  body: z.strictObject({
    selection: selectionForm(z.strictObject({})),
    columns: z
      .array(z.strictObject({ key: z.enum(lackingExportColumns), title: columnTitle }))
      .min(1)
      .max(lackingExportColumns.length)
      .refine(eachOnce, 'must have each column once'),
    ...exportInput,
  }),
  response: exportForm,
  status: 201,
  problems: ['not_permitted', 'out_of_scope', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
