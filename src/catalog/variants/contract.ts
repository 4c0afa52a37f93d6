import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { creationProblems, maxComponents, newVariantBody, pricedVariantBody, pricingProblems } from '../contract.ts'
import { productView } from '../product-view.ts'

const ofProduct = z.strictObject({ productId: idInput })
const ofVariant = ofProduct.extend({ variantId: idInput })
const { name, options, unit, weightGrams, taxClass, barcode, components } = newVariantBody.shape

/** Adds variants to a product. */
export const addVariantsContract = {
  operation: 'addVariants',
  summary: 'Add variants to a product, and what they cost: all of it, or nothing',
  method: 'POST',
  path: '/products/:productId/variants',
  permission: 'catalog.write',
  mayNeed: ['catalog.price'],
  params: ofProduct,
  body: z.strictObject({ variants: z.array(pricedVariantBody).min(1).max(100) }),
  response: productView,
  status: 201,
  problems: [
    ...['product_not_found', 'product_archived', 'version_mismatch', 'too_many_variants'],
    ...creationProblems,
    ...pricingProblems,
  ],
} satisfies Contract

/** Changes what is said of a variant. */
export const changeVariantContract = {
  operation: 'changeVariant',
  summary: 'Change what is said of a variant; its SKU and kind stay, and so do components that are left out',
  method: 'PUT',
  path: '/products/:productId/variants/:variantId',
  permission: 'catalog.write',
  params: ofVariant,
  body: z.strictObject({
    name: name.unwrap(),
    options: options.unwrap(),
    unit: unit.unwrap(),
    weightGrams: weightGrams.unwrap(),
    taxClass: taxClass.unwrap(),
    barcode: barcode.unwrap().nullable(),
    components: components.unwrap().max(maxComponents).optional(),
  }),
  response: productView,
  problems: [
    ...['product_not_found', 'variant_not_found', 'version_mismatch'],
    ...creationProblems.filter((code) => code !== 'sku_taken'),
  ],
} satisfies Contract

/** Takes one variant out of sale. */
export const archiveVariantContract = {
  operation: 'archiveVariant',
  summary: 'Take a variant out of sale; its sisters stay',
  method: 'POST',
  path: '/products/:productId/variants/:variantId/archival',
  permission: 'catalog.write',
  params: ofVariant,
  response: productView,
  status: 201,
  problems: [
    ...['product_not_found', 'variant_not_found', 'version_mismatch', 'action_not_allowed', 'component_of_bundle'],
  ],
} satisfies Contract

/** Puts one variant on sale again. */
export const restoreVariantContract = {
  operation: 'restoreVariant',
  summary: 'Put an archived variant of a product that is on sale on sale again',
  method: 'DELETE',
  path: '/products/:productId/variants/:variantId/archival',
  permission: 'catalog.write',
  params: ofVariant,
  response: productView,
  problems: [
    ...['product_not_found', 'product_archived', 'variant_not_found', 'version_mismatch', 'action_not_allowed'],
    'component_unknown',
  ],
} satisfies Contract
