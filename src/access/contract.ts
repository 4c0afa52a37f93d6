import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'

/** The merchant that a key belongs to. */
export const getMerchantContract = {
  operation: 'getMerchant',
  summary: 'The merchant: its currency, country and time zone',
  method: 'GET',
  path: '/merchant',
  permission: 'merchant.read',
  response: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    createdAt: z.iso.datetime(),
  }),
  problems: [],
} satisfies Contract
