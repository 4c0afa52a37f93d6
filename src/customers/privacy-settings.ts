import { z } from 'zod'
import { line } from '../platform/text.ts'
import { consentPurposeCode } from './consent.ts'

const limits = (perHour: number, perDay: number) =>
  z
    .strictObject({
      perHour: z.int().min(0).max(1_000_000).default(perHour),
      perDay: z.int().min(0).max(10_000_000).default(perDay),
    })
    .prefault({})

const days = z.int().min(30).max(36_500).nullable()

/** How a merchant guards personal data. Every field has a default; what is erased by itself is off until it is set. */
export const privacySettingsForm = z.strictObject({
  staffDisclosures: limits(100, 500).describe('how many full contacts a member of staff may see'),
  packingDisclosures: limits(1000, 8000).describe(
    'the same for the receivers of fulfillment orders, who are on labels',
  ),
  keyDisclosures: limits(2000, 20_000).describe('how many full contacts may be read with an API key'),
  consentPurposes: z
    .array(z.strictObject({ code: consentPurposeCode, name: line(100) }))
    .max(50)
    .default([])
    .describe("the merchant's own purposes of consent, besides those that everybody has"),
  retention: z
    .strictObject({
      customersAfterDays: days.default(null).describe('after the last thing that happened to the last order'),
      guestsAfterDays: days.default(null).describe('after the last thing that happened to the order'),
    })
    .prefault({})
    .describe('after how many days people are erased by themselves; null: never'),
})

/** A merchant's settings, complete. */
export type PrivacySettings = z.output<typeof privacySettingsForm>
