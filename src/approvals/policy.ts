import type { Policy } from '../access/role.ts'

/**
 * Who may see, ask for and decide what needs two people. What a request is about is asked for besides: to approve a write-off
 * takes `stock.approve`, a refund `payments.approve`. Only the owner says up to what one person may act alone.
 */
export const approvalPolicy = {
  'approvals.read': ['manager', 'warehouse', 'store', 'customer_service', 'finance', 'auditor'],
  'approvals.ask': ['manager', 'warehouse', 'store', 'customer_service', 'finance'],
  'approvals.decide': ['manager', 'finance'],
  'settings.approvals': [],
} as const satisfies Policy
