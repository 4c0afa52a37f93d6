import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { firstSteps } from './onboarding/first-steps.ts'
import { keptReasons } from './sample-shop/remove/removal.ts'

/** What there is still to set up. */
export const getOnboardingContract = {
  operation: 'getOnboarding',
  summary:
    'What there is to set up before one can trade, and what of it is done: found out from what exists, not from ticks. Only what the caller may do; what the sample shop made does not count',
  method: 'GET',
  path: '/onboarding',
  permission: 'merchant.read',
  response: z.object({
    steps: z.array(z.object({ code: z.enum(firstSteps), done: z.boolean() })),
    sampleShop: z.object({ loaded: z.boolean(), removedAt: z.iso.datetime().nullable() }),
  }),
  problems: [],
} satisfies Contract

/** Removes the sample shop. */
export const removeSampleShopContract = {
  operation: 'removeSampleShop',
  summary:
    'Remove the sample shop: its orders end, its stock is written off, its products are archived, its locations closed, its customers erased. What real work depends on stays and is named; the history stays',
  method: 'DELETE',
  path: '/sample-shop',
  permission: 'training.remove_sample',
  needsProof: true,
  response: z.object({
    ordersCancelled: z.int(),
    ordersFinished: z.int(),
    parcelsDelivered: z.int(),
    paymentsRefunded: z.int(),
    transfersEnded: z.int(),
    unitsWrittenOff: z.int(),
    productsArchived: z.int(),
    locationsClosed: z.int(),
    customersErased: z.int(),
    keptCount: z.int(),
    kept: z
      .array(
        z.object({
          kind: z.enum(['order', 'product', 'location', 'customer', 'transfer']),
          id: z.uuid(),
          label: z.string(),
          reason: z.enum(keptReasons),
        }),
      )
      .describe('what was left as it is, at most a hundred'),
  }),
  problems: ['no_sample_shop', 'out_of_scope', 'proof_required'],
} satisfies Contract
