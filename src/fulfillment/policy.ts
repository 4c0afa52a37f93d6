import type { Policy } from '../access/role.ts'

/** Who does a place's work on orders. Who packs a parcel sees where it goes (`fulfillment.disclose`). */
export const fulfillmentPolicy = {
  'fulfillment.read': ['manager', 'order_clerk', 'warehouse', 'store', 'customer_service', 'auditor', 'read_only'],
  'fulfillment.work': ['manager', 'warehouse', 'store'],
  'fulfillment.hold': ['manager', 'order_clerk', 'warehouse', 'store'],
  'fulfillment.track': ['manager', 'warehouse', 'store', 'customer_service'],
  'fulfillment.disclose': ['manager', 'warehouse', 'store'],
} as const satisfies Policy
