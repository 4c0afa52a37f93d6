import { z } from 'zod'
import { timeSorts } from '../platform/db/id-order.ts'
import { line } from '../platform/text.ts'

const code = line(100)

/** Each part of the filter of a list of products. */
export const productFilterQuery = {
  sku: code.optional().describe('a variant of it has this SKU'),
  barcode: code.optional().describe('a variant of it has this barcode'),
  status: z.enum(['active', 'archived']).optional().describe('whether it is on sale'),
  category: line(200).optional().describe('it stands in this category'),
  text: line(100)
    .optional()
    .describe('a variant of it is for sale and is found so: (a part of) its SKU, its barcode, its name or its pinyin'),
  kind: z.enum(['stocked', 'bundle', 'service']).optional().describe('a variant of it is of this kind'),
}

/** The same as one object. */
export const productFilterForm = z.strictObject(productFilterQuery)

/** What a list of products is narrowed by, as it was parsed. */
export type AskedProducts = z.output<typeof productFilterForm>

/** The order of a list of products. */
export const productSort = z.enum(timeSorts).default('newest').describe('the order of the rows, by when they were made')
