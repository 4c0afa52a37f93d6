import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { ownPrefixes } from './own-barcode.ts'

const settings = z.object({ prefix: z.enum(ownPrefixes), nextNumber: z.int(), version: z.int() })

/** Gives variants barcodes of the merchant's own. */
export const assignBarcodesContract = {
  operation: 'assignBarcodes',
  summary: 'Give variants that have no barcode one of the merchant’s own range (EAN-13); the others keep theirs',
  method: 'POST',
  path: '/barcodes',
  permission: 'catalog.write',
  body: z.strictObject({ variantIds: z.array(idInput).min(1).max(500) }),
  response: z.object({ items: z.array(z.object({ variantId: z.uuid(), sku: z.string(), barcode: z.string() })) }),
  status: 201,
  problems: ['variant_not_found', 'barcodes_used_up'],
} satisfies Contract

/** How own barcodes are made. */
export const getBarcodeSettingsContract = {
  operation: 'getBarcodeSettings',
  summary: 'From which range the merchant’s own barcodes are made',
  method: 'GET',
  path: '/barcode-settings',
  permission: 'catalog.read',
  response: settings,
  problems: [],
} satisfies Contract

/** Sets how own barcodes are made. */
export const setBarcodeSettingsContract = {
  operation: 'setBarcodeSettings',
  summary: 'Set the range, 20 to 29, from which the merchant’s own barcodes are made; those that are made stay',
  method: 'PUT',
  path: '/barcode-settings',
  permission: 'catalog.write',
  body: z.strictObject({ prefix: z.enum(ownPrefixes) }),
  response: settings,
  problems: ['version_mismatch'],
} satisfies Contract
