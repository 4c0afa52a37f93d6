import { findAddressees } from '../access/notices/notice-store.ts'
import { findWorkWithin } from '../fulfillment/fulfillment-queries.ts'
import { findShipmentsWithin } from '../fulfillment/shipments/shipment-queries.ts'
import { findNotesWithin, findOrdersWithin } from '../orders/order-scope-queries.ts'
import { findPaymentsWithin } from '../payments/payment-queries.ts'
import type { LiveObject } from '../platform/live/live-object.ts'

/** Every kind of object whose changes are told live, and to whom. */
export const liveObjects: readonly LiveObject[] = [
  { type: 'order', permission: 'orders.read', within: findOrdersWithin },
  { type: 'order_note', permission: 'orders.read', within: findNotesWithin },
  { type: 'fulfillment_order', permission: 'fulfillment.read', within: findWorkWithin },
  { type: 'shipment', permission: 'fulfillment.read', within: findShipmentsWithin },
  { type: 'payment', permission: 'payments.read', within: findPaymentsWithin },
  { type: 'stock_document', permission: 'stock.read', within: 'kind' },
  { type: 'stock_notice', permission: 'stock.read', within: 'kind' },
  { type: 'stock_transfer', permission: 'stock.read', within: 'kind' },
  { type: 'product', permission: 'catalog.read' },
  { type: 'variant', permission: 'catalog.read' },
  { type: 'tax_class', permission: 'catalog.read' },
  { type: 'customer', permission: 'customers.read' },
  { type: 'customer_note', permission: 'customers.note' },
  { type: 'location', permission: 'locations.read' },
  { type: 'channel', permission: 'settings.read', within: 'kind' },
  { type: 'order_settings', permission: 'settings.read' },
  { type: 'approval', permission: 'approvals.read', within: 'kind' },
  { type: 'notice', permission: 'account.own', addressees: findAddressees },
  { type: 'staff', permission: 'access.read' },
  { type: 'role', permission: 'access.read' },
]
