/*
 * A preset is what the form for orders begins with, so that most of it need not be typed. There is one for each person, one
 * for each channel and one for each customer; what the customer's says goes before the channel's, and that before the
 * person's: the nearer to the order at hand, the more it knows (decision 057). Nothing of it binds: every field can be
 * changed in the form.
 */
import { z } from 'zod'
import { currencies } from '../../platform/money.ts'
import { line, multiline } from '../../platform/text.ts'
import { paymentTerms } from '../order.ts'

/** Whom a preset can be for, the farthest from the order first. */
export const presetKinds = ['person', 'channel', 'customer'] as const

/** One of them. */
export type PresetKind = (typeof presetKinds)[number]

const maxShipping = 1_000_000_000_000

/** What can be set beforehand; a field that is left out is left to others. */
export const presetForm = z.strictObject({
  channel: line(50).optional().describe('the code of the channel; of a preset for a person or a customer'),
  currency: z.enum(currencies as [string, ...string[]]).optional(),
  paymentTerms: z.enum(paymentTerms).optional(),
  shipping: z.int().min(0).max(maxShipping).optional().describe('what the buyer pays for it, in minor units'),
  deliveryInDays: z.int().min(0).max(365).optional().describe('the wanted day of delivery, counted from today'),
  note: multiline(2000).optional().describe('for those who handle the order; nothing about the receiver'),
  keepCustomer: z.boolean().optional().describe('whoever an order goes to becomes a customer'),
})

/** A preset. */
export type OrderPreset = z.output<typeof presetForm>

/** A preset with whose it is. */
export type PresetRow = { id: string; kind: PresetKind; subject: string; preset: OrderPreset; version: number }

/** What a form begins with, and which kind of preset each field is from. */
export type ResolvedPreset = {
  values: OrderPreset
  from: { [field in keyof OrderPreset]?: PresetKind }
}

/** Puts presets together, each field from the nearest that says something. */
export function resolvePresets(presets: { readonly [kind in PresetKind]?: OrderPreset | undefined }): ResolvedPreset {
  const resolved: ResolvedPreset = { values: {}, from: {} }
  for (const kind of presetKinds) {
    for (const [field, value] of Object.entries(presets[kind] ?? {})) {
      if (value === undefined) continue
      Object.assign(resolved.values, { [field]: value })
      Object.assign(resolved.from, { [field]: kind })
    }
  }
  return resolved
}
