import { z } from 'zod'
import { contactView } from '../customers/contact.ts'
import { disclosureBody, disclosureProblems, disclosureView } from '../customers/disclosure-contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { problemView } from '../platform/http/problem.ts'
import { idInput } from '../platform/id-input.ts'

const maxReceivers = 100

/** Shows whom a place's goods go to. */
export const discloseReceiverContract = {
  operation: 'discloseReceiver',
  summary: 'Show the full receiver of a fulfillment order; it is counted, and kept who saw it',
  method: 'POST',
  path: '/fulfillment-orders/:fulfillmentOrderId/disclosures',
  permission: 'fulfillment.disclose',
  params: z.strictObject({ fulfillmentOrderId: idInput }),
  body: disclosureBody,
  response: disclosureView,
  status: 201,
  preview: false,
  problems: ['fulfillment_order_not_found', ...disclosureProblems],
} satisfies Contract

/** Shows the receivers of many, for their labels. */
export const discloseReceiversContract = {
  operation: 'discloseReceivers',
  summary: 'Show the full receivers of up to 100 fulfillment orders; the answer has a result for each, in order',
  method: 'POST',
  path: '/fulfillment-orders/disclosures',
  permission: 'fulfillment.disclose',
  body: disclosureBody.extend({ fulfillmentOrderIds: z.array(idInput).min(1).max(maxReceivers) }),
  response: z.object({
    disclosureId: z.uuid(),
    disclosedAt: z.iso.datetime(),
    results: z.array(
      z.union([
        z.object({ fulfillmentOrderId: z.uuid(), contact: contactView }),
        z.object({ fulfillmentOrderId: z.uuid(), problem: problemView }),
      ]),
    ),
  }),
  status: 201,
  preview: false,
  problems: [],
} satisfies Contract
