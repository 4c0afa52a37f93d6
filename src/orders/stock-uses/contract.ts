import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { orderStages } from '../order.ts'

/** Who keeps so many of an item. */
const stockUseView = z.object({
  kind: z.enum(['allocated', 'reserved']),
  orderId: z.uuid(),
  orderNumber: z.int(),
  lineNumber: z.int(),
  stage: z.enum(orderStages),
  placedAt: z.iso.datetime(),
  locationId: z.uuid(),
  quantity: z.int(),
  expiresAt: z.iso.datetime().nullable().describe('until when it is reserved'),
})

/** The orders for which an item is kept. */
export const listStockUsesContract = {
  operation: 'listStockUses',
  summary:
    'The orders for which an item is kept: allocated until it ships, or reserved until it is paid; newest orders first',
  method: 'GET',
  path: '/stock/items/:itemId/uses',
  permission: 'stock.read',
  params: z.strictObject({ itemId: idInput }),
  query: z.strictObject({ ...pageQuery, locationId: idInput.optional().describe('at this place only') }),
  response: pageOf(stockUseView),
  problems: ['cursor_invalid'],
} satisfies Contract
