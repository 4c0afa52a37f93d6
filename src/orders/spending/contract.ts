import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { mostSummed } from './spending.ts'

const moment = z.iso.datetime().nullable()

/** What a customer ordered and paid. */
export const findCustomerSpendingContract = {
  operation: 'findCustomerSpending',
  summary:
    'What a customer ordered and paid over all time, in each currency by itself; of orders in the caller’s places and channels',
  method: 'GET',
  path: '/customers/:customerId/spending',
  permission: 'orders.read',
  params: z.strictObject({ customerId: idInput }),
  response: z.object({
    isWhole: z.boolean().describe(`false: there are more orders, and the sums are of the newest ${mostSummed}`),
    items: z.array(
      z.object({
        currency: z.string(),
        orders: z.int().describe('placed, and neither cancelled nor expired'),
        ordered: z.int().describe('their totals less what was cancelled of them, in minor units'),
        average: z.int().nullable().describe('of one of them'),
        paid: z.int().describe('received less given back, for cancelled orders too'),
        open: z.int().describe('on their way: neither completed nor cancelled'),
        firstPlacedAt: moment,
        lastPlacedAt: moment,
      }),
    ),
  }),
  problems: ['customer_not_found'],
} satisfies Contract
