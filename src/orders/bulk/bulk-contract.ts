import { z } from 'zod'
import { maxChosen } from '../../bulk/bulk-job.ts'
import { bulkJobForm } from '../../bulk/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { line, multiline, text } from '../../platform/text.ts'
import { orderFilterForm } from '../filter-contract.ts'
import { holdKinds } from '../order.ts'

/** Which orders: some that are named, or all that a filter finds. */
export const orderSelection = z
  .strictObject({
    orderIds: z.array(idInput).min(1).max(maxChosen).exactOptional().describe('these'),
    filter: orderFilterForm.exactOptional().describe('all that it finds, at most 100,000'),
  })
  .refine(({ orderIds, filter }) => (orderIds === undefined) !== (filter === undefined), {
    message: 'must have either orderIds or a filter',
    path: ['orderIds'],
  })

const releasable = holdKinds.filter((kind) => kind !== 'payment')

/** What can be done with many orders, by the name of the act, and what each takes. */
export const orderBulkInputs = {
  hold: z.strictObject({
    kind: z.enum(['review', 'fraud', 'address', 'stock', 'credit', 'manual']).default('manual'),
    reason: line(100),
    detail: text(0, 500).default(''),
  }),
  release_holds: z.strictObject({
    kinds: z.array(z.enum(releasable)).min(1).max(releasable.length).exactOptional().describe('left out: every kind'),
  }),
  cancel: z.strictObject({ reason: line(500) }),
  reinstate: z.strictObject({}),
  note: z.strictObject({ text: multiline(2000) }),
  release_work: z.strictObject({}),
} as const

/** The name of an act on many orders. */
export type OrderBulkAction = keyof typeof orderBulkInputs

/** The permission that each act needs, as the single one does. */
export const orderBulkPermissions = {
  hold: 'orders.hold',
  release_holds: 'orders.hold',
  cancel: 'orders.cancel',
  reinstate: 'orders.cancel',
  note: 'orders.note',
  release_work: 'fulfillment.hold',
} as const satisfies Record<OrderBulkAction, string>

function actionOf<Name extends OrderBulkAction>(name: Name) {
  return z.strictObject({ name: z.literal(name), input: orderBulkInputs[name] })
}

const bulkAction = z.discriminatedUnion('name', [
  actionOf('hold'),
  actionOf('release_holds'),
  actionOf('cancel'),
  actionOf('reinstate'),
  actionOf('note'),
  actionOf('release_work'),
])

/** Has something done with many orders. */
export const startOrderBulkContract = {
  operation: 'startOrderBulkJob',
  summary:
    'Do one thing with many orders, row by row beside the request; which orders is fixed now. Its preview says how many it would refuse',
  method: 'POST',
  path: '/orders/bulk-jobs',
  permission: 'bulk.work',
  mayNeed: [...new Set(Object.values(orderBulkPermissions))],
  body: z.strictObject({ selection: orderSelection, action: bulkAction }),
  response: bulkJobForm,
  status: 201,
  problems: ['not_permitted', 'nothing_selected', 'selection_too_large', 'idempotency_key_reused'],
  bodyLimitBytes: 1024 * 1024,
} as const satisfies Contract
