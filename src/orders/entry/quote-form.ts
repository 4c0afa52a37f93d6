import { z } from 'zod'
import { contactRegion } from '../../customers/contact-parts.ts'
import { idInput } from '../../platform/id-input.ts'
import { lineForm, placeOrderForm } from '../intake/place-order-form.ts'
import { holdKinds, maxLines } from '../order.ts'

const order = placeOrderForm.shape

/** An order as far as it is written: what it would cost and where it would come from is asked with each change. */
export const quoteForm = z.strictObject({
  channel: order.channel,
  customerId: idInput.optional(),
  shipTo: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('region'), ...contactRegion, hasPhone: z.boolean().default(true) }),
      z.strictObject({ kind: z.literal('of_customer'), customerId: idInput }),
      z.strictObject({ kind: z.literal('of_order'), orderId: idInput }),
    ])
    .optional()
    .describe('as much of the receiver as a quote needs; left out: not known yet'),
  currency: order.currency,
  lines: z.array(lineForm).max(maxLines),
  shipping: order.shipping,
  discount: order.discount,
  payment: order.payment,
  requestedDeliveryOn: order.requestedDeliveryOn,
})

/** One of them. */
export type QuoteOrder = z.output<typeof quoteForm>

const problem = z.object({
  code: z.string(),
  field: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
})

const amounts = { lineTotal: z.int(), discount: z.int(), shipping: z.int(), tax: z.int() }

/** A place that sends goods. */
const place = { locationId: z.uuid(), code: z.string(), name: z.string() }

/** What may be promised, over all places and at each that the caller sees. */
export const stockToPromiseView = z.object({
  toPromise: z.int(),
  places: z.array(z.object({ ...place, toPromise: z.int() })),
})

const quotedLine = z.object({
  index: z.int().describe('of the line in the request'),
  variant: z
    .object({
      id: z.uuid(),
      sku: z.string(),
      barcode: z.string().nullable(),
      name: z.string(),
      kind: z.enum(['stocked', 'bundle', 'service']),
    })
    .nullable(),
  listPrice: z.string().nullable().describe('decimal text of the major unit; null: it has none in this currency'),
  price: z
    .object({ unitPrice: z.string(), ...amounts })
    .nullable()
    .describe('null while the order cannot be priced'),
  stock: stockToPromiseView.nullable().describe('null: nothing is taken from a shelf'),
  from: z.array(z.object({ ...place, quantity: z.int() })).describe('where it would come from'),
  short: z.int().describe('how many nothing is there for'),
  shortagePolicy: z.enum(['refuse', 'hold', 'backorder']).nullable(),
  problem: problem.nullable().describe('why the order would be refused for this line'),
})

/** What an order would come to. */
export const quoteView = z
  .object({
    currency: z.string(),
    lines: z.array(quotedLine),
    totals: z
      .object({
        ...{ linesTotal: z.int(), discountTotal: z.int(), shippingTotal: z.int(), taxTotal: z.int() },
        ...{ taxIncluded: z.boolean(), total: z.int() },
      })
      .nullable()
      .describe('of the lines without a problem; minor units; null while they cannot be priced'),
    sourcing: z
      .object({
        rule: z.enum(['nearest', 'priority']),
        outcome: z.enum(['single', 'split', 'short', 'nothing_to_source']),
      })
      .nullable(),
    holds: z.array(z.object({ kind: z.enum(holdKinds), reason: z.string() })).describe('what it would wait for'),
    problems: z.array(problem).describe('why the order would be refused as a whole'),
    placeable: z.boolean(),
  })
  .meta({ id: 'OrderQuote' })

/** One of them. */
export type OrderQuote = z.input<typeof quoteView>

/** One line of it. */
export type QuotedLine = OrderQuote['lines'][number]
