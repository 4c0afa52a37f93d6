import { z } from 'zod'
import { maxLines, unitsInput } from '../inventory/contract.ts'
import { cancellationRequestView } from '../orders/view-contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { problemView } from '../platform/http/problem.ts'
import { idInput } from '../platform/id-input.ts'
import { line, multiline } from '../platform/text.ts'
import { fulfillmentOrderStatuses, shortReasons } from './fulfillment-order.ts'
import { maxBatch, momentInput, shipmentSummaryView, shipmentView } from './shipments/contract.ts'

const params = z.strictObject({ fulfillmentOrderId: idInput })
const lineNumber = z.int().min(1).max(32_767)
const moment = z.iso.datetime()

const summaryFields = {
  id: z.uuid(),
  orderId: z.uuid(),
  orderNumber: z.int(),
  channel: z.string(),
  locationId: z.uuid(),
  status: z.enum(fulfillmentOrderStatuses),
  version: z.int(),
  lineCount: z.int(),
  units: z.int(),
  picked: z.int(),
  packed: z.int(),
  cancellationRequested: z.boolean(),
  requestedDeliveryOn: z.iso.date().nullable(),
  createdAt: moment,
  updatedAt: moment,
}

/** A fulfillment order in a list. `units` are those still wanted and those that have left. */
export const fulfillmentSummaryView = z.object(summaryFields).meta({ id: 'FulfillmentOrderSummary' })

const holdView = z.object({ id: z.uuid(), reason: z.string(), placedAt: moment, placedBy: z.string() })

/** A fulfillment order with its lines, holds and shipments. */
export const fulfillmentOrderView = z
  .object({
    ...summaryFields,
    orderHolds: z.array(z.string()),
    cancellationRequest: cancellationRequestView.nullable(),
    holds: z.array(holdView),
    lines: z.array(
      z.object({
        lineNumber: z.int(),
        allocationNumber: z.int(),
        itemId: z.uuid(),
        sku: z.string(),
        barcode: z.string().nullable(),
        name: z.string(),
        quantity: z.int(),
        picked: z.int(),
        short: z.int(),
        packed: z.int(),
        shipped: z.int(),
        cancelled: z.int(),
      }),
    ),
    shipments: z.array(shipmentView),
  })
  .meta({ id: 'FulfillmentOrder' })

/** One of an order's lines, or the code on the goods (barcode or SKU): then the place's own work says whether they are wanted. */
const lineOrCode = { lineNumber: lineNumber.optional(), code: line(100).optional() }
const isNamedOnce = (named: { lineNumber?: number | undefined; code?: string | undefined }) =>
  (named.lineNumber === undefined) !== (named.code === undefined)
const oneName = { message: 'name the goods by one of lineNumber, code', path: ['lineNumber'] }

const workProblems = ['fulfillment_order_not_found', 'version_mismatch', 'action_not_allowed'] as const
const lineProblems = ['unknown_line', 'quantity_exceeds_open', 'nothing_left'] as const
const scanProblems = ['unknown_code', 'wrong_item'] as const

/** One fulfillment order. */
export const getFulfillmentOrderContract = {
  operation: 'getFulfillmentOrder',
  summary: 'A fulfillment order with its lines, holds and shipments',
  method: 'GET',
  path: '/fulfillment-orders/:fulfillmentOrderId',
  permission: 'fulfillment.read',
  params,
  response: fulfillmentOrderView,
  problems: ['fulfillment_order_not_found'],
} satisfies Contract

const pickLine = z
  .strictObject({ ...lineOrCode, quantity: z.int().min(0).max(10_000_000), short: unitsInput.optional() })
  .refine((pick) => pick.quantity + (pick.short ?? 0) > 0, { message: 'nothing picked', path: ['quantity'] })
  .refine(isNamedOnce, oneName)

/** Records what was found, and what was not, on a place's shelves. */
export const pickFulfillmentOrderContract = {
  operation: 'pickFulfillmentOrder',
  summary:
    'Record a pick, by order line or by scanned code: a wrong item or too many are refused. Without lines, everything left was found. What is short is sourced again elsewhere',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/picks',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject({
    lines: z.array(pickLine).min(1).max(maxLines).optional(),
    shortReason: z.enum(shortReasons).default('not_found').describe('why what is short is not there'),
  }),
  response: fulfillmentOrderView,
  status: 201,
  problems: [...workProblems, ...lineProblems, ...scanProblems],
} satisfies Contract

/** Records that picked goods were put into parcels. */
export const packFulfillmentOrderContract = {
  operation: 'packFulfillmentOrder',
  summary:
    'Record packing, by order line or by scanned code: a wrong item or too many are refused. Without lines, everything that was picked',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/packages',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject({
    lines: z
      .array(z.strictObject({ ...lineOrCode, quantity: unitsInput }).refine(isNamedOnce, oneName))
      .min(1)
      .max(maxLines)
      .optional(),
  }),
  response: fulfillmentOrderView,
  status: 201,
  problems: [...workProblems, ...lineProblems, ...scanProblems],
} satisfies Contract

/** Lets work begin. */
export const releaseFulfillmentOrderContract = {
  operation: 'releaseFulfillmentOrder',
  summary: 'Release a fulfillment order that is open, scheduled, or held by nothing any more',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/release',
  permission: 'fulfillment.hold',
  params,
  response: fulfillmentOrderView,
  status: 201,
  problems: workProblems,
} satisfies Contract

/** Puts a hold of the place on its work. */
export const holdFulfillmentOrderContract = {
  operation: 'holdFulfillmentOrder',
  summary: 'Hold a fulfillment order before picking has begun',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/holds',
  permission: 'fulfillment.hold',
  params,
  body: z.strictObject({ reason: multiline(500) }),
  response: fulfillmentOrderView,
  status: 201,
  problems: workProblems,
} satisfies Contract

/** Takes a hold of the place off. */
export const releaseFulfillmentHoldContract = {
  operation: 'releaseFulfillmentHold',
  summary: 'Release a hold of a fulfillment order',
  method: 'DELETE',
  path: '/fulfillment-orders/:fulfillmentOrderId/holds/:holdId',
  permission: 'fulfillment.hold',
  params: params.extend({ holdId: idInput }),
  response: fulfillmentOrderView,
  problems: ['fulfillment_order_not_found', 'version_mismatch', 'hold_not_found'],
} satisfies Contract

/** The place's answer to a cancellation that was requested after picking had begun; with an id, to that request only. */
export const answerCancellationContract = {
  operation: 'answerCancellation',
  summary: 'Accept a requested cancellation, with the goods back on the shelf, or decline it',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/cancellation',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject({ accepted: z.boolean(), cancellationId: idInput.optional() }),
  response: fulfillmentOrderView,
  status: 201,
  problems: [...workProblems, 'cancellation_replaced', 'order_has_shipped'],
} satisfies Contract

const parcel = {
  carrier: line(50),
  trackingNumber: line(100),
  weightGrams: z.int().min(1).max(100_000_000).optional().describe('of the whole parcel, as weighed'),
  lines: z
    .array(z.strictObject({ lineNumber, quantity: unitsInput }))
    .min(1)
    .max(maxLines)
    .optional(),
}

/** Makes labels. */
export const createLabelContract = {
  operation: 'createLabel',
  summary: 'Make the label of a parcel that is to leave, and keep its goods for it; without lines, everything left',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/labels',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject(parcel),
  response: shipmentView,
  status: 201,
  problems: [...workProblems, ...lineProblems, 'tracking_number_taken'],
} satisfies Contract

const shipProblems = [
  ...workProblems,
  ...lineProblems,
  'not_on_hand',
  'tracking_number_taken',
  'in_the_future',
] as const

/** Ships goods. */
export const shipFulfillmentOrderContract = {
  operation: 'shipFulfillmentOrder',
  summary: 'Ship a parcel, with its label if it has one; without lines, everything left. The same again is one',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/shipments',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject({ ...parcel, shippedAt: momentInput.optional() }),
  response: shipmentView,
  status: 201,
  problems: shipProblems,
} satisfies Contract

/** Ships many parcels; each stands or falls alone. */
export const shipFulfillmentOrdersContract = {
  operation: 'shipFulfillmentOrders',
  summary: 'Ship up to 500 parcels; the answer has a result for each, in order',
  method: 'POST',
  path: '/fulfillment-orders/shipments/batch',
  permission: 'fulfillment.work',
  body: z.strictObject({
    shipments: z
      .array(z.strictObject({ fulfillmentOrderId: idInput, ...parcel, shippedAt: momentInput.optional() }))
      .min(1)
      .max(maxBatch),
  }),
  response: z.object({
    results: z.array(z.union([z.object({ shipment: shipmentSummaryView }), z.object({ problem: problemView })])),
  }),
  bodyLimitBytes: 8 * 1024 * 1024,
  problems: shipProblems,
} satisfies Contract
