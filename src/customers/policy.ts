import type { Policy } from '../access/role.ts'

/** Who may see and change customers; everybody sees them masked, and `customers.disclose` is for the whole.
 * What colleagues noted of them is for who notes. */
export const customerPolicy = {
  'customers.read': [
    'manager',
    'order_clerk',
    'store',
    'customer_service',
    'finance',
    'marketing',
    'auditor',
    'read_only',
  ],
  'customers.note': ['manager', 'order_clerk', 'store', 'customer_service', 'finance'],
  'customers.write': ['manager', 'order_clerk', 'store', 'customer_service'],
  'customers.disclose': ['manager', 'order_clerk', 'customer_service'],
} as const satisfies Policy
