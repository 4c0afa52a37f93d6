// Consent: that a customer agreed to one purpose, or took it back: when, where, and to which notice (GDPR article 7, PIPL
// articles 14 to 17). What nobody asked for is not agreed to. The last record of a purpose counts; earlier ones stay.
import { z } from 'zod'

/** The purposes that every merchant has; `cross_border` is PIPL article 39, `sensitive_data` its article 29. */
export const consentPurposes = [
  'marketing_sms',
  'marketing_email',
  'marketing_phone',
  'marketing_post',
  'profiling',
  'sharing',
  'cross_border',
  'sensitive_data',
] as const

/** The code of a purpose. */
export const consentPurposeCode = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, 'lower-case letters, digits and _')

/** Agreed to, or not (any more). */
export const consentStates = ['given', 'withdrawn'] as const

/** Whether a purpose is agreed to. */
export type ConsentState = (typeof consentStates)[number]

/** One record of a customer's consent to one purpose; the evidence stands beside it, sealed. */
export type Consent = {
  id: string
  customerId: string
  purpose: string
  /** 1 for the first record of the purpose. */
  number: number
  state: ConsentState
  /** Where it was said: a web form, the phone, a till. */
  channel: string
  /** Which text was agreed to. */
  noticeVersion: string | null
  hasEvidence: boolean
  decidedAt: Date
  recordedAt: Date
  recordedBy: string
}
