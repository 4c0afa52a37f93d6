import { z } from 'zod'
import { bulkJobForm } from '../../bulk/contract.ts'
import { selectionForm } from '../../bulk/selection.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { tiers } from '../customer.ts'
import { customerFilterForm } from '../filter-contract.ts'

/** Which customers: some that are named, or all that a filter finds. */
export const customerSelection = selectionForm(customerFilterForm)

/** What can be done with many customers, by the name of the act, and what each takes. */
export const customerBulkInputs = {
  set_tier: z.strictObject({ tier: z.enum(tiers) }),
  block: z.strictObject({}),
  unblock: z.strictObject({}),
} as const

/** The name of an act on many customers. */
export type CustomerBulkAction = keyof typeof customerBulkInputs

/** The permission that each act needs, as the single one does. */
export const customerBulkPermissions = {
  set_tier: 'customers.write',
  block: 'customers.write',
  unblock: 'customers.write',
} as const satisfies Record<CustomerBulkAction, string>

function actionOf<Name extends CustomerBulkAction>(name: Name) {
  return z.strictObject({ name: z.literal(name), input: customerBulkInputs[name] })
}

/** Has something done with many customers. */
export const startCustomerBulkContract = {
  operation: 'startCustomerBulkJob',
  summary:
    'Do one thing with many customers, row by row beside the request; which customers is fixed now. Its preview says how many it would refuse',
  method: 'POST',
  path: '/customers/bulk-jobs',
  permission: 'bulk.work',
  mayNeed: [...new Set(Object.values(customerBulkPermissions))],
  body: z.strictObject({
    selection: customerSelection,
    action: z.discriminatedUnion('name', [actionOf('set_tier'), actionOf('block'), actionOf('unblock')]),
  }),
  response: bulkJobForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
} as const satisfies Contract
