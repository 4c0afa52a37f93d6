/** What can be done with many customers, each with the permission that it needs. Pure: as src/customers/bulk/bulk-contract.ts has them. */
export const customerActs = {
  set_tier: 'customers.write',
  block: 'customers.write',
  unblock: 'customers.write',
} as const

/** Each part of the filter of the list of customers, as the address and the API have it. */
export const customerFilterKeys = ['status', 'text', 'tier', 'code'] as const
