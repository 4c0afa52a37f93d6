import { z } from 'zod'
import { columnTitle, eachOnce, exportForm, exportInput } from '../../exports/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { productSelection } from '../bulk/bulk-contract.ts'
import { productSort } from '../filter-contract.ts'
import { productExportColumns, variantExportColumns } from './export-columns.ts'

const columns = [...new Set([...productExportColumns, ...variantExportColumns])]
const columnsOf = { products: productExportColumns, variants: variantExportColumns } as const

/** Takes products out as a file. */
export const exportProductsContract = {
  operation: 'exportProducts',
  summary:
    'Take products out as a file, written beside the request: a row a product as a list has them, or a row a variant as an import reads them',
  method: 'POST',
  path: '/products/exports',
  permission: 'exports.make',
  mayNeed: ['catalog.read', 'stock.read'],
  body: z
    .strictObject({
      selection: productSelection,
      rows: z.enum(['products', 'variants']).default('products').describe('what a row is'),
      columns: z
        .array(z.strictObject({ key: z.enum(columns), title: columnTitle }))
        .min(1)
        .max(columns.length)
        .refine(eachOnce, 'must have each column once'),
      sort: productSort.describe('the order of the rows'),
      ...exportInput,
    })
    .refine(({ rows, columns: asked }) => asked.every(({ key }) => isColumnOf(rows, key)), {
      message: 'must be columns that such rows have',
      path: ['columns'],
    }),
  response: exportForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract

function isColumnOf(rows: keyof typeof columnsOf, key: (typeof columns)[number]): boolean {
  return (columnsOf[rows] as readonly string[]).includes(key)
}
