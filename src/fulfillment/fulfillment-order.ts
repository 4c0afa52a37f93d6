/*
 * A fulfillment order: what one place must do for one order. It is not the order (what the customer asked for), not a
 * shipment (goods that left), and it owns no stock: each of its lines works off one allocation.
 */
import { type ActionTable, checkMachine } from '../platform/states.ts'
import type { Parcel } from './shipments/shipment.ts'

/** Where the place's work stands. */
export type FulfillmentOrderStatus =
  | 'open'
  | 'scheduled'
  | 'released'
  | 'on_hold'
  | 'picking'
  | 'packed'
  | 'closed'
  | 'cancelled'

/** Every status, in the order of the work. */
export const fulfillmentOrderStatuses = [
  'open',
  'scheduled',
  'released',
  'on_hold',
  'picking',
  'packed',
  'closed',
  'cancelled',
] as const satisfies readonly FulfillmentOrderStatus[]

/** The states of work that is not done, in the order of the work. */
export const openStatuses = [
  'open',
  'scheduled',
  'released',
  'on_hold',
  'picking',
  'packed',
] as const satisfies readonly FulfillmentOrderStatus[]

/** Why goods are not there to be picked. */
export type ShortReason = (typeof shortReasons)[number]

/** Every reason for which a pick is short. */
export const shortReasons = ['not_found', 'damaged', 'expired'] as const

/** What its history is told in: `fulfillment_order.picked` and so on. */
export type FulfillmentVerb =
  | 'created'
  | 'released'
  | 'held'
  | 'hold_released'
  | 'picked'
  | 'short_picked'
  | 'packed'
  | 'shipped'
  | 'reduced'
  | 'closed'
  | 'cancelled'

/** The whole life of a fulfillment order: each action, the states it may start from, and where it leads. */
export const fulfillmentOrderActions = {
  schedule: { from: ['open'], to: 'scheduled' },
  release: { from: ['open', 'scheduled', 'on_hold'], to: 'released' },
  hold: { from: ['open', 'scheduled', 'released'], to: 'on_hold' },
  pick: { from: ['released', 'picking'], to: 'picking' },
  pack: { from: ['picking'], to: 'packed' },
  close: { from: ['packed'], to: 'closed' },
  cancel: { from: ['open', 'scheduled', 'released', 'on_hold', 'picking', 'packed'], to: 'cancelled' },
} as const satisfies ActionTable<FulfillmentOrderStatus>

checkMachine<FulfillmentOrderStatus>(fulfillmentOrderActions, {
  initial: ['open', 'released'],
  states: fulfillmentOrderStatuses,
  terminal: ['closed', 'cancelled'],
})

/**
 * One allocation to work off, in the item's base unit. Of `quantity`, `picked` were taken from the shelf, `short` were
 * not found there, `cancelled` are no longer wanted; of the picked some are `packed`, and of those some `shipped`.
 */
export type FulfillmentLine = {
  fulfillmentOrderId: string
  orderId: string
  lineNumber: number
  allocationNumber: number
  itemId: string
  quantity: number
  picked: number
  short: number
  packed: number
  shipped: number
  cancelled: number
}

/** A hold that the place itself put on the work; the order's own holds stand with the order. */
export type FulfillmentHold = { id: string; reason: string; placedAt: Date; placedBy: string }

/** A fulfillment order with its lines, its active holds, and its labels under which nothing has left, oldest first. */
export type FulfillmentOrder = {
  id: string
  orderId: string
  locationId: string
  status: FulfillmentOrderStatus
  version: number
  createdAt: Date
  updatedAt: Date
  lines: readonly FulfillmentLine[]
  holds: readonly FulfillmentHold[]
  labels: readonly Parcel[]
}

/** How many are still to be picked. */
export function leftToPick(line: FulfillmentLine): number {
  return line.quantity - line.picked - line.short - line.cancelled
}

/** How many are picked and not yet packed. */
export function leftToPack(line: FulfillmentLine): number {
  return line.picked - line.packed
}

/** How many are still to leave: as many as the line's allocation still holds. */
export function leftToShip(line: FulfillmentLine): number {
  return line.quantity - line.short - line.cancelled - line.shipped
}
