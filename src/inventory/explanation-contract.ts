import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { movementKinds } from './stock-level.ts'

/** A number explained: what is there as the sum of all that moved, what is to promise as what is there less what is kept. */
export const explanationView = z.object({
  itemId: z.uuid(),
  locationId: z.uuid().nullable().describe('null: all places that the caller may see'),
  level: z.object({
    onHand: z.int(),
    allocated: z.int(),
    reserved: z.int(),
    unavailable: z.int(),
    incoming: z.int(),
    safetyStock: z.int(),
    oversellLimit: z.int(),
    toPromise: z.int().describe('onHand − allocated − reserved − unavailable − safetyStock'),
  }),
  movements: z
    .array(
      z.object({
        kind: z.enum(movementKinds),
        reason: z.string(),
        movements: z.int(),
        quantity: z.int(),
        firstAt: z.iso.datetime(),
        lastAt: z.iso.datetime(),
      }),
    )
    .describe('all that ever moved, by what caused it; the quantities add up to onHand'),
  transfers: z
    .array(z.object({ transferId: z.uuid(), reference: z.string(), fromLocationId: z.uuid(), quantity: z.int() }))
    .describe('what is on its way here; the quantities add up to incoming, where no more than 100 are under way'),
})

/** Why there are so many of an item. */
export const explainStockContract = {
  operation: 'explainStock',
  summary: 'Why there are so many of an item: what moved, what is kept, and what is left to promise',
  method: 'GET',
  path: '/stock/items/:itemId/explanation',
  permission: 'stock.read',
  params: z.strictObject({ itemId: idInput }),
  query: z.strictObject({ locationId: idInput.optional().describe('at this place only') }),
  response: explanationView,
  problems: ['item_not_found', 'item_not_stocked'],
} satisfies Contract
