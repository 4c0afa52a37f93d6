import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { listOf, pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'
import { fulfillmentSummaryView } from './contract.ts'
import { fulfillmentOrderStatuses, openStatuses } from './fulfillment-order.ts'
import { momentInput, shipmentSummaryView } from './shipments/contract.ts'

const workFilter = {
  locationId: idInput.optional().describe('the place whose work it is'),
  channel: line(50).optional().describe('of orders of this channel; without a status, only work that is not done'),
}

/** Lists what places have to do. */
export const listFulfillmentOrdersContract = {
  operation: 'listFulfillmentOrders',
  summary: 'List fulfillment orders, newest or oldest first',
  method: 'GET',
  path: '/fulfillment-orders',
  permission: 'fulfillment.read',
  query: z.strictObject({
    ...pageQuery,
    ...workFilter,
    status: listOf(z.enum(fulfillmentOrderStatuses), fulfillmentOrderStatuses.length)
      .optional()
      .describe('where the work stands, one or several'),
    orderId: idInput.optional().describe('the order that it is of'),
    itemId: idInput.optional().describe('of this item something is still to be picked'),
    cancellationRequested: z.literal('true').optional().describe('a cancellation waits for an answer'),
    createdBefore: momentInput.optional().describe('waiting since before this moment'),
    order: z.enum(['newest', 'oldest']).default('newest').describe('which come first'),
  }),
  response: pageOf(fulfillmentSummaryView),
  problems: ['cursor_invalid'],
} satisfies Contract

const tally = { count: z.int(), more: z.boolean().describe('there are more than were counted') }

/** How much work stands where. */
export const countFulfillmentOrdersContract = {
  operation: 'countFulfillmentOrders',
  summary: 'How much work stands where and since when it waits: each count exact to 1,000',
  method: 'GET',
  path: '/fulfillment-orders/counts',
  permission: 'fulfillment.read',
  query: z.strictObject(workFilter),
  response: z.object({
    statuses: z.array(
      z.object({
        status: z.enum(openStatuses),
        ...tally,
        oldestAt: z.iso.datetime().nullable().describe('of the longest wait'),
      }),
    ),
    cancellationRequests: z.object(tally),
  }),
  problems: [],
} satisfies Contract

/** What a scanned code leads to. */
export const findWorkByCodeContract = {
  operation: 'findWorkByCode',
  summary: 'The work that a scanned code leads to: of an order, of a parcel, or that needs an item',
  method: 'GET',
  path: '/fulfillment-orders/by-code',
  permission: 'fulfillment.read',
  query: z.strictObject({
    code: line(100).describe(
      'an order number, a channel’s order number, a tracking number, a barcode, a SKU, or an id',
    ),
    locationId: idInput.optional().describe('work of this place'),
  }),
  response: z.object({
    meaning: z.enum(['fulfillment_order', 'order', 'shipment', 'item', 'nothing']),
    item: z.object({ itemId: z.uuid(), sku: z.string(), name: z.string() }).nullable(),
    shipment: shipmentSummaryView.nullable(),
    fulfillmentOrders: z.array(fulfillmentSummaryView).describe('the oldest first, 20 at the most'),
  }),
  problems: [],
} satisfies Contract
