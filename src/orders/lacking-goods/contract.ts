import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'

/** Goods that orders wait for. */
const lackingGoodsView = z.object({
  itemId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  units: z.int().describe('how many of them orders lack'),
  orders: z.int().describe('how many orders lack some'),
  since: z.iso.datetime().describe('when the order that waits longest was placed'),
  onHand: z.int().describe('how many are at any place, whatever they are kept for'),
  incoming: z.int().describe('how many transfers bring'),
})

/** Lists them. */
export const listLackingGoodsContract = {
  operation: 'listLackingGoods',
  summary: 'List goods that orders wait for because no place has them, those that are waited for longest first',
  method: 'GET',
  path: '/stock/lacking',
  permission: 'stock.read',
  query: z.strictObject(pageQuery),
  response: pageOf(lackingGoodsView),
  problems: ['cursor_invalid', 'out_of_scope'],
} satisfies Contract
