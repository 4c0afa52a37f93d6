/*
 * A draft of an order: what somebody has typed so far, in their own words, saved by itself. It is not an order (decision 056):
 * anything may be missing or wrong, it holds no stock, has no number and no price, and nobody but its owner sees it. It
 * ends when it is placed, discarded, or not touched for two weeks.
 */
import { z } from 'zod'
import { idInput } from '../../platform/id-input.ts'
import { type ActionTable, checkMachine } from '../../platform/states.ts'
import { text } from '../../platform/text.ts'
import { dayMs } from '../../platform/time.ts'
import { paymentTerms } from '../order.ts'

/** Every state of a draft. */
export const draftStatuses = ['open', 'placed', 'discarded', 'expired'] as const

/** Where a draft stands. */
export type DraftStatus = (typeof draftStatuses)[number]

/** The whole life of a draft. */
export const draftActions = {
  place: { from: ['open'], to: 'placed' },
  discard: { from: ['open'], to: 'discarded' },
  expire: { from: ['open'], to: 'expired' },
} as const satisfies ActionTable<DraftStatus>

checkMachine<DraftStatus>(draftActions, { initial: 'open', states: draftStatuses })

/** So long a draft is kept after it was last saved. */
export const draftDays = 14

/** So many drafts one person may have. */
export const maxDrafts = 100

/** When a draft that is saved now ends by itself. */
export function draftExpiry(savedAt: Date): Date {
  return new Date(savedAt.getTime() + draftDays * dayMs)
}

const typed = (max: number) => text(0, max).optional()

const draftLine = z.strictObject({
  variantId: idInput.optional().describe('what was chosen; without it, what was typed waits to be understood'),
  sku: typed(100).describe('what was typed, or the SKU of what was chosen'),
  quantity: typed(20),
  unitPrice: typed(20).describe('left out: the list price'),
})

const draftContact = z.strictObject({
  ...{ name: typed(200), phone: typed(32), email: typed(254), company: typed(200), country: typed(2) },
  ...{ province: typed(100), city: typed(100), district: typed(100), street: typed(300), postcode: typed(20) },
})

/** What has been typed of an order; every field as it stands in the form. */
export const draftForm = z.strictObject({
  channel: typed(50),
  customerId: idInput.optional().describe('a known customer'),
  keepCustomer: z.boolean().optional().describe('whoever it goes to becomes a customer'),
  shipToCustomerId: idInput.optional().describe("it goes to this customer's own address"),
  shipToOrderId: idInput.optional().describe('it goes to where this order went'),
  contact: draftContact.optional().describe('it goes to this address'),
  currency: typed(3),
  lines: z.array(draftLine).max(1000).default([]),
  shipping: typed(20),
  discount: typed(20),
  paymentTerms: z.enum(paymentTerms).optional(),
  requestedDeliveryOn: typed(10),
  note: typed(2000),
  repeatOf: idInput.optional().describe('the earlier order that it repeats'),
})

/** One of them. */
export type OrderDraft = z.output<typeof draftForm>

/** A draft's row, without what was typed. */
export type DraftRow = {
  id: string
  owner: string
  status: DraftStatus
  version: number
  personId: string
  customerId: string | null
  channel: string | null
  lines: number
  orderId: string | null
  createdAt: Date
  savedAt: Date
  expiresAt: Date
}
