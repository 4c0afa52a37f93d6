import type { Policy } from '../access/role.ts'

/** Who may show a view of a list to everybody. What is one's own needs no permission but the account. */
export const workspacePolicy = {
  'workspace.share': ['manager', 'order_clerk', 'warehouse', 'customer_service', 'buyer', 'finance', 'marketing'],
} as const satisfies Policy
