import type { Policy } from '../access/role.ts'

/**
 * Who guards personal data. Customer service sees what an erasure would do, and asks; a manager does it. Who may see one contact
 * in full is said by `customers.disclose`, `orders.disclose` and `fulfillment.disclose`.
 */
export const privacyPolicy = {
  'privacy.read': ['manager', 'customer_service', 'auditor'],
  'privacy.write': ['manager'],
  'privacy.export': ['manager'],
  'privacy.erase': ['manager'],
  'privacy.hold': ['manager', 'finance'],
} as const satisfies Policy
