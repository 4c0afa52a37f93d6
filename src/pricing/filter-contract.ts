import { z } from 'zod'
import { timeSorts } from '../platform/db/id-order.ts'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'

/** Each part of the filter of a list of prices. */
export const priceFilterQuery = {
  productId: idInput.optional().describe('variants of this product'),
  sku: line(100).optional().describe('the variant with this SKU'),
  status: z.enum(['active', 'archived']).optional().describe('whether it is on sale'),
  priced: z.enum(['true', 'false']).optional().describe('whether it has a list price in any currency'),
  text: line(100)
    .optional()
    .describe('it is for sale and is found so: (a part of) its SKU, its barcode, its name or its pinyin'),
}

/** The same as one object. */
export const priceFilterForm = z.strictObject(priceFilterQuery)

/** What a list of prices is narrowed by, as it was parsed. */
export type AskedPrices = z.output<typeof priceFilterForm>

/** The order of a list of prices. */
export const priceSort = z.enum(timeSorts).default('newest').describe('the order of the rows, by when they were made')
