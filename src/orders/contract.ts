import { z } from 'zod'
import { contactBody } from '../customers/contact.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { line, multiline, text } from '../platform/text.ts'
import { placeOrderForm } from './intake/place-order-form.ts'
import { placedOrderView } from './intake/placed-view.ts'

const orderId = z.object({ orderId: z.uuid() })
const moment = z.iso.datetime({ offset: true })
const quantity = z.int().min(1).max(1_000_000)

/** Largest number of orders of one bulk request. */
export const maxBatch = 1000

const holdView = z.object({
  id: z.uuid(),
  kind: z.string(),
  reason: z.string(),
  detail: z.string(),
  placedAt: moment,
  placedBy: z.string(),
})

const lineView = z.object({
  lineNumber: z.int(),
  parentLineNumber: z.int().nullable(),
  variantId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  kind: z.enum(['stocked', 'bundle', 'service']),
  quantity: z.int(),
  unitPrice: z.string(),
  lineTotal: z.int(),
  discount: z.int(),
  shipping: z.int(),
  tax: z.int(),
  taxRateBasisPoints: z.int(),
  cancelled: z.int(),
  unallocated: z.int(),
  backordered: z.int(),
  reserved: z.int(),
  allocated: z.int(),
  picked: z.int(),
  shipped: z.int(),
  delivered: z.int(),
})

const summaryFields = {
  id: z.uuid(),
  number: z.int(),
  channel: z.string(),
  externalId: z.string().nullable(),
  status: z.enum(['draft', 'submitted', 'confirmed', 'completed', 'cancelled', 'expired']),
  stage: z.enum(['draft', 'pending', 'processed', 'shipped', 'completed', 'cancelled']),
  paymentStatus: z.string(),
  fulfillmentStatus: z.string(),
  currency: z.string(),
  total: z.int(),
  customerId: z.uuid().nullable(),
  tier: z.string(),
  destinationRegion: z.string().nullable(),
  requestedDeliveryOn: z.string().nullable(),
  placedAt: moment,
  version: z.int(),
}

/** An order in a list. Amounts in minor units of the currency. */
export const orderSummaryView = z.object(summaryFields).meta({ id: 'OrderSummary' })

/** An order without its receiver: what commands answer, and what is kept under idempotency keys. */
export const orderView = z
  .object({
    ...summaryFields,
    source: z.string(),
    linesTotal: z.int(),
    discountTotal: z.int(),
    shippingTotal: z.int(),
    taxTotal: z.int(),
    taxIncluded: z.boolean(),
    cancelledTotal: z.int(),
    captured: z.int(),
    refunded: z.int(),
    contactId: z.uuid(),
    destinationCountry: z.string(),
    paymentTerms: z.string(),
    expiresAt: moment.nullable(),
    updatedAt: moment,
    cancellationRequested: z.boolean(),
    holds: z.array(holdView),
    lines: z.array(lineView),
  })
  .meta({ id: 'Order' })

const noteView = z.object({ id: z.uuid(), text: z.string(), writtenBy: z.string(), writtenAt: moment })

const filterQuery = {
  stage: z.enum(['draft', 'pending', 'processed', 'shipped', 'completed', 'cancelled']).optional(),
  channel: text(1, 50).optional(),
  placedFrom: moment.optional(),
  placedBefore: moment.optional(),
  locationId: z.uuid().optional(),
  sku: text(1, 100).optional(),
  customerId: z.uuid().optional(),
  text: text(1, 200).optional(),
}

/** Places one order. The same channel and external id with the same content answers 200 and the same order. */
export const placeOrderContract = {
  operation: 'placeOrder',
  summary: 'Place an order',
  method: 'POST',
  path: '/orders',
  permission: 'orders.write',
  body: placeOrderForm,
  response: placedOrderView.meta({ id: 'PlacedOrder' }),
  status: 201,
  problems: [
    'unknown_channel',
    'unknown_product',
    'product_archived',
    'no_price',
    'discount_too_large',
    'amount_too_large',
    'out_of_stock',
    'unknown_customer',
    'external_id_taken',
    'idempotency_key_reused',
  ],
} as const satisfies Contract

/** Places up to 1,000 orders; each row has its own result. Under an idempotency key, row n has the key `key#n`. */
export const placeOrdersContract = {
  operation: 'placeOrders',
  summary: 'Place many orders, with a result for each',
  method: 'POST',
  path: '/orders/batch',
  permission: 'orders.write',
  body: z.strictObject({ orders: z.array(z.unknown()).min(1).max(maxBatch) }),
  response: z.object({
    results: z.array(
      z.object({ index: z.int(), status: z.int(), order: placedOrderView.optional(), problem: z.unknown().optional() }),
    ),
  }),
  problems: [],
  bodyLimitBytes: 8 * 1024 * 1024,
} as const satisfies Contract

/** Orders, newest first. */
export const listOrdersContract = {
  operation: 'listOrders',
  summary: 'List orders, newest first',
  method: 'GET',
  path: '/orders',
  permission: 'orders.read',
  query: z.strictObject({ ...pageQuery, ...filterQuery }),
  response: pageOf(orderSummaryView),
  problems: ['cursor_invalid'],
} as const satisfies Contract

/** How many orders stand in each stage, and how many the filter finds (exact to 1,000). */
export const countOrdersContract = {
  operation: 'countOrders',
  summary: 'Count orders by stage, and those a filter finds',
  method: 'GET',
  path: '/orders/counts',
  permission: 'orders.read',
  query: z.strictObject(filterQuery),
  response: z.object({
    stages: z.array(z.object({ stage: z.string(), orders: z.int() })),
    filtered: z.object({ count: z.int(), more: z.boolean() }).nullable(),
  }),
  problems: [],
} as const satisfies Contract

/** One order whole, with its receiver. */
export const findOrderContract = {
  operation: 'findOrder',
  summary: 'Read one order',
  method: 'GET',
  path: '/orders/:orderId',
  permission: 'orders.read',
  params: orderId,
  response: orderView.extend({ shipTo: contactBody.nullable(), notes: z.array(noteView) }).meta({ id: 'OrderDetail' }),
  problems: ['not_found'],
} as const satisfies Contract

/** What happened to an order: who, what, when, before and after. */
export const orderHistoryContract = {
  operation: 'findOrderHistory',
  summary: 'Read what happened to an order',
  method: 'GET',
  path: '/orders/:orderId/history',
  permission: 'orders.read',
  params: orderId,
  response: z.object({
    items: z.array(
      z.object({
        objectType: z.string(),
        objectId: z.uuid(),
        version: z.int(),
        type: z.string(),
        actor: z.string(),
        at: moment,
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  problems: ['not_found'],
} as const satisfies Contract

/** Why this warehouse. */
export const orderSourcingContract = {
  operation: 'findOrderSourcing',
  summary: 'Read why the goods come from where they come',
  method: 'GET',
  path: '/orders/:orderId/sourcing',
  permission: 'orders.read',
  params: orderId,
  response: z.object({ items: z.array(z.object({ decisionNumber: z.int(), at: moment, decision: z.unknown() })) }),
  problems: ['not_found'],
} as const satisfies Contract

/** Cancels an order, or asks the place that is already picking it. */
export const cancelOrderContract = {
  operation: 'cancelOrder',
  summary: 'Cancel an order',
  method: 'POST',
  path: '/orders/:orderId/cancellation',
  permission: 'orders.write',
  params: orderId,
  body: z.strictObject({ reason: line(500) }),
  response: orderView,
  problems: ['not_found', 'action_not_allowed', 'order_has_shipped', 'version_mismatch'],
} as const satisfies Contract

/** Cancels so many of one line. */
export const cancelLineContract = {
  operation: 'cancelOrderLine',
  summary: 'Cancel some or all of a line',
  method: 'POST',
  path: '/orders/:orderId/lines/:lineNumber/cancellation',
  permission: 'orders.write',
  params: z.object({ orderId: z.uuid(), lineNumber: z.coerce.number().int().min(1).max(32_000) }),
  body: z.strictObject({ quantity, reason: line(500) }),
  response: orderView,
  problems: [
    'not_found',
    'action_not_allowed',
    'unknown_line',
    'quantity_exceeds_open',
    'last_line',
    'version_mismatch',
  ],
} as const satisfies Contract

/** Holds an order. */
export const holdOrderContract = {
  operation: 'holdOrder',
  summary: 'Hold an order',
  method: 'POST',
  path: '/orders/:orderId/holds',
  permission: 'orders.write',
  params: orderId,
  body: z.strictObject({
    kind: z.enum(['review', 'fraud', 'address', 'stock', 'credit', 'manual']).default('manual'),
    reason: line(100),
    detail: text(0, 500).default(''),
  }),
  response: orderView,
  status: 201,
  problems: ['not_found', 'action_not_allowed', 'version_mismatch'],
} as const satisfies Contract

/** Releases a hold; the last one released confirms a submitted order. */
export const releaseHoldContract = {
  operation: 'releaseOrderHold',
  summary: 'Release a hold',
  method: 'DELETE',
  path: '/orders/:orderId/holds/:holdId',
  permission: 'orders.write',
  params: z.object({ orderId: z.uuid(), holdId: z.uuid() }),
  response: orderView,
  problems: ['not_found', 'payment_awaited', 'version_mismatch'],
} as const satisfies Contract

/** Adds a note. */
export const writeNoteContract = {
  operation: 'writeOrderNote',
  summary: 'Add a note to an order',
  method: 'POST',
  path: '/orders/:orderId/notes',
  permission: 'orders.write',
  params: orderId,
  body: z.strictObject({ text: multiline(2000) }),
  response: noteView,
  status: 201,
  problems: ['not_found'],
} as const satisfies Contract
