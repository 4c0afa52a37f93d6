import { z } from 'zod'
import { matchKinds } from '../../catalog/variant-match.ts'
import { maskedContactView } from '../../customers/contract.ts'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { currencies } from '../../platform/money.ts'
import { line, text } from '../../platform/text.ts'
import { draftForm, draftStatuses } from './order-draft.ts'
import { presetForm, presetKinds } from './order-preset.ts'
import { doubts } from './parsed-address.ts'
import { quoteForm, quoteView, stockToPromiseView } from './quote-form.ts'

const moment = z.iso.datetime()
const draftParams = z.strictObject({ draftId: idInput })
const maxBlock = 1000

/** Says what an order would come to while it is written. */
export const quoteOrderContract = {
  operation: 'quoteOrder',
  summary:
    'What an order would come to as far as it is written: prices, tax, where it would come from, what is short. Nothing is kept of it',
  method: 'POST',
  path: '/order-quotes',
  permission: 'orders.place',
  body: quoteForm,
  response: quoteView,
  preview: false,
  problems: ['out_of_scope', 'unknown_receiver'],
} as const satisfies Contract

/** Finds what can be ordered, by whatever somebody types of it. */
export const searchVariantsContract = {
  operation: 'searchVariants',
  summary:
    'Find what is for sale by SKU, barcode, a part of the name or its pinyin, the best first, with price and stock',
  method: 'GET',
  path: '/variants/search',
  permission: 'orders.place',
  query: z.strictObject({
    text: text(1, 100).describe('what was typed: chongqing, cq, 重庆, HG-001, 6901234567892'),
    currency: z
      .enum(currencies as [string, ...string[]])
      .optional()
      .describe("of the price; left out: the merchant's"),
    limit: z.coerce.number().int().min(1).max(50).default(10).describe('how many at most'),
  }),
  response: z.object({
    currency: z.string(),
    items: z.array(
      z.object({
        ...{ id: z.uuid(), productId: z.uuid(), sku: z.string(), barcode: z.string().nullable(), name: z.string() },
        ...{ kind: z.enum(['stocked', 'bundle', 'service']), unit: z.string() },
        match: z.enum(matchKinds).describe('as what it was found'),
        price: z.string().nullable().describe('decimal text of the major unit; null: it has none in this currency'),
        stock: stockToPromiseView.nullable().describe('null: nothing is taken from a shelf'),
      }),
    ),
  }),
  problems: [],
} as const satisfies Contract

const field = z.object({
  value: z.string(),
  confidence: z.number().describe('0 to 1; below 0.8 somebody should look'),
  doubt: z.enum(doubts).nullable().describe('why it may be wrong'),
})

/** Takes a pasted address apart. */
export const parseAddressContract = {
  operation: 'parseAddress',
  summary: 'Take a pasted block with name, phone and address apart; nothing is kept of it',
  method: 'POST',
  path: '/address-parsing',
  permission: 'orders.place',
  body: z.strictObject({ text: text(1, maxBlock) }),
  response: z.object({
    country: z.literal('CN').nullable().describe('null: no place in China was found in it'),
    fields: z.object({
      ...{ name: field.nullable(), phone: field.nullable(), email: field.nullable(), company: field.nullable() },
      ...{ province: field.nullable(), city: field.nullable(), district: field.nullable(), street: field.nullable() },
      postcode: field.nullable(),
    }),
    others: z
      .array(z.object({ province: z.string(), city: z.string(), district: z.string() }))
      .describe('the regions of which each may be meant, where several are as likely'),
    unparsed: z.array(z.string()).describe('what no field was found for'),
  }),
  preview: false,
  problems: [],
} as const satisfies Contract

const savedDraft = z.object({
  ...{ id: z.uuid(), version: z.int(), status: z.enum(draftStatuses) },
  ...{ savedAt: moment, expiresAt: moment },
})

/** Begins a draft. */
export const beginDraftContract = {
  operation: 'beginOrderDraft',
  summary: 'Begin a draft of an order; only who begins it sees it',
  method: 'POST',
  path: '/order-drafts',
  permission: 'orders.place',
  body: z.strictObject({ draft: draftForm }),
  response: savedDraft,
  status: 201,
  problems: ['too_many_drafts'],
} as const satisfies Contract

/** Saves a draft. */
export const saveDraftContract = {
  operation: 'saveOrderDraft',
  summary: 'Save a draft over what was typed before; If-Match keeps another window from being overwritten',
  method: 'PUT',
  path: '/order-drafts/:draftId',
  permission: 'orders.place',
  params: draftParams,
  body: z.strictObject({ draft: draftForm }),
  response: savedDraft,
  problems: ['not_found', 'version_mismatch'],
} as const satisfies Contract

/** Ends a draft. */
export const discardDraftContract = {
  operation: 'discardOrderDraft',
  summary: 'Discard a draft; what was typed is gone',
  method: 'DELETE',
  path: '/order-drafts/:draftId',
  permission: 'orders.place',
  params: draftParams,
  response: savedDraft,
  problems: ['not_found', 'version_mismatch'],
} as const satisfies Contract

/** A draft whole, for its owner. */
export const findDraftContract = {
  operation: 'findOrderDraft',
  summary: 'One of your own drafts, as it was typed',
  method: 'GET',
  path: '/order-drafts/:draftId',
  permission: 'orders.place',
  params: draftParams,
  response: savedDraft.extend({ draft: draftForm }),
  problems: ['not_found'],
} as const satisfies Contract

/** Somebody's own drafts. */
export const listDraftsContract = {
  operation: 'listOrderDrafts',
  summary: 'Your own drafts, newest first, with the receiver masked',
  method: 'GET',
  path: '/order-drafts',
  permission: 'orders.place',
  query: z.strictObject(pageQuery),
  response: pageOf(
    savedDraft.extend({
      ...{ channel: z.string().nullable(), customerId: z.uuid().nullable(), lines: z.int() },
      receiver: maskedContactView.nullable().describe('null while there is none'),
    }),
  ),
  problems: ['cursor_invalid'],
} as const satisfies Contract

/** Begins a draft that orders the same again. */
export const repeatOrderContract = {
  operation: 'repeatOrder',
  summary: 'Begin a draft that orders the same again, for the same customer to the same place, at prices of today',
  method: 'POST',
  path: '/orders/:orderId/repeats',
  permission: 'orders.place',
  params: z.strictObject({ orderId: idInput }),
  response: savedDraft,
  status: 201,
  problems: ['not_found', 'too_many_drafts'],
} as const satisfies Contract

const keptPreset = z.object({ preset: presetForm, version: z.int() })

/** Without the preset: answers are kept under keys, and a note may tell of a customer. */
const setPresetView = z.object({ id: z.uuid(), version: z.int() })

/** What orders begin with. */
export const listPresetsContract = {
  operation: 'findOrderPresets',
  summary: 'What the form for orders begins with: your own preset, that of a channel, and that of a customer',
  method: 'GET',
  path: '/order-presets',
  permission: 'orders.place',
  query: z.strictObject({
    channel: line(50).optional().describe("the channel's code"),
    customerId: idInput.optional().describe('whom the order is for'),
  }),
  response: z.object({
    presets: z.object(
      Object.fromEntries(presetKinds.map((kind) => [kind, keptPreset.nullable()])) as {
        person: z.ZodNullable<typeof keptPreset>
        channel: z.ZodNullable<typeof keptPreset>
        customer: z.ZodNullable<typeof keptPreset>
      },
    ),
    values: presetForm.describe('put together: of the customer, else of the channel, else your own'),
  }),
  problems: [],
} as const satisfies Contract

/** Sets one's own preset. */
export const setOwnPresetContract = {
  operation: 'setOwnOrderPreset',
  summary: 'Set what the orders that you write begin with',
  method: 'PUT',
  path: '/order-presets/own',
  permission: 'orders.place',
  body: z.strictObject({ preset: presetForm }),
  response: setPresetView,
  problems: ['unknown_channel', 'out_of_scope', 'version_mismatch'],
} as const satisfies Contract

/** Sets a channel's preset. */
export const setChannelPresetContract = {
  operation: 'setChannelOrderPreset',
  summary: 'Set what orders of a channel begin with',
  method: 'PUT',
  path: '/channels/:code/order-preset',
  permission: 'settings.write',
  params: z.strictObject({ code: line(50) }),
  body: z.strictObject({ preset: presetForm }),
  response: setPresetView,
  problems: ['not_found', 'channel_not_allowed', 'out_of_scope', 'version_mismatch'],
} as const satisfies Contract

/** Sets a customer's preset. */
export const setCustomerPresetContract = {
  operation: 'setCustomerOrderPreset',
  summary: 'Set what orders for a customer begin with',
  method: 'PUT',
  path: '/customers/:customerId/order-preset',
  permission: 'customers.write',
  params: z.strictObject({ customerId: idInput }),
  body: z.strictObject({ preset: presetForm }),
  response: setPresetView,
  problems: ['not_found', 'unknown_channel', 'out_of_scope', 'version_mismatch'],
} as const satisfies Contract
