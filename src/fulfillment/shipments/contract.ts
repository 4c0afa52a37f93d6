import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { listOf, pageOf, pageQuery } from '../../platform/http/lists.ts'
import { problemView } from '../../platform/http/problem.ts'
import { idInput } from '../../platform/id-input.ts'
import { line, text } from '../../platform/text.ts'
import { shipmentStatuses, trackingCodes } from './shipment.ts'

/** Largest number of rows of a bulk request. */
export const maxBatch = 500

const moment = z.iso.datetime()
const firstYear = '2000-01-01T00:00:00Z'

/** A moment that somebody noted: with its offset, and not of another century. */
export const momentInput = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text) >= new Date(firstYear), `must not be before ${firstYear}`)
  .transform((text) => new Date(text))

const summaryFields = {
  id: z.uuid(),
  fulfillmentOrderId: z.uuid(),
  orderId: z.uuid(),
  locationId: z.uuid(),
  carrier: z.string(),
  trackingNumber: z.string(),
  weightGrams: z.int().nullable(),
  status: z.enum(shipmentStatuses),
  version: z.int(),
  shippedAt: moment.nullable(),
  deliveredAt: moment.nullable(),
  createdAt: moment,
}

/** A shipment without what is in it. */
export const shipmentSummaryView = z.object(summaryFields).meta({ id: 'ShipmentSummary' })

/** A shipment with what is in it and every scan, the earliest first. */
export const shipmentView = z
  .object({
    ...summaryFields,
    orderNumber: z.int(),
    lines: z.array(z.object({ lineNumber: z.int(), sku: z.string(), name: z.string(), quantity: z.int() })),
    trackingEvents: z.array(
      z.object({ occurredAt: moment, code: z.enum(trackingCodes), place: z.string(), description: z.string() }),
    ),
  })
  .meta({ id: 'Shipment' })

const params = z.strictObject({ shipmentId: idInput })

const rowView = z.object({ ...summaryFields, orderNumber: z.int(), units: z.int() })

/** Lists parcels. */
export const listShipmentsContract = {
  operation: 'listShipments',
  summary: 'Shipments and labels, newest first',
  method: 'GET',
  path: '/shipments',
  permission: 'fulfillment.read',
  query: z.strictObject({
    ...pageQuery,
    locationId: idInput.optional().describe('leaving, or having left, this place'),
    status: listOf(z.enum(shipmentStatuses), shipmentStatuses.length)
      .optional()
      .describe('where they stand, one or several'),
    carrier: line(50).optional().describe('with this carrier'),
    trackingNumber: line(100).optional().describe('the one of this number'),
  }),
  response: pageOf(rowView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** The carriers that are in use. */
export const listCarriersContract = {
  operation: 'listCarriers',
  summary: 'The carriers that parcels have gone with, by their codes',
  method: 'GET',
  path: '/shipments/carriers',
  permission: 'fulfillment.read',
  response: z.object({ carriers: z.array(z.string()) }),
  problems: [],
} satisfies Contract

/** One shipment. */
export const getShipmentContract = {
  operation: 'getShipment',
  summary: 'A shipment with what is in it and its tracking timeline',
  method: 'GET',
  path: '/shipments/:shipmentId',
  permission: 'fulfillment.read',
  params,
  response: shipmentView,
  problems: ['shipment_not_found'],
} satisfies Contract

/** Lets a label's parcel leave. */
export const dispatchShipmentContract = {
  operation: 'dispatchShipment',
  summary: 'Ship the parcel of a label, with what it was made for',
  method: 'POST',
  path: '/shipments/:shipmentId/dispatch',
  permission: 'fulfillment.work',
  params,
  body: z.strictObject({ shippedAt: momentInput.optional() }),
  response: shipmentView,
  status: 201,
  problems: ['shipment_not_found', 'version_mismatch', 'action_not_allowed', 'not_on_hand', 'in_the_future'],
} satisfies Contract

/** Voids a label. */
export const voidShipmentContract = {
  operation: 'voidShipment',
  summary: 'Void a label under which nothing has left; its goods are free for another parcel',
  method: 'POST',
  path: '/shipments/:shipmentId/void',
  permission: 'fulfillment.work',
  params,
  response: shipmentSummaryView,
  status: 201,
  problems: ['shipment_not_found', 'version_mismatch', 'action_not_allowed'],
} satisfies Contract

const scan = {
  occurredAt: momentInput,
  code: z.enum(trackingCodes),
  place: text(0, 200).default(''),
  description: text(0, 500).default(''),
}

/** What became of a scan: `known` when it had come before. */
const scanResult = { shipmentId: z.uuid(), known: z.boolean(), status: summaryFields.status }

/** Records one scan of a shipment. */
export const recordTrackingEventContract = {
  operation: 'recordTrackingEvent',
  summary: "Record a carrier's scan of a shipment; the same scan again is one",
  method: 'POST',
  path: '/shipments/:shipmentId/tracking-events',
  permission: 'fulfillment.track',
  params,
  body: z.strictObject(scan),
  response: z.object(scanResult),
  status: 201,
  problems: ['shipment_not_found', 'in_the_future'],
} satisfies Contract

/** Records many scans; each stands or falls alone. */
export const recordTrackingEventsContract = {
  operation: 'recordTrackingEvents',
  summary: 'Record up to 500 scans by tracking number; the answer has a result for each, in order',
  method: 'POST',
  path: '/tracking-events',
  permission: 'fulfillment.track',
  body: z.strictObject({
    events: z
      .array(z.strictObject({ carrier: line(50), trackingNumber: line(100), ...scan }))
      .min(1)
      .max(maxBatch),
  }),
  response: z.object({
    results: z.array(z.union([z.object(scanResult), z.object({ problem: problemView })])),
  }),
  problems: ['shipment_not_found', 'in_the_future'],
} satisfies Contract
