import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { multiline } from '../platform/text.ts'
import { contactView } from './contact.ts'
import { disclosurePurposes } from './disclosure.ts'

/** What a full contact is asked for with. */
export const disclosureBody = z.strictObject({
  purpose: z.enum(disclosurePurposes).describe('what the contact is needed for'),
  reason: multiline(500).optional().describe('kept sealed, beside who looked'),
})

/** A contact in full, and the record of who saw it. */
export const disclosureView = z
  .object({ disclosureId: z.uuid(), disclosedAt: z.iso.datetime(), contact: contactView })
  .meta({ id: 'Disclosure' })

/** Why a contact is not shown. */
export const disclosureProblems = ['person_erased', 'contact_broken', 'disclosure_limit_reached'] as const

/** Shows a customer's contact. */
export const discloseCustomerContract = {
  operation: 'discloseCustomer',
  summary:
    'Show the full contact of a customer; it is counted, and kept who saw it. The answer is not kept under a key',
  method: 'POST',
  path: '/customers/:customerId/disclosures',
  permission: 'customers.disclose',
  params: z.strictObject({ customerId: idInput }),
  body: disclosureBody,
  response: disclosureView,
  status: 201,
  preview: false,
  problems: ['customer_not_found', ...disclosureProblems],
} satisfies Contract
