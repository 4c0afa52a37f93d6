import type { Tier } from '../../customers/customer.ts'

/** Who buys, as far as intake has found out. */
export type Buyer = { customerId: string | null; contactId: string; tier: Tier; blocked: boolean }
