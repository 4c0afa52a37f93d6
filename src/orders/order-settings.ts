import { z } from 'zod'
import { tiers } from '../customers/customer.ts'
import { line } from '../platform/text.ts'
import { paymentTerms } from './order.ts'

/** A rule that holds an order for review when everything it names is true. Amounts in minor units. */
export const reviewRuleForm = z.strictObject({
  code: z.string().regex(/^[a-z0-9_]{1,50}$/),
  totalAtLeast: z.int().min(0).optional(),
  quantityAtLeast: z.int().min(1).optional(),
  channels: z.array(line(50)).max(50).optional(),
  tiers: z.array(z.enum(tiers)).max(tiers.length).optional(),
  paymentTerms: z.array(z.enum(paymentTerms)).max(paymentTerms.length).optional(),
  guestsOnly: z.boolean().optional(),
})

/** How a merchant's orders are checked, sourced and numbered. Every field has a default that suits most. */
export const orderSettingsForm = z.strictObject({
  shortagePolicy: z.enum(['refuse', 'hold', 'backorder']).default('refuse'),
  maxSplits: z.int().min(1).max(10).default(3),
  sourcingOrder: z.enum(['nearest', 'priority']).default('nearest'),
  priceCheck: z.enum(['off', 'hold']).default('off'),
  addressCheck: z.enum(['off', 'hold']).default('off'),
  paymentExpiryMinutes: z.int().min(1).max(43_200).default(1440),
  cancellationUndoMinutes: z
    .int()
    .min(0)
    .max(10_080)
    .default(30)
    .describe('for so long a cancellation can be undone; 0: never'),
  reviewRules: z.array(reviewRuleForm).max(100).default([]),
})

/** A merchant's settings, complete. */
export type OrderSettings = z.output<typeof orderSettingsForm>

/** A rule of the settings. */
export type ReviewRule = z.output<typeof reviewRuleForm>
