/** Who buys, as far as intake has found out. */
export type Buyer = { customerId: string | null; contactId: string; tier: string; blocked: boolean }
