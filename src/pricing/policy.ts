import type { Policy } from '../access/role.ts'

/** Who may set prices and taxes. */
export const pricingPolicy = {
  'catalog.price': ['manager', 'marketing'],
  'catalog.tax': ['manager', 'finance'],
} as const satisfies Policy
