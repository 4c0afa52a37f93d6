import { z } from 'zod'
import { variantView } from '../catalog/product-view.ts'
import { editIdForm, editListing, editReverting } from '../edits/edit-view.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput, idsInput } from '../platform/id-input.ts'
import { pricesInput } from '../platform/price-input.ts'
import { line } from '../platform/text.ts'
import { priceFilterForm, priceFilterQuery, priceSort } from './filter-contract.ts'

/** A list price: a decimal number of the currency's major unit, as text. */
export const listPriceView = z.object({ currency: z.string(), price: z.string() })

/** Lists variants with what they cost. */
export const listPricesContract = {
  operation: 'listPrices',
  summary: 'List variants with their list prices in every currency, newest first unless asked otherwise',
  method: 'GET',
  path: '/prices',
  permission: 'catalog.read',
  query: z.strictObject({
    ...pageQuery,
    ...priceFilterQuery,
    variantIds: idsInput.optional().describe('these variants, up to 200'),
    sort: priceSort,
  }),
  response: pageOf(
    z.object({
      variantId: z.uuid(),
      productId: z.uuid(),
      sku: z.string(),
      barcode: z.string().nullable(),
      name: z.string(),
      status: z.enum(['active', 'archived']),
      prices: z.array(listPriceView),
    }),
  ),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Counts them. */
export const countPricesContract = {
  operation: 'countPrices',
  summary: 'How many variants a filter of the list of prices finds, exact to 1,000',
  method: 'GET',
  path: '/prices/counts',
  permission: 'catalog.read',
  query: priceFilterForm,
  response: z.object({ filtered: z.object({ count: z.int(), more: z.boolean() }) }),
  problems: [],
} satisfies Contract

/** Sets the list prices of a variant. */
export const setPricesContract = {
  operation: 'setPrices',
  summary: 'Set the list prices of a variant; a currency that is left out has none afterwards',
  method: 'PUT',
  path: '/variants/:variantId/prices',
  permission: 'catalog.price',
  params: z.strictObject({ variantId: idInput }),
  body: z.strictObject({ prices: pricesInput }),
  response: z.object({ variantId: z.uuid(), prices: z.array(listPriceView), editId: editIdForm }),
  problems: ['variant_not_found', 'currency_repeated'],
} satisfies Contract

/** Sets the list prices of many variants as one edit. */
export const setPricesOfManyContract = {
  operation: 'setPricesOfMany',
  summary: 'Set the list prices of up to 500 variants: of all, or of none',
  method: 'POST',
  path: '/prices/batch',
  permission: 'catalog.price',
  body: z.strictObject({
    variants: z
      .array(
        z
          .strictObject({
            variantId: idInput.optional(),
            sku: line(100).optional(),
            prices: setPricesContract.body.shape.prices,
          })
          .refine(
            ({ variantId, sku }) => (variantId === undefined) !== (sku === undefined),
            'name it by variantId or sku',
          ),
      )
      .min(1)
      .max(500),
    others: z
      .enum(['remove', 'keep'])
      .default('remove')
      .describe('what becomes of prices in currencies that are not named'),
  }),
  response: z.object({
    editId: editIdForm,
    items: z.array(
      z.object({
        variantId: z.uuid(),
        prices: z.array(listPriceView),
        isChanged: z.boolean().describe('whether they are other than before'),
      }),
    ),
  }),
  problems: ['variant_not_found', 'variant_repeated', 'currency_repeated'],
} satisfies Contract

/** Lists edits of prices, newest first. */
export const listPriceEditsContract = {
  operation: 'listPriceEdits',
  summary: 'List what set list prices, newest first',
  method: 'GET',
  path: '/price-edits',
  permission: 'catalog.price',
  ...editListing,
  problems: ['cursor_invalid'],
} satisfies Contract

/** Takes an edit of prices back. */
export const revertPriceEditContract = {
  operation: 'revertPriceEdit',
  summary: 'Take back within 24 hours what set list prices, where nobody has set them since',
  method: 'DELETE',
  path: '/price-edits/:editId',
  permission: 'catalog.price',
  ...editReverting,
  problems: ['edit_not_found', 'edit_reverted_already', 'undo_too_late'],
} satisfies Contract

/** What a scanner or a clerk's fingers gave, with its prices. */
export const findVariantByCodeContract = {
  operation: 'findVariantByCode',
  summary: 'The variant with this SKU, or else this barcode, with its name and list prices',
  method: 'GET',
  path: '/variants/by-code',
  permission: 'catalog.read',
  query: z.strictObject({ code: line(100).describe('a SKU or a barcode') }),
  response: variantView.extend({ productId: z.uuid(), prices: z.array(listPriceView) }),
  problems: ['variant_not_found'],
} satisfies Contract

/** How each tax class is taxed. */
export const taxRateView = z.object({
  taxClass: z.string(),
  rateBasisPoints: z.int(),
  included: z.boolean(),
})

/** Sets how a tax class is taxed. */
export const setTaxRateContract = {
  operation: 'setTaxRate',
  summary: 'Set the rate of a tax class, in basis points; whether prices contain the tax is set for all classes',
  method: 'PUT',
  path: '/tax-rates/:taxClass',
  permission: 'catalog.tax',
  params: z.strictObject({ taxClass: line(50) }),
  body: z.strictObject({ rateBasisPoints: z.int().min(0).max(10_000), included: z.boolean() }),
  response: taxRateView,
  problems: [],
} satisfies Contract

/** Lists tax classes. */
export const listTaxRatesContract = {
  operation: 'listTaxRates',
  summary: 'All tax classes with their rates',
  method: 'GET',
  path: '/tax-rates',
  permission: 'catalog.read',
  response: z.object({ items: z.array(taxRateView) }),
  problems: [],
} satisfies Contract
