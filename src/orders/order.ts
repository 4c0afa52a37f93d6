/*
 * An order: what a customer asked for and what became of it, over every line. It is not the work of a place (a
 * fulfillment order), not the goods that left (a shipment), not the money (a payment); it keeps the sums of them.
 */
import type { Tier } from '../customers/customer.ts'
import { type ActionTable, checkMachine } from '../platform/states.ts'

/** The kind of scope that names channels, by their codes: by which channels came the orders that someone is narrowed to. */
export const channelScope = 'channel'

/** Every state of an order's life. */
export const orderStatuses = ['draft', 'submitted', 'confirmed', 'completed', 'cancelled', 'expired'] as const

/** Where an order stands in its life. Holds, tracking and exceptions are records beside it, not states. */
export type OrderStatus = (typeof orderStatuses)[number]

/** The whole life of an order: each action, the states it may start from, and where it leads. */
export const orderActions = {
  submit: { from: ['draft'], to: 'submitted' },
  expire: { from: ['draft'], to: 'expired' },
  confirm: { from: ['submitted'], to: 'confirmed' },
  complete: { from: ['confirmed'], to: 'completed' },
  cancel: { from: ['draft', 'submitted', 'confirmed'], to: 'cancelled' },
  reinstate: { from: ['cancelled'], to: 'submitted' },
} as const satisfies ActionTable<OrderStatus>

checkMachine<OrderStatus>(orderActions, {
  initial: ['draft', 'submitted', 'confirmed'],
  states: orderStatuses,
})

/** Up to so many a count of some orders is exact. */
export const countedExactly = 1000

/** Every stage, in the order in which orders go through them. */
export const orderStages = ['draft', 'pending', 'processed', 'shipped', 'completed', 'cancelled'] as const

/** What a screen calls the order's place on its way: 待处理, 已处理, 已发货, 已完成, 已取消. Derived. */
export type OrderStage = (typeof orderStages)[number]

/** Every payment status. */
export const paymentStatuses = [
  ...(['unpaid', 'authorized', 'partially_paid', 'paid', 'overpaid'] as const),
  ...(['partially_refunded', 'refunded', 'voided'] as const),
] as const

/** Derived from what was authorized, captured and refunded. */
export type PaymentStatus = (typeof paymentStatuses)[number]

/** Every fulfillment status, the furthest step last. */
export const fulfillmentStatuses = [
  ...(['unallocated', 'backordered', 'allocated', 'picking'] as const),
  ...(['partially_shipped', 'shipped', 'partially_delivered', 'delivered'] as const),
] as const

/** Derived from the quantities of the lines. */
export type FulfillmentStatus = (typeof fulfillmentStatuses)[number]

/** All payment terms. */
export const paymentTerms = ['prepaid', 'on_account', 'cash_on_delivery', 'awaiting_payment'] as const

/** How the order is to be paid: elsewhere before it came, on account, on delivery, or still awaited. */
export type PaymentTerms = (typeof paymentTerms)[number]

/** Largest number of lines of one order. */
export const maxLines = 1000

/** The kinds of ways by which orders come. */
export const channelSources = ['web', 'marketplace', 'app', 'store', 'phone', 'email', 'fax'] as const

/** Of what kind an order's channel was when it came. */
export type ChannelSource = (typeof channelSources)[number]

/**
 * One line. A bundle's line carries the price, its component lines (`parentLineNumber`) the stock and their shares of
 * that price. Amounts in minor units, `unitPrice` in ten-thousandths of the major unit, quantities in the base unit.
 */
export type OrderLine = {
  orderId: string
  lineNumber: number
  parentLineNumber: number | null
  variantId: string
  sku: string
  name: string
  kind: 'stocked' | 'bundle' | 'service'
  quantity: number
  unitPrice: number
  lineTotal: number
  discount: number
  shipping: number
  tax: number
  taxRateBasisPoints: number
  cancelled: number
  unallocated: number
  backordered: number
  reserved: number
  allocated: number
  picked: number
  shipped: number
  delivered: number
}

/** Every kind of hold. */
export const holdKinds = ['review', 'payment', 'fraud', 'address', 'stock', 'credit', 'manual'] as const

/** Why an order may not go on, until someone or something releases it. */
export type HoldKind = (typeof holdKinds)[number]

/** Why intake or sourcing holds an order that is short of goods; such a hold ends by itself when nothing lacks any more. */
export const shortOfStock = 'short_of_stock'

/** An active hold. */
export type OrderHold = {
  id: string
  kind: HoldKind
  reason: string
  detail: string
  placedAt: Date
  placedBy: string
}

/** An order with its lines, its active holds, and whether a cancellation waits for a place's answer. */
export type Order = {
  id: string
  number: number
  channel: string
  source: ChannelSource
  externalId: string | null
  contentHash: Buffer | null
  status: OrderStatus
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
  stage: OrderStage
  version: number
  currency: string
  linesTotal: number
  discountTotal: number
  shippingTotal: number
  taxTotal: number
  taxIncluded: boolean
  total: number
  /** The share of the total that fell away with cancelled goods; derived. */
  cancelledTotal: number
  /** What payers have promised and nobody has taken yet. */
  authorized: number
  captured: number
  refunded: number
  customerId: string | null
  contactId: string
  tier: Tier
  destinationCountry: string
  destinationRegion: string | null
  paymentTerms: PaymentTerms
  expiresAt: Date | null
  requestedDeliveryOn: string | null
  placedAt: Date
  updatedAt: Date
  lines: OrderLine[]
  holds: OrderHold[]
  cancellationRequested: boolean
}

/** Whether a place may work on it: confirmed, nothing holds it, nobody wants it cancelled. */
export function isReleasable(
  order: Pick<Order, 'status' | 'cancellationRequested'> & { holds: readonly unknown[] },
): boolean {
  return order.status === 'confirmed' && order.holds.length === 0 && !order.cancellationRequested
}
