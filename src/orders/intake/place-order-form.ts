import { z } from 'zod'
import { contactBody } from '../../customers/contact.ts'
import { idInput } from '../../platform/id-input.ts'
import { currencies, parsePrice } from '../../platform/money.ts'
import { line, multiline, text } from '../../platform/text.ts'

/** Largest number of lines of one order. */
export const maxLines = 1000
const maxQuantity = 1_000_000
const maxAmount = 1_000_000_000_000

/** PostgreSQL has no year 0, and no order of another century is delivered. */
const firstDay = '2000-01-01'

const amount = z.int().min(0).max(maxAmount)

const price = z
  .string()
  .max(20)
  .regex(/^\d{1,11}(\.\d{1,4})?$/, 'a decimal number with at most four decimals, as text')
  .transform((value) => parsePrice(value))

const lineForm = z
  .strictObject({
    sku: text(1, 100).optional(),
    barcode: text(1, 100).optional(),
    variantId: idInput.optional(),
    quantity: z.int().min(1).max(maxQuantity),
    unitPrice: price.optional(),
  })
  .refine(
    (line) =>
      Number(line.sku !== undefined) + Number(line.barcode !== undefined) + Number(line.variantId !== undefined) === 1,
    {
      message: 'give exactly one of sku, barcode, variantId',
      path: ['sku'],
    },
  )

const customerForm = z.union([
  z.strictObject({ id: idInput }),
  z.strictObject({ code: line(100) }),
  z.strictObject({ contact: contactBody, code: line(100).optional() }),
])

/** What a program or a clerk sends to place an order. Amounts in minor units, unit prices as decimal text. */
export const placeOrderForm = z.strictObject({
  channel: line(50),
  externalId: line(200).optional(),
  customer: customerForm.optional(),
  shipTo: contactBody,
  currency: z.enum(currencies as [string, ...string[]]).optional(),
  lines: z.array(lineForm).min(1).max(maxLines),
  shipping: amount.default(0),
  discount: amount.default(0),
  payment: z
    .strictObject({
      terms: z.enum(['prepaid', 'on_account', 'cash_on_delivery', 'awaiting_payment']),
      expiresInMinutes: z.int().min(1).max(43_200).optional(),
    })
    .default({ terms: 'prepaid' }),
  requestedDeliveryOn: z.iso
    .date()
    .refine((day) => day >= firstDay, `must not be before ${firstDay}`)
    .optional(),
  note: multiline(2000).optional(),
})

/** A parsed order. */
export type PlaceOrder = z.output<typeof placeOrderForm>

/** A parsed line. */
export type PlaceOrderLine = PlaceOrder['lines'][number]
