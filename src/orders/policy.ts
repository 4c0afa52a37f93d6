import type { Policy } from '../access/role.ts'

/** Who may see, place and change orders, and how they are taken. */
export const orderPolicy = {
  'orders.read': [
    ...([
      'manager',
      'order_clerk',
      'warehouse',
      'store',
      'customer_service',
      'finance',
      'marketing',
      'auditor',
      'read_only',
    ] as const),
  ],
  'orders.place': ['manager', 'order_clerk', 'store', 'customer_service'],
  'orders.change': ['manager', 'order_clerk', 'store', 'customer_service'],
  'orders.note': ['manager', 'order_clerk', 'warehouse', 'store', 'customer_service', 'finance'],
  'orders.hold': ['manager', 'order_clerk', 'customer_service', 'finance'],
  'orders.cancel': ['manager', 'order_clerk', 'customer_service'],
  'orders.disclose': ['manager', 'order_clerk', 'customer_service'],
  'settings.read': ['manager', 'order_clerk', 'store', 'customer_service', 'marketing', 'auditor', 'read_only'],
  'settings.write': ['manager'],
} as const satisfies Policy
