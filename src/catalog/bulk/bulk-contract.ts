import { z } from 'zod'
import { bulkJobForm } from '../../bulk/contract.ts'
import { selectionForm } from '../../bulk/selection.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { text } from '../../platform/text.ts'
import { productFilterForm } from '../filter-contract.ts'

/** Which products: some that are named, or all that a filter finds. */
export const productSelection = selectionForm(productFilterForm)

/** What can be done with many products, by the name of the act, and what each takes. */
export const productBulkInputs = {
  archive: z.strictObject({}),
  restore: z.strictObject({}),
  categorize: z.strictObject({ category: text(0, 200) }),
} as const

/** The name of an act on many products. */
export type ProductBulkAction = keyof typeof productBulkInputs

/** The permission that each act needs, as the single one does. */
export const productBulkPermissions = {
  archive: 'catalog.write',
  restore: 'catalog.write',
  categorize: 'catalog.write',
} as const satisfies Record<ProductBulkAction, string>

function actionOf<Name extends ProductBulkAction>(name: Name) {
  return z.strictObject({ name: z.literal(name), input: productBulkInputs[name] })
}

/** Has something done with many products. */
export const startProductBulkContract = {
  operation: 'startProductBulkJob',
  summary:
    'Do one thing with many products, row by row beside the request; which products is fixed now. Its preview says how many it would refuse',
  method: 'POST',
  path: '/products/bulk-jobs',
  permission: 'bulk.work',
  mayNeed: [...new Set(Object.values(productBulkPermissions))],
  body: z.strictObject({
    selection: productSelection,
    action: z.discriminatedUnion('name', [actionOf('archive'), actionOf('restore'), actionOf('categorize')]),
  }),
  response: bulkJobForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
