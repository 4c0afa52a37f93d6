import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { line, multiline } from '../platform/text.ts'
import { consentPurposeCode, consentStates } from './consent.ts'

const moment = z.iso.datetime()
const momentInput = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getTime() >= 0, 'must not be before 1970-01-01T00:00:00Z')
  .transform((text) => new Date(text))

/** A record of consent; its evidence is shown only to the person, in an export. */
export const consentView = z
  .object({
    id: z.uuid(),
    customerId: z.uuid(),
    purpose: z.string(),
    number: z.int(),
    state: z.enum(consentStates),
    channel: z.string(),
    noticeVersion: z.string().nullable(),
    hasEvidence: z.boolean(),
    decidedAt: moment,
    recordedAt: moment,
    recordedBy: z.string(),
  })
  .meta({ id: 'Consent' })

/** Records consent, or that it was taken back. */
export const recordConsentContract = {
  operation: 'recordConsent',
  summary: 'Record that a customer agreed to a purpose, or took it back; earlier records stay',
  method: 'PUT',
  path: '/customers/:customerId/consents/:purpose',
  permission: 'customers.write',
  params: z.strictObject({ customerId: idInput, purpose: consentPurposeCode }),
  body: z.strictObject({
    state: z.enum(consentStates),
    channel: line(50).describe('where it was said: a web form, the phone, a till'),
    noticeVersion: line(50).optional().describe('which text was agreed to'),
    evidence: multiline(2000).optional().describe('what was said or ticked; kept sealed'),
    decidedAt: momentInput.optional().describe('when it was said; left out: now'),
  }),
  response: consentView,
  problems: ['customer_not_found', 'person_erased', 'unknown_purpose', 'in_the_future'],
} satisfies Contract

/** What a customer agrees to, and how it came to be. */
export const listConsentsContract = {
  operation: 'listConsents',
  summary: 'What a customer agrees to now, each purpose that there is, and everything recorded about it',
  method: 'GET',
  path: '/customers/:customerId/consents',
  permission: 'customers.read',
  params: z.strictObject({ customerId: idInput }),
  response: z.object({
    present: z.array(z.object({ purpose: z.string(), state: z.enum(consentStates) })),
    history: z.array(consentView),
  }),
  problems: ['customer_not_found'],
} satisfies Contract
