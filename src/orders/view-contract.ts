import { z } from 'zod'
import { maskedContactView } from '../customers/contract.ts'
import { tiers } from '../customers/customer.ts'
import {
  channelSources,
  fulfillmentStatuses,
  holdKinds,
  orderStages,
  orderStatuses,
  paymentStatuses,
  paymentTerms,
} from './order.ts'

/** A moment as text: ISO 8601 with its offset. */
export const moment = z.iso.datetime({ offset: true })

const holdView = z.object({
  id: z.uuid(),
  kind: z.enum(holdKinds),
  reason: z.string(),
  detail: z.string(),
  placedAt: moment,
  placedBy: z.string(),
})

/** A cancellation that waits for a place's answer; without lines it is of the whole order. */
export const cancellationRequestView = z
  .object({
    id: z.uuid(),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: moment,
    lines: z.array(z.object({ lineNumber: z.int(), quantity: z.int() })).nullable(),
  })
  .meta({ id: 'CancellationRequest' })

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
  status: z.enum(orderStatuses),
  stage: z.enum(orderStages),
  paymentStatus: z.enum(paymentStatuses),
  fulfillmentStatus: z.enum(fulfillmentStatuses),
  currency: z.string(),
  total: z.int(),
  customerId: z.uuid().nullable(),
  tier: z.enum(tiers),
  destinationRegion: z.string().nullable(),
  requestedDeliveryOn: z.string().nullable(),
  placedAt: moment,
  version: z.int(),
}

/** An order in a list, with what tells it from its neighbours. Amounts in minor units of the currency. */
export const orderRowView = z
  .object({
    ...summaryFields,
    source: z.enum(channelSources),
    holdKinds: z.array(z.enum(holdKinds)).describe('of the holds that are active'),
    hasNotes: z.boolean(),
    cancellationRequested: z.boolean(),
    lineCount: z.int().describe('without the components of bundles'),
    units: z.int().describe('how many pieces were ordered, without the components of bundles'),
    firstLine: z.object({ sku: z.string(), name: z.string() }).nullable(),
    receiver: maskedContactView
      .pick({ name: true, phone: true, province: true, city: true })
      .nullable()
      .describe('masked; null of who was erased'),
  })
  .meta({ id: 'OrderSummary' })

/** An order without its receiver: what commands answer, and what is kept under idempotency keys. */
export const orderView = z
  .object({
    ...summaryFields,
    source: z.enum(channelSources),
    linesTotal: z.int(),
    discountTotal: z.int(),
    shippingTotal: z.int(),
    taxTotal: z.int(),
    taxIncluded: z.boolean(),
    cancelledTotal: z.int(),
    authorized: z.int(),
    captured: z.int(),
    refunded: z.int(),
    contactId: z.uuid(),
    destinationCountry: z.string(),
    paymentTerms: z.enum(paymentTerms),
    expiresAt: moment.nullable(),
    updatedAt: moment,
    cancellationRequested: z.boolean(),
    holds: z.array(holdView),
    lines: z.array(lineView),
  })
  .meta({ id: 'Order' })

/** What is answered to a note, and kept under its key: without its text, which may tell of a person. */
export const writtenNoteView = z.object({ id: z.uuid(), writtenBy: z.string(), writtenAt: moment })

/** A note as its readers see it. */
export const noteView = writtenNoteView.extend({ text: z.string() })
