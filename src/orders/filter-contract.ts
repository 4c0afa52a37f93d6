import { z } from 'zod'
import { tiers } from '../customers/customer.ts'
import { listOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { text } from '../platform/text.ts'
import { channelSources, fulfillmentStatuses, holdKinds, orderStages, paymentStatuses } from './order.ts'

/** The orders in which a list can stand; the first is the usual one. */
export const orderSorts = ['newest', 'oldest', 'highest', 'lowest', 'deliverySoonest'] as const

/** By what a list of orders is sorted: when they were placed, their totals, or the day on which they are wanted. */
export type OrderSort = (typeof orderSorts)[number]

const largestAmount = 1_000_000_000_000
const mostValues = 50

/** Ids carry the moment since 1970, and orders are found by their ids. */
const placedMoment = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getTime() >= 0, 'must not be before 1970-01-01T00:00:00Z')
const amount = z.coerce.number().int().min(0).max(largestAmount)
/** The calendar of the database has no year 0. */
const day = z.iso.date().refine((text) => text >= '0001', 'must not be before 0001-01-01')
const yesOrNo = z.enum(['true', 'false'])
const area = z
  .string()
  .regex(/^([1-9]\d0000|[A-Z]{2})$/, 'the code of a province, like 330000, or of a country, like DE')
/** Of things that happened after the orders came. */
const moment = z.iso.datetime({ offset: true })

/** What lists and counts of orders can be narrowed by: all of it together, and of several values of one part any. */
export const filterQuery = {
  stage: listOf(z.enum(orderStages), orderStages.length).optional().describe('where the order is on its way'),
  channel: listOf(text(1, 50), mostValues).optional().describe("the channel's code"),
  source: listOf(z.enum(channelSources), channelSources.length).optional().describe('of what kind its channel was'),
  placedFrom: placedMoment.optional().describe('placed at this moment or later'),
  placedBefore: placedMoment.optional().describe('placed before this moment'),
  locationId: listOf(idInput, mostValues).optional().describe('goods of it come, or came, from this place'),
  sku: text(1, 100).optional().describe('a line of it is of the variant with this SKU'),
  customerId: idInput.optional().describe('it is of this customer'),
  tier: listOf(z.enum(tiers), tiers.length).optional().describe("the customer's tier when it was placed"),
  area: listOf(area, mostValues)
    .optional()
    .describe(
      "where it goes: one of China's provinces by its code (330000), else a country; CN: it is not known where in it",
    ),
  paymentStatus: listOf(z.enum(paymentStatuses), paymentStatuses.length).optional().describe('how far it is paid'),
  fulfillmentStatus: listOf(z.enum(fulfillmentStatuses), fulfillmentStatuses.length)
    .optional()
    .describe('how far its goods are'),
  holdKind: listOf(z.enum(holdKinds), holdKinds.length).optional().describe('such a hold is active'),
  held: yesOrNo.optional().describe('whether any hold is active'),
  lacking: yesOrNo.optional().describe('whether goods of it are awaited that no place has'),
  cancellationRequested: yesOrNo.optional().describe('whether a cancellation of it waits for an answer'),
  shippedFrom: moment.optional().describe('its first goods left at this moment or later'),
  shippedBefore: moment.optional().describe('its first goods left before this moment'),
  cancelledFrom: moment.optional().describe('it was cancelled, and stayed so, at this moment or later'),
  cancelledBefore: moment.optional().describe('it was cancelled, and stayed so, before this moment'),
  hasNotes: yesOrNo.optional().describe('whether anybody wrote a note on it'),
  totalFrom: amount.optional().describe('its total is this or more, in minor units of its currency'),
  totalTo: amount.optional().describe('its total is this or less, in minor units of its currency'),
  deliveryFrom: day.optional().describe('it is wanted on this day or later'),
  deliveryTo: day.optional().describe('it is wanted on this day or before'),
  carrier: listOf(text(1, 50), mostValues).optional().describe('a parcel of it is, or was, carried by this carrier'),
  text: text(1, 200)
    .optional()
    .describe(
      "the order's number, the channel's own number, a parcel's, or of the receiver: (a part of) the name, the phone, its last four digits, the e-mail",
    ),
}

/** The same in the body of a request. */
export const orderFilterForm = z.strictObject(filterQuery)

/** What a list of orders is narrowed by, as it was parsed. */
export type OrderFilter = Partial<z.output<typeof orderFilterForm>>

/** The query of a list: a filter, an order and a page. */
export const listQuery = z.strictObject({
  ...pageQuery,
  sort: z
    .enum(orderSorts)
    .default('newest')
    .describe('deliverySoonest has only orders that are wanted on a day; amounts are compared in minor units'),
  ...filterQuery,
})
