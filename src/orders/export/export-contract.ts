import { z } from 'zod'
import { disclosurePurposes } from '../../customers/disclosure.ts'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { orderSelection } from '../bulk/bulk-contract.ts'
import { orderSorts } from '../filter-contract.ts'
import { orderExportColumns } from './export-columns.ts'

/** Takes orders out as a file. */
export const exportOrdersContract = {
  operation: 'exportOrders',
  summary: 'Take orders out as a file, written beside the request: the rows, columns and words as somebody sees them',
  method: 'POST',
  path: '/orders/exports',
  permission: 'exports.make',
  mayNeed: ['orders.read', 'orders.disclose'],
  body: z.strictObject({
    selection: orderSelection,
    columns: z
      .array(z.strictObject({ key: z.enum(orderExportColumns), title: columnTitle }))
      .min(1)
      .max(orderExportColumns.length)
      .refine(eachOnce, 'must have each column once'),
    sort: z.enum(orderSorts).default('newest').describe('the order of the rows'),
    ...exportInput,
    fullFor: z
      .enum(disclosurePurposes)
      .nullable()
      .default(null)
      .describe('whole contacts, and what they are needed for; each is counted as a disclosure. null: masked'),
  }),
  response: exportForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
