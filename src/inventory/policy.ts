import type { Policy } from '../access/role.ts'

/** Who may see and move stock. Who asks for a write-off (`stock.adjust`) does not approve it (`stock.approve`). */
export const stockPolicy = {
  'stock.read': [
    ...([
      'manager',
      'order_clerk',
      'warehouse',
      'store',
      'customer_service',
      'buyer',
      'finance',
      'auditor',
      'read_only',
    ] as const),
  ],
  'stock.receive': ['manager', 'warehouse', 'store', 'buyer'],
  'stock.adjust': ['manager', 'warehouse', 'store'],
  'stock.approve': ['manager', 'finance'],
  'stock.plan': ['manager', 'buyer'],
  'stock.transfer': ['manager', 'warehouse', 'store', 'buyer'],
} as const satisfies Policy
