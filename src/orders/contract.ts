import { z } from 'zod'
import { maskedContactView } from '../customers/contract.ts'
import { disclosureBody, disclosureProblems, disclosureView } from '../customers/disclosure-contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf } from '../platform/http/lists.ts'
import { problemView } from '../platform/http/problem.ts'
import { rowsReadAlone } from '../platform/http/row-forms.ts'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'
import { filterQuery, listQuery } from './filter-contract.ts'
import { placeOrderForm, writeOrderForm } from './intake/place-order-form.ts'
import { placedOrderView } from './intake/placed-view.ts'
import { orderStages } from './order.ts'
import { cancellationRequestView, moment, noteView, orderRowView, orderView } from './view-contract.ts'

const orderId = z.object({ orderId: idInput })

/** Largest number of orders of one bulk request. */
export const maxBatch = 1000

/** Largest number of numbers that are looked up at once. */
export const maxLookUp = 500

/** Places one order. The same channel and external id with the same content answers 200 and the same order. */
export const placeOrderContract = {
  operation: 'placeOrder',
  summary: 'Place an order',
  method: 'POST',
  path: '/orders',
  permission: 'orders.place',
  body: writeOrderForm.meta({ id: 'WriteOrder' }),
  response: placedOrderView.meta({ id: 'PlacedOrder' }),
  status: 201,
  problems: [
    'out_of_scope',
    'unknown_channel',
    'unknown_product',
    'product_archived',
    'no_price',
    'discount_too_large',
    'amount_too_large',
    'too_many_lines',
    'quantity_too_large',
    'delivery_day_past',
    'out_of_stock',
    'unknown_customer',
    'unknown_receiver',
    'draft_ended',
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
  permission: 'orders.place',
  body: z.strictObject({ orders: rowsReadAlone(placeOrderForm.meta({ id: 'PlaceOrder' }), maxBatch) }),
  response: z.object({
    results: z.array(
      z.object({ index: z.int(), status: z.int(), order: placedOrderView.optional(), problem: problemView.optional() }),
    ),
  }),
  preview: false,
  problems: [],
  bodyLimitBytes: 8 * 1024 * 1024,
} as const satisfies Contract

/** Orders, newest first unless another order is asked for. */
export const listOrdersContract = {
  operation: 'listOrders',
  summary: 'List orders, newest first',
  method: 'GET',
  path: '/orders',
  permission: 'orders.read',
  query: listQuery,
  response: pageOf(orderRowView),
  problems: ['cursor_invalid'],
} as const satisfies Contract

/**
 * How many orders a filter finds, and how many of them stand in each stage. A stage is counted without the filter's own stages,
 * so that tabs tell what each would show.
 */
export const countOrdersContract = {
  operation: 'countOrders',
  summary: 'Count orders by stage, and those a filter finds',
  method: 'GET',
  path: '/orders/counts',
  permission: 'orders.read',
  query: z.strictObject({
    ...filterQuery,
    exact: z
      .enum(['true', 'false'])
      .exactOptional()
      .describe('true: of several common things too each stage is counted to 1,000, which takes longer'),
  }),
  response: z.object({
    stages: z
      .array(
        z.object({
          stage: z.enum(orderStages),
          orders: z.int(),
          more: z
            .boolean()
            .exactOptional()
            .describe('there are more than were counted; below 1,000: or may be, which `exact` finds out'),
        }),
      )
      .describe(
        'of all that the filter finds without its stages; exact where nothing else is asked for, else to 1,000',
      ),
    filtered: z
      .object({ count: z.int(), more: z.boolean() })
      .nullable()
      .describe('all that the filter finds, exact to 1,000; null without a filter'),
  }),
  problems: [],
} as const satisfies Contract

/** Finds the orders that somebody has the numbers of, and tells which numbers are of none. Nothing is written. */
export const lookUpOrdersContract = {
  operation: 'lookUpOrders',
  summary: 'Find orders by up to 500 of their numbers, external numbers and tracking numbers',
  method: 'POST',
  path: '/orders/lookups',
  permission: 'orders.read',
  body: z.strictObject({
    numbers: z
      .array(line(200))
      .min(1)
      .max(maxLookUp)
      .describe(
        'of orders, of channels or of parcels, without spaces around; one that is given twice is looked up once',
      ),
  }),
  response: z.object({
    items: z.array(orderRowView).describe('the orders, in the order of the numbers by which they were found first'),
    found: z.array(z.object({ number: z.string(), orderIds: z.array(z.uuid()) })),
    notFound: z.array(z.string()).describe('what is the number of no order that the caller may see'),
  }),
  preview: false,
  problems: [],
} as const satisfies Contract

/** One order whole, with its receiver masked. */
export const findOrderContract = {
  operation: 'findOrder',
  summary: 'Read one order, with its receiver masked',
  method: 'GET',
  path: '/orders/:orderId',
  permission: 'orders.read',
  params: orderId,
  response: orderView
    .extend({
      shipTo: maskedContactView.nullable(),
      notes: z.array(noteView),
      pictures: z
        .record(z.uuid(), z.string())
        .describe('by variant the hash of its product’s first picture, at /api/v1/pictures/{hash}'),
      cancellationRequest: cancellationRequestView.nullable(),
    })
    .meta({ id: 'OrderDetail' }),
  problems: ['not_found'],
} as const satisfies Contract

/** Shows whom an order goes to. */
export const discloseOrderContract = {
  operation: 'discloseOrder',
  summary: 'Show the full receiver of an order; it is counted, and kept who saw it. The answer is not kept under a key',
  method: 'POST',
  path: '/orders/:orderId/disclosures',
  permission: 'orders.disclose',
  params: orderId,
  body: disclosureBody,
  response: disclosureView,
  status: 201,
  preview: false,
  problems: ['not_found', ...disclosureProblems],
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
