import { z } from 'zod'
import { privacySettingsForm } from '../customers/privacy-settings.ts'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { multiline } from '../platform/text.ts'
import { erasureGrounds } from './erasure.ts'

const moment = z.iso.datetime()
const ofCustomer = z.strictObject({ customerId: idInput })
const ofOrder = z.strictObject({ orderId: idInput })
const settingsView = z.object({ settings: privacySettingsForm, version: z.int() })

/** How personal data is guarded. */
export const findPrivacySettingsContract = {
  operation: 'findPrivacySettings',
  summary: 'Read how personal data is guarded: limits, purposes of consent, how long it is kept',
  method: 'GET',
  path: '/privacy-settings',
  permission: 'privacy.read',
  response: settingsView,
  problems: [],
} satisfies Contract

/** Replaces the settings as a whole. */
export const setPrivacySettingsContract = {
  operation: 'setPrivacySettings',
  summary: 'Set how personal data is guarded',
  method: 'PUT',
  path: '/privacy-settings',
  permission: 'privacy.write',
  needsProof: true,
  body: privacySettingsForm,
  response: settingsView,
  problems: ['out_of_scope', 'version_mismatch', 'proof_required'],
} satisfies Contract

/** How many people the rules would erase. */
export const previewRetentionContract = {
  operation: 'previewRetention',
  summary: 'How many guests and customers the rules would erase now; null where there is no rule',
  method: 'GET',
  path: '/privacy-settings/retention-preview',
  permission: 'privacy.read',
  response: z.object({ guests: z.int().nullable(), customers: z.int().nullable() }),
  problems: ['out_of_scope'],
} satisfies Contract

const exportBody = z.strictObject({
  format: z.enum(['json', 'csv']).default('json').describe('csv: a file for each kind, to be opened in a spreadsheet'),
})
const exportView = z
  .object({
    exportId: z.uuid(),
    exportedAt: moment,
    subjectType: z.enum(['customer', 'order']),
    subjectId: z.uuid(),
    sections: z
      .array(
        z.object({
          name: z.string(),
          rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
        }),
      )
      .nullable(),
    files: z.array(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })).nullable(),
  })
  .meta({ id: 'PersonalDataCopy' })

/** A copy of all that is held on a customer. */
export const exportCustomerContract = {
  operation: 'exportCustomer',
  summary: 'A copy of all that is held on a customer, in plain; it is counted and kept who made it, the copy is not',
  method: 'POST',
  path: '/customers/:customerId/export',
  permission: 'privacy.export',
  needsProof: true,
  params: ofCustomer,
  body: exportBody,
  response: exportView,
  status: 201,
  preview: false,
  problems: ['out_of_scope', 'customer_not_found', 'disclosure_limit_reached', 'proof_required'],
} satisfies Contract

/** A copy of all that is held on a guest. */
export const exportGuestContract = {
  operation: 'exportGuest',
  summary: 'A copy of all that is held on the guest who placed an order',
  method: 'POST',
  path: '/orders/:orderId/export',
  permission: 'privacy.export',
  needsProof: true,
  params: ofOrder,
  body: exportBody,
  response: exportView,
  status: 201,
  preview: false,
  problems: ['not_found', 'order_of_customer', 'disclosure_limit_reached', 'proof_required'],
} satisfies Contract

/** A hold as its readers see it. */
export const legalHoldView = z
  .object({
    id: z.uuid(),
    subjectType: z.enum(['customer', 'order']),
    subjectId: z.uuid(),
    until: moment.nullable(),
    version: z.int(),
    placedAt: moment,
    placedBy: z.string(),
  })
  .meta({ id: 'LegalHold' })

const previewView = z
  .object({
    erasable: z.boolean(),
    people: z.int().describe('whose contacts can still be read'),
    orders: z.int().describe('that stay, without a name'),
    openOrders: z.array(z.int()).describe('by number: they must end first'),
    unsettledOrders: z.array(z.int()).describe('by number: money is owed, by one side or the other'),
    legalHolds: z.array(legalHoldView),
  })
  .meta({ id: 'ErasurePreview' })
const erasureBody = z.strictObject({ ground: z.enum(erasureGrounds).default('request') })
const erasureView = z.object({ counts: z.record(z.string(), z.int()) }).meta({ id: 'Erasure' })

/** What erasing a customer would do. */
export const previewCustomerErasureContract = {
  operation: 'previewCustomerErasure',
  summary: 'What erasing a customer would do, and what stands against it',
  method: 'GET',
  path: '/customers/:customerId/erasure',
  permission: 'privacy.read',
  params: ofCustomer,
  response: previewView,
  problems: ['out_of_scope', 'customer_not_found'],
} satisfies Contract

/** Erases a customer. */
export const eraseCustomerContract = {
  operation: 'eraseCustomer',
  summary: 'Erase a customer and all to whom their orders went; the books stay. It cannot be undone',
  method: 'POST',
  path: '/customers/:customerId/erasure',
  permission: 'privacy.erase',
  needsProof: true,
  params: ofCustomer,
  body: erasureBody,
  response: erasureView,
  problems: ['out_of_scope', 'customer_not_found', 'erasure_blocked', 'proof_required'],
} satisfies Contract

/** What erasing a guest would do. */
export const previewGuestErasureContract = {
  operation: 'previewGuestErasure',
  summary: 'What erasing the guest who placed an order would do, and what stands against it',
  method: 'GET',
  path: '/orders/:orderId/erasure',
  permission: 'privacy.read',
  params: ofOrder,
  response: previewView,
  problems: ['not_found', 'order_of_customer'],
} satisfies Contract

/** Erases a guest. */
export const eraseGuestContract = {
  operation: 'eraseGuest',
  summary: 'Erase the guest who placed an order; the order stays. It cannot be undone',
  method: 'POST',
  path: '/orders/:orderId/erasure',
  permission: 'privacy.erase',
  needsProof: true,
  params: ofOrder,
  body: erasureBody,
  response: erasureView,
  problems: ['not_found', 'order_of_customer', 'erasure_blocked', 'proof_required'],
} satisfies Contract

const holdBody = z.strictObject({
  reason: multiline(500).describe('kept with the hold alone, and emptied when the subject is erased'),
  until: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine((until) => until.getTime() >= 0 && until.getUTCFullYear() < 10_000, 'must lie between 1970 and 9999')
    .nullable()
    .default(null)
    .describe('from when on it no longer holds'),
})

/** Holds what is kept of a customer. */
export const holdCustomerDataContract = {
  operation: 'holdCustomerData',
  summary: 'Hold all that is kept of a customer against erasure, or change the hold',
  method: 'PUT',
  path: '/customers/:customerId/legal-hold',
  permission: 'privacy.hold',
  params: ofCustomer,
  body: holdBody,
  response: legalHoldView,
  problems: ['out_of_scope', 'customer_not_found'],
} satisfies Contract

/** Lists the holds that hold now. */
export const listLegalHoldsContract = {
  operation: 'listLegalHolds',
  summary: 'The legal holds that hold now, newest first',
  method: 'GET',
  path: '/legal-holds',
  permission: 'privacy.read',
  query: z.strictObject(pageQuery),
  response: pageOf(
    legalHoldView.extend({
      orderNumber: z.int().nullable().describe('of the order that is held'),
      customerCode: z.string().nullable().describe('of the customer who is held, if there is one'),
    }),
  ),
  problems: ['cursor_invalid', 'out_of_scope'],
} satisfies Contract

/** Ends the hold of a customer. */
export const releaseCustomerDataContract = {
  operation: 'releaseCustomerData',
  summary: 'End the hold of a customer’s data',
  method: 'DELETE',
  path: '/customers/:customerId/legal-hold',
  permission: 'privacy.hold',
  params: ofCustomer,
  response: legalHoldView,
  problems: ['out_of_scope', 'customer_not_found', 'hold_not_found'],
} satisfies Contract

/** Holds what is kept of an order. */
export const holdOrderDataContract = {
  operation: 'holdOrderData',
  summary: 'Hold the personal data of an order against erasure, or change the hold',
  method: 'PUT',
  path: '/orders/:orderId/legal-hold',
  permission: 'privacy.hold',
  params: ofOrder,
  body: holdBody,
  response: legalHoldView,
  problems: ['not_found'],
} satisfies Contract

/** Ends the hold of an order. */
export const releaseOrderDataContract = {
  operation: 'releaseOrderData',
  summary: 'End the hold of an order’s personal data',
  method: 'DELETE',
  path: '/orders/:orderId/legal-hold',
  permission: 'privacy.hold',
  params: ofOrder,
  response: legalHoldView,
  problems: ['not_found', 'hold_not_found'],
} satisfies Contract
