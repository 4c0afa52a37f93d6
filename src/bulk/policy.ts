import type { Policy } from '../access/role.ts'

/** Who may have many things done at once; each act needs its own permission besides. */
export const bulkPolicy = {
  'bulk.work': ['manager', 'order_clerk', 'warehouse', 'store', 'customer_service', 'buyer', 'finance', 'marketing'],
} as const satisfies Policy
