import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { levelFilterQuery } from './contract.ts'

/** Counts levels. */
export const countLevelsContract = {
  operation: 'countStockLevels',
  summary:
    'How many levels a filter finds, exact to 1,000; by what is so of them those among the first 5,000 levels of the rest of the filter',
  method: 'GET',
  path: '/stock/levels/counts',
  permission: 'stock.read',
  query: z.strictObject(levelFilterQuery),
  response: z.object({ filtered: z.object({ count: z.int(), more: z.boolean() }) }),
  problems: [],
} satisfies Contract
