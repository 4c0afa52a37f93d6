import { z } from 'zod'
import { approvalForm } from '../approvals/contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput, idsInput } from '../platform/id-input.ts'
import { line, text } from '../platform/text.ts'
import { adjustmentReasons } from './stock-document.ts'
import { levelConditions, movementKinds } from './stock-level.ts'

/** Units of one line: enough for any shelf, and far from what a counter can hold. */
export const maxUnits = 10_000_000

/** Units that move: 1 or more. */
export const unitsInput = z.int().min(1).max(maxUnits)

const itemReference = { itemId: idInput.optional(), sku: line(100).optional(), barcode: line(100).optional() }

/** A line that names an item by its id, its SKU or its barcode, and how many of it. */
export function itemLine<Quantity extends z.ZodType>(quantity: Quantity) {
  return z
    .strictObject({ ...itemReference, quantity })
    .refine(
      ({ itemId, sku, barcode }) => [itemId, sku, barcode].filter((code) => code !== undefined).length === 1,
      'name the item by one of itemId, sku, barcode',
    )
}

/** The most lines of a document or transfer. */
export const maxLines = 1000

const itemProblems = ['unknown_item', 'unknown_sku', 'unknown_barcode', 'item_not_stocked'] as const

/** What a document changed; `onHand` of a line is what the place then had of its item. */
export const stockDocumentView = z.object({
  id: z.uuid(),
  kind: z.enum(['receipt', 'adjustment']),
  locationId: z.uuid(),
  reason: z.string(),
  reference: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
  lines: z.array(z.object({ itemId: z.uuid(), sku: z.string(), quantity: z.int(), onHand: z.int() })),
})

/** The counters of one item at one place, in its base unit. */
export const levelView = z.object({
  itemId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  locationId: z.uuid(),
  locationCode: z.string(),
  locationName: z.string(),
  fulfils: z.boolean(),
  onHand: z.int(),
  allocated: z.int(),
  reserved: z.int(),
  unavailable: z.int(),
  incoming: z.int(),
  safetyStock: z.int(),
  oversellLimit: z.int(),
  toPromise: z.int(),
})

const shortagePolicy = z.enum(['refuse', 'hold', 'backorder']).nullable()

/**
 * One item at all places that the caller may see. `available` is what orders can have now, from places that fulfil, sold
 * ahead included.
 */
export const itemStockView = z.object({
  itemId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  shortagePolicy,
  oversellLimit: z.int(),
  narrowed: z.boolean().describe('levels and totals are those of the places that the caller is narrowed to'),
  totals: z.object({
    onHand: z.int(),
    allocated: z.int(),
    reserved: z.int(),
    unavailable: z.int(),
    incoming: z.int(),
    safetyStock: z.int(),
    toPromise: z.int(),
    available: z.int(),
  }),
  levels: z.array(levelView.omit({ itemId: true, sku: true, name: true })),
})

/** The order that goods left or were missing for. */
const movementOrderView = z.object({
  orderId: z.uuid(),
  orderNumber: z.int(),
  fulfillmentOrderId: z.uuid(),
  shipmentId: z.uuid().nullable(),
})

/** One movement, and the balance after it. */
export const movementView = z.object({
  id: z.uuid(),
  locationId: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum(movementKinds),
  quantity: z.int(),
  balance: z.int(),
  causeId: z.uuid(),
  reason: z.string(),
  reference: z.string().nullable(),
  order: movementOrderView.nullable(),
  actor: z.string(),
})

/** Takes goods in. */
export const receiveStockContract = {
  operation: 'receiveStock',
  summary: 'Take in goods that arrived at a place: all lines, or none',
  method: 'POST',
  path: '/stock/receipts',
  permission: 'stock.receive',
  body: z.strictObject({
    locationId: idInput,
    reference: text(0, 200).default(''),
    lines: z.array(itemLine(unitsInput)).min(1).max(maxLines),
  }),
  response: stockDocumentView,
  status: 201,
  problems: [...itemProblems, 'out_of_scope', 'unknown_location', 'location_closed', 'stock_too_large'],
} satisfies Contract

/** Corrects what is there. */
export const adjustStockContract = {
  operation: 'adjustStock',
  summary:
    'Correct what is at a place, by signed quantities: all lines, or none; never below what orders are promised. What takes goods away may need a second person: 202. What a count asked for already is not asked for again before it is decided',
  method: 'POST',
  path: '/stock/adjustments',
  permission: 'stock.adjust',
  body: z.strictObject({
    locationId: idInput,
    reason: z.enum(adjustmentReasons),
    reference: text(0, 200).default(''),
    lines: z
      .array(
        itemLine(
          z
            .int()
            .min(-maxUnits)
            .max(maxUnits)
            .refine((units) => units !== 0, 'must not be 0'),
        ),
      )
      .min(1)
      .max(maxLines),
  }),
  response: stockDocumentView,
  accepted: approvalForm,
  mayNeed: ['stock.approve'],
  status: 201,
  problems: [
    ...itemProblems,
    ...['out_of_scope', 'unknown_location', 'stock_would_be_negative', 'stock_is_allocated', 'stock_too_large'],
    'count_waits',
  ],
} satisfies Contract

/** Sets how an item is promised. */
export const setItemPolicyContract = {
  operation: 'setItemPolicy',
  summary:
    'Set how an item is promised: what happens when it is short, how many are sold ahead, and each place’s buffer',
  method: 'PUT',
  path: '/stock/items/:itemId',
  permission: 'stock.plan',
  params: z.strictObject({ itemId: idInput }),
  body: z.strictObject({
    shortagePolicy,
    oversellLimit: z
      .int()
      .min(0)
      .max(maxUnits)
      .describe(
        'how many more than it has each place may promise; a place takes part once it had or expects goods, or is named in safetyStock',
      ),
    safetyStock: z
      .array(z.strictObject({ locationId: idInput, quantity: z.int().min(0).max(maxUnits) }))
      .max(maxLines)
      .optional()
      .describe('what each place keeps back; one that is not named keeps nothing; left out, all stay as they are'),
  }),
  response: itemStockView,
  problems: [
    ...['item_not_found', 'item_not_stocked', 'out_of_scope', 'unknown_location', 'location_named_twice'],
    ...['oversell_needs_policy', 'stock_is_oversold', 'stock_too_large'],
  ],
} satisfies Contract

/** Each part of the filter of a list of levels. */
export const levelFilterQuery = {
  itemId: idInput.optional().describe('levels of this item'),
  sku: line(100).optional().describe('levels of the item with this SKU'),
  locationId: idInput.optional().describe('levels of this place'),
  toPromiseAtMost: z.coerce
    .number()
    .int()
    .min(-maxUnits)
    .max(maxUnits)
    .optional()
    .describe('levels with so many left to promise, or fewer: what runs short'),
  condition: z.enum(levelConditions).optional().describe('levels of which this is so'),
  archivedEmpty: z
    .enum(['left_out'])
    .optional()
    .describe('whether levels of archived goods of which nothing is there, kept or awaited are left out'),
}

/** Lists levels. */
export const listLevelsContract = {
  operation: 'listStockLevels',
  summary: 'Levels by item and place, with what is left to promise',
  method: 'GET',
  path: '/stock/levels',
  permission: 'stock.read',
  query: z.strictObject({
    ...pageQuery,
    ...levelFilterQuery,
    sort: z.enum(['item', 'sku']).default('item').describe('by item as it came to be, or by SKU'),
  }),
  response: pageOf(levelView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** What is there of many items, for a list of them. */
export const listStockTotalsContract = {
  operation: 'listStockTotals',
  summary:
    'What is there of up to 200 items over all places, and what orders can have; an item that was never anywhere is left out',
  method: 'GET',
  path: '/stock/totals',
  permission: 'stock.read',
  query: z.strictObject({ itemIds: idsInput.describe('items, separated by commas') }),
  response: z.object({
    narrowed: z.boolean().describe('totals are those of the places that the caller is narrowed to'),
    items: z.array(z.object({ itemId: z.uuid(), onHand: z.int(), available: z.int(), incoming: z.int() })),
  }),
  problems: [],
} satisfies Contract

/** One item's stock. */
export const getItemStockContract = {
  operation: 'getItemStock',
  summary: 'One item at all places, its totals and its policy',
  method: 'GET',
  path: '/stock/items/:itemId',
  permission: 'stock.read',
  params: z.strictObject({ itemId: idInput }),
  response: itemStockView,
  problems: ['item_not_found', 'item_not_stocked'],
} satisfies Contract

/** Why there are so many of an item. */
export const listMovementsContract = {
  operation: 'listStockMovements',
  summary: 'Movements of an item, newest first, with the balance after each: at one place, or at all together',
  method: 'GET',
  path: '/stock/items/:itemId/movements',
  permission: 'stock.read',
  params: z.strictObject({ itemId: idInput }),
  query: z.strictObject({ ...pageQuery, locationId: idInput.optional().describe('at this place only') }),
  response: pageOf(movementView).extend({
    openingBalance: z.int().describe('on hand before the oldest movement of this page'),
    closingBalance: z.int().describe('on hand after the newest movement of this page'),
  }),
  problems: ['cursor_invalid'],
} satisfies Contract
