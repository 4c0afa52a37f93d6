import type { Policy } from '../access/role.ts'

/** Who may see and record money. Who asks for a refund (`payments.refund`) does not approve it (`payments.approve`). */
export const paymentPolicy = {
  'payments.read': ['manager', 'order_clerk', 'store', 'customer_service', 'finance', 'auditor', 'read_only'],
  'payments.record': ['manager', 'store', 'finance'],
  'payments.refund': ['manager', 'customer_service', 'store', 'finance'],
  'payments.approve': ['manager', 'finance'],
} as const satisfies Policy
