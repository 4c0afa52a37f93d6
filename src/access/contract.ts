import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { line } from '../platform/text.ts'

const merchantView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  country: z.string(),
  timeZone: z.string(),
  createdAt: z.iso.datetime(),
})

/** The merchant that a key belongs to. */
export const getMerchantContract = {
  operation: 'getMerchant',
  summary: 'The merchant: its currency, country and time zone',
  method: 'GET',
  path: '/merchant',
  permission: 'merchant.read',
  response: merchantView,
  problems: [],
} satisfies Contract

/** Gives the merchant another name. */
export const changeMerchantContract = {
  operation: 'changeMerchant',
  summary:
    'Change what the merchant is called, as mails and pages say it. Currency, country and time zone stay: figures rest on them',
  method: 'PUT',
  path: '/merchant',
  permission: 'merchant.write',
  body: z.strictObject({ name: line(200) }),
  response: merchantView,
  problems: ['out_of_scope'],
} satisfies Contract
