import { z } from 'zod'
import { timeSorts } from '../platform/db/id-order.ts'
import { line } from '../platform/text.ts'
import { tiers } from './customer.ts'

/** Each part of the filter of a list of customers. */
export const customerFilterQuery = {
  code: line(100).optional().describe("the customer's own code"),
  tier: z.enum(tiers).optional().describe('the level by which it is treated'),
  status: z.literal('blocked').optional().describe('new orders of it wait for review'),
  text: line(200).optional().describe('(a part of) the name, the phone, its last four digits, or the e-mail'),
}

/** The same as one object. */
export const customerFilterForm = z.strictObject(customerFilterQuery)

/** What a list of customers is narrowed by, as it was parsed. */
export type CustomerFilter = z.output<typeof customerFilterForm>

/** The order of a list of customers. */
export const customerSort = z
  .enum(timeSorts)
  .default('newest')
  .describe('the order of the rows, by when they were made')
