import type { FulfillmentOrderStatus } from '../../src/fulfillment/fulfillment-order.ts'
import type { ShipmentStatus } from '../../src/fulfillment/shipments/shipment.ts'
import type { Tone } from '../platform/theme.ts'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useWorkWords } from './words.ts'

const workTones = {
  open: 'quiet',
  scheduled: 'quiet',
  released: 'active',
  on_hold: 'warning',
  picking: 'active',
  packed: 'active',
  closed: 'good',
  cancelled: 'quiet',
} as const satisfies Record<FulfillmentOrderStatus, Tone>

const shipmentTones = {
  label_created: 'active',
  shipped: 'good',
  delivered: 'good',
  voided: 'quiet',
  returned_to_sender: 'warning',
  lost: 'danger',
} as const satisfies Record<ShipmentStatus, Tone>

/** Where a place's work stands. */
export function WorkStatus({ status }: { status: FulfillmentOrderStatus }) {
  const say = useWorkWords()
  return <StatusTag tone={workTones[status]}>{say(`status_${status}`)}</StatusTag>
}

/** Where a parcel stands. */
export function ShipmentStatusTag({ status }: { status: ShipmentStatus }) {
  const say = useWorkWords()
  return <StatusTag tone={shipmentTones[status]}>{say(`ship_status_${status}`)}</StatusTag>
}
