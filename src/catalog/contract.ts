import { z } from 'zod'
import { editIdForm, editListing, editReverting } from '../edits/edit-view.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { pricesInput } from '../platform/price-input.ts'
import { line, text } from '../platform/text.ts'
import { productFilterForm, productFilterQuery, productSort } from './filter-contract.ts'
import { productView } from './product-view.ts'

const code = line(100)
const productName = line(200)
const category = text(0, 200)
const maxVariants = 500

/** The most components of a bundle. */
export const maxComponents = 50
const maxBatch = 500

/** A variant to be made. */
export const newVariantBody = z.strictObject({
  sku: code,
  barcode: code.optional(),
  name: productName.optional(),
  options: z
    .record(line(50), line(100))
    .refine((options) => Object.keys(options).length <= 10, 'at most 10 options')
    .optional(),
  kind: z.enum(['stocked', 'bundle', 'service']).optional(),
  unit: line(20).optional(),
  weightGrams: z.int().min(0).max(100_000_000).optional(),
  taxClass: line(50).optional(),
  components: z
    .array(z.strictObject({ sku: code, quantity: z.int().min(1).max(10_000) }))
    .max(maxComponents)
    .optional(),
})

/** A product to be made, with its variants. */
export const newProductBody = z.strictObject({
  name: productName,
  category: category.optional(),
  variants: z.array(newVariantBody).min(1).max(maxVariants),
})

/** A variant to be made, with what it costs. */
export const pricedVariantBody = newVariantBody.extend({
  prices: pricesInput.optional().describe('needs catalog.price'),
})

/** The same product with what its variants cost. */
const pricedProductBody = newProductBody.extend({ variants: z.array(pricedVariantBody).min(1).max(maxVariants) })

const productParams = z.strictObject({ productId: idInput })

/** What making a variant can be refused with. */
export const creationProblems = [
  'sku_taken',
  'barcode_taken',
  'barcode_check_digit_wrong',
  'bundle_empty',
  'components_not_allowed',
  'component_unknown',
  'component_not_stocked',
  'component_repeated',
  'tax_class_unknown',
] as const

/** What making a variant with its prices can be refused with besides. */
export const pricingProblems = ['not_permitted', 'currency_repeated'] as const

const rowProblem = z.object({
  status: z.int(),
  code: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
})

/** Makes one product. */
export const createProductContract = {
  operation: 'createProduct',
  summary: 'Make a product with its variants, and what they cost',
  method: 'POST',
  path: '/products',
  permission: 'catalog.write',
  mayNeed: ['catalog.price'],
  body: pricedProductBody,
  response: productView,
  status: 201,
  problems: [...creationProblems, ...pricingProblems],
} satisfies Contract

/** Makes many products; each stands or falls alone. */
export const createProductsContract = {
  operation: 'createProducts',
  summary: 'Make up to 500 products; the answer has a result for each, in order',
  method: 'POST',
  path: '/products/batch',
  permission: 'catalog.write',
  body: z.strictObject({ products: z.array(newProductBody).min(1).max(maxBatch) }),
  response: z.object({
    editId: editIdForm,
    results: z.array(z.union([z.object({ product: productView }), z.object({ problem: rowProblem })])),
  }),
  bodyLimitBytes: 8 * 1024 * 1024,
  problems: creationProblems,
} satisfies Contract

/** Lists products. */
export const listProductsContract = {
  operation: 'listProducts',
  summary: 'List products, newest first unless asked otherwise',
  method: 'GET',
  path: '/products',
  permission: 'catalog.read',
  query: z.strictObject({ ...pageQuery, ...productFilterQuery, sort: productSort }),
  response: pageOf(productView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Counts what a list of products can be narrowed to. */
export const countProductsContract = {
  operation: 'countProducts',
  summary:
    'How many products a filter finds, how many are on sale and out of it, each exact to 1,000; and the first 500 categories that there are',
  method: 'GET',
  path: '/products/counts',
  permission: 'catalog.read',
  query: productFilterForm,
  response: z.object({
    filtered: z.object({ count: z.int(), more: z.boolean() }),
    statuses: z.array(z.object({ status: z.enum(['active', 'archived']), products: z.int(), more: z.boolean() })),
    categories: z.array(z.string()),
  }),
  problems: [],
} satisfies Contract

/** One product. */
export const getProductContract = {
  operation: 'getProduct',
  summary: 'A product with its variants',
  method: 'GET',
  path: '/products/:productId',
  permission: 'catalog.read',
  params: productParams,
  response: productView,
  problems: ['product_not_found'],
} satisfies Contract

/** Changes what a product is called and where it stands. */
export const changeProductContract = {
  operation: 'changeProduct',
  summary: 'Change the name and category of a product',
  method: 'PUT',
  path: '/products/:productId',
  permission: 'catalog.write',
  params: productParams,
  body: z.strictObject({ name: productName, category }),
  response: productView,
  problems: ['product_not_found', 'version_mismatch'],
} satisfies Contract

/** Takes a product and its variants out of sale. */
export const archiveProductContract = {
  operation: 'archiveProduct',
  summary: 'Take a product and all its variants out of sale',
  method: 'POST',
  path: '/products/:productId/archival',
  permission: 'catalog.write',
  params: productParams,
  response: productView,
  status: 201,
  problems: ['product_not_found', 'action_not_allowed', 'component_of_bundle', 'version_mismatch'],
} satisfies Contract

/** Puts an archived product on sale again. */
export const restoreProductContract = {
  operation: 'restoreProduct',
  summary: 'Put an archived product and all its variants on sale again',
  method: 'DELETE',
  path: '/products/:productId/archival',
  permission: 'catalog.write',
  params: productParams,
  response: productView,
  problems: ['product_not_found', 'action_not_allowed', 'component_archived', 'version_mismatch'],
} satisfies Contract

/** Changes many products; each stands or falls alone, and all of it can be taken back. */
export const changeProductsContract = {
  operation: 'changeProducts',
  summary: 'Change up to 500 products; the answer has a result for each, in order',
  method: 'POST',
  path: '/products/changes',
  permission: 'catalog.write',
  body: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          productId: idInput,
          name: productName.optional(),
          category: category.optional(),
          archived: z.boolean().optional().describe('out of sale, or on sale again'),
        }),
      )
      .min(1)
      .max(maxBatch),
  }),
  response: z.object({
    editId: editIdForm,
    results: z.array(
      z.union([
        z.object({ product: productView.omit({ variants: true, createdAt: true, pictures: true }) }),
        z.object({ problem: rowProblem }),
      ]),
    ),
  }),
  problems: ['product_not_found', 'product_repeated', 'component_of_bundle', 'component_archived'],
} satisfies Contract

/** Lists edits of products, newest first. */
export const listProductEditsContract = {
  operation: 'listProductEdits',
  summary: 'List what made or changed many products at once, newest first',
  method: 'GET',
  path: '/product-edits',
  permission: 'catalog.write',
  ...editListing,
  problems: ['cursor_invalid'],
} satisfies Contract

/** Takes an edit of products back. */
export const revertProductEditContract = {
  operation: 'revertProductEdit',
  summary: 'Take back within 24 hours what made or changed many products at once, where nobody changed it since',
  method: 'DELETE',
  path: '/product-edits/:editId',
  permission: 'catalog.write',
  ...editReverting,
  problems: ['edit_not_found', 'edit_reverted_already', 'undo_too_late'],
} satisfies Contract
