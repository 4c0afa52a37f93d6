/*
 * A shipment: goods that leave one place in one parcel under one tracking number; before they have left it is a label.
 * It is not the place's work (a fulfillment order), and a carrier's scan is a record beside it (a tracking event), not a
 * state.
 */
import { type ActionTable, applyAction, checkMachine } from '../../platform/states.ts'

/** Where a shipment stands. */
export type ShipmentStatus = 'label_created' | 'shipped' | 'delivered' | 'voided' | 'returned_to_sender' | 'lost'

/** Every status. */
export const shipmentStatuses = [
  'label_created',
  'shipped',
  'delivered',
  'voided',
  'returned_to_sender',
  'lost',
] as const satisfies readonly ShipmentStatus[]

/**
 * The whole life of a shipment. A parcel that was given up may still turn up: lost leads on to returned and delivered,
 * returned to delivered, and never back, so that scans end in the same state in whatever order they come.
 */
export const shipmentActions = {
  ship: { from: ['label_created'], to: 'shipped' },
  void: { from: ['label_created'], to: 'voided' },
  lose: { from: ['shipped'], to: 'lost' },
  return: { from: ['shipped', 'lost'], to: 'returned_to_sender' },
  deliver: { from: ['shipped', 'lost', 'returned_to_sender'], to: 'delivered' },
} as const satisfies ActionTable<ShipmentStatus>

checkMachine<ShipmentStatus>(shipmentActions, {
  initial: ['label_created', 'shipped'],
  states: shipmentStatuses,
  terminal: ['delivered', 'voided'],
})

/** What a carrier's scan says. Connectors translate each carrier's own codes. */
export const trackingCodes = [
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'delivery_failed',
  'returned_to_sender',
  'lost',
  'other',
] as const

/** What a carrier's scan says. */
export type TrackingCode = (typeof trackingCodes)[number]

/** A carrier's scan of a shipment. The same code at the same moment is the same scan. */
export type TrackingEvent = { occurredAt: Date; code: TrackingCode; place: string; description: string }

/** A shipment without its lines. */
export type Shipment = {
  id: string
  fulfillmentOrderId: string
  orderId: string
  locationId: string
  carrier: string
  trackingNumber: string
  /** Of the whole parcel, where it was weighed. */
  weightGrams: number | null
  status: ShipmentStatus
  version: number
  shippedAt: Date | null
  deliveredAt: Date | null
  createdAt: Date
}

/** So many of one allocation in a shipment. */
export type ShipmentLine = {
  shipmentId: string
  orderId: string
  lineNumber: number
  allocationNumber: number
  quantity: number
}

/** A shipment with what is in it. */
export type Parcel = Shipment & { lines: readonly ShipmentLine[] }

/** Whether the goods are not with their place any more. */
export function hasLeft({ status }: Shipment): boolean {
  return status !== 'label_created' && status !== 'voided'
}

/** A label that is not to leave any more. @throws DomainError `action_not_allowed` */
export function voidLabel(shipment: Shipment): Shipment {
  return { ...shipment, status: applyAction(shipmentActions, 'void', shipment.status) }
}

/** A label's parcel that has left. @throws DomainError `action_not_allowed` */
export function shipLabel(shipment: Shipment, shippedAt: Date): Shipment {
  return { ...shipment, status: applyAction(shipmentActions, 'ship', shipment.status), shippedAt }
}

/** Whether a scan of this code tells that the carrier has the parcel; `other` may be news of the label alone. */
export function saysItLeft(code: TrackingCode): boolean {
  return code !== 'other'
}

/** Whether a scan of this code may change a shipment's status; all others only tell where it is. */
export function isDecisive(code: TrackingCode): boolean {
  return code in actionOfScan
}

/**
 * A shipment after scans, whenever and however often they come: the furthest of delivered, returned to the sender and lost
 * counts, a delivery at the earliest time it was scanned. As a maximum it is the same for any order of arrival, and a scan
 * already counted changes nothing. Scans of a label change nothing: what has left is dispatched first.
 */
export function afterScans(shipment: Shipment, scans: readonly TrackingEvent[]): Shipment {
  const from: ShipmentStatus = shipment.status
  if (!hasLeft(shipment)) return shipment
  const codes = new Set(scans.map((scan) => scan.code))
  const furthest = scanRanks.find((code) => codes.has(code) && rankOf(code) > rankOf(from))
  const status = furthest === undefined ? from : applyAction(shipmentActions, actionOfScan[furthest], from)
  const deliveredAt = earliest(shipment.deliveredAt, scans)
  if (status === from && deliveredAt?.getTime() === shipment.deliveredAt?.getTime()) return shipment
  return { ...shipment, status, deliveredAt }
}

/** Scans that decide, the furthest first. */
const scanRanks = ['delivered', 'returned_to_sender', 'lost'] as const

const actionOfScan = { delivered: 'deliver', returned_to_sender: 'return', lost: 'lose' } as const

function rankOf(status: ShipmentStatus): number {
  const index = (scanRanks as readonly string[]).indexOf(status)
  return index === -1 ? 0 : scanRanks.length - index
}

function earliest(deliveredAt: Date | null, scans: readonly TrackingEvent[]): Date | null {
  return scans.reduce(
    (first, { code, occurredAt }) =>
      code === 'delivered' && (first === null || occurredAt < first) ? occurredAt : first,
    deliveredAt,
  )
}
