import type { Policy } from '../access/role.ts'

/** Who may take lists out as files; to see the list is needed besides, and whole contacts need their own permission. */
export const exportPolicy = {
  'exports.make': [
    ...(['manager', 'order_clerk', 'warehouse', 'store', 'customer_service', 'buyer', 'finance', 'marketing'] as const),
    'auditor',
  ],
} as const satisfies Policy
