import { z } from 'zod'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { customerSelection } from '../bulk/bulk-contract.ts'
import { disclosurePurposes } from '../disclosure.ts'
import { customerSort } from '../filter-contract.ts'
import { customerExportColumns } from './export-columns.ts'

/** Takes customers out as a file. */
export const exportCustomersContract = {
  operation: 'exportCustomers',
  summary:
    'Take customers out as a file, written beside the request: the rows, columns and words as somebody sees them',
  method: 'POST',
  path: '/customers/exports',
  permission: 'exports.make',
  mayNeed: ['customers.read', 'customers.disclose'],
  body: z.strictObject({
    selection: customerSelection,
    columns: z
      .array(z.strictObject({ key: z.enum(customerExportColumns), title: columnTitle }))
      .min(1)
      .max(customerExportColumns.length)
      .refine(eachOnce, 'must have each column once'),
    sort: customerSort.describe('the order of the rows'),
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
