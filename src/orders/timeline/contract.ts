import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'

/** One thing that happened with a customer. */
export const timelineEntryView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  type: z.string().describe('what happened, such as order.placed'),
  actor: z.string(),
  objectType: z.string(),
  objectId: z.uuid(),
  version: z.int(),
  order: z
    .object({ id: z.uuid(), number: z.int(), currency: z.string(), total: z.int() })
    .nullable()
    .describe('the order that it happened to, if it did to one'),
  data: z.record(z.string(), z.unknown()).describe('what else is told of it; what people wrote stands with its object'),
})

/** What happened with a customer. */
export const listCustomerTimelineContract = {
  operation: 'listCustomerTimeline',
  summary:
    'What happened with a customer, newest first: their record, consents and notes; of orders, for who may read them, those in the caller’s places and channels; who looked at their data, for who may read the whole audit. A page may hold less than was asked for and still have a next',
  method: 'GET',
  path: '/customers/:customerId/timeline',
  permission: 'customers.read',
  mayNeed: ['orders.read', 'audit.read'],
  params: z.strictObject({ customerId: idInput }),
  query: z.strictObject(pageQuery),
  response: pageOf(timelineEntryView),
  problems: ['customer_not_found', 'cursor_invalid'],
} satisfies Contract
