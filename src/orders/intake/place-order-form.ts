import { z } from 'zod'
import { contactBody, receiverBody } from '../../customers/contact.ts'
import { idInput } from '../../platform/id-input.ts'
import { currencies, parsePrice } from '../../platform/money.ts'
import { line, multiline, text } from '../../platform/text.ts'
import { maxLines, paymentTerms } from '../order.ts'

const maxQuantity = 1_000_000
const maxAmount = 1_000_000_000_000

/** PostgreSQL has no year 0, and no order of another century is delivered. */
const firstDay = '2000-01-01'

const amount = z.int().min(0).max(maxAmount).default(0)

const price = z
  .string()
  .max(20)
  .regex(/^\d{1,11}(\.\d{1,4})?$/, 'a decimal number with at most four decimals, as text')
  .transform((value) => parsePrice(value))

/** What is wanted of one variant. */
export const lineForm = z
  .strictObject({
    sku: text(1, 100).optional().describe('exactly one of sku, barcode and variantId names what is wanted'),
    barcode: text(1, 100).optional(),
    variantId: idInput.optional(),
    quantity: z.int().min(1).max(maxQuantity).describe('in the base unit of the variant'),
    unitPrice: price
      .optional()
      .describe('decimal text of the major unit, like 12.50; left out: the list price in the currency of the order'),
  })
  .refine(
    (line) =>
      Number(line.sku !== undefined) + Number(line.barcode !== undefined) + Number(line.variantId !== undefined) === 1,
    {
      message: 'give exactly one of sku, barcode, variantId',
      path: ['sku'],
    },
  )

const termsInWords =
  'prepaid: all of it was paid before it came here; on_account: it is billed; cash_on_delivery: the receiver pays; awaiting_payment: goods are kept softly until a payment is recorded'

const customerForm = z.union(
  [
    z.strictObject({ id: idInput }),
    z.strictObject({ code: line(100) }),
    z.strictObject({ contact: contactBody, code: line(100).optional() }),
  ],
  { error: 'give { id } or { code } of a known customer, or { contact } with or without a code' },
)

/** What a program or a clerk sends to place an order. Amounts in minor units, unit prices as decimal text. */
export const placeOrderForm = z.strictObject({
  channel: line(50).describe('the code of the channel by which the order came'),
  externalId: line(200)
    .optional()
    .describe("the channel's own number: the same number with the same content is the same order, and placed once"),
  customer: customerForm
    .optional()
    .describe(
      'who buys: one that is known by id or by code, or a contact by which it is found or made; left out: a guest',
    ),
  shipTo: contactBody,
  currency: z
    .enum(currencies as [string, ...string[]])
    .optional()
    .describe("ISO 4217; left out: the merchant's"),
  lines: z.array(lineForm).min(1).max(maxLines),
  shipping: amount.describe('what the buyer pays for shipping, in minor units of the currency'),
  discount: amount.describe('off the whole order, shared among its lines, in minor units of the currency'),
  payment: z
    .strictObject({
      terms: z.enum(paymentTerms).describe(termsInWords),
      expiresInMinutes: z
        .int()
        .min(1)
        .max(43_200)
        .optional()
        .describe("for awaiting_payment: after so long without payment it is given up; left out: the shop's setting"),
    })
    .refine(({ terms, expiresInMinutes }) => expiresInMinutes === undefined || terms === 'awaiting_payment', {
      message: 'goes with awaiting_payment only',
      path: ['expiresInMinutes'],
    })
    .default({ terms: 'prepaid' })
    .describe('how it is paid; left out: prepaid, so that the order counts as paid'),
  requestedDeliveryOn: z.iso
    .date()
    .refine((day) => day >= firstDay, `must not be before ${firstDay}`)
    .optional()
    .describe('the day on which the buyer wants the goods; not before the day on which the order comes'),
  note: multiline(2000).optional().describe('for those who handle the order; nothing about the receiver'),
})

/** The same from who writes it here: it may go to somebody who is known, and may end a draft. */
export const writeOrderForm = placeOrderForm.extend({
  shipTo: receiverBody.describe(
    'where it goes: a contact; or of_customer, of_order: to where a customer is known, or where an order went, unseen',
  ),
  draftId: idInput.optional().describe('the draft that becomes this order, and ends with it'),
})

/** A parsed order as it is written here. */
export type WriteOrder = z.output<typeof writeOrderForm>

/** A parsed order. */
export type PlaceOrder = z.output<typeof placeOrderForm>

/** A parsed line. */
export type PlaceOrderLine = PlaceOrder['lines'][number]
