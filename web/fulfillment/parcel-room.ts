import { hasLeft } from '../../src/fulfillment/shipments/shipment.ts'
import type { Work } from './work.ts'

/** So many of one order line that may go into a parcel. */
export type Room = { lineNumber: number; sku: string; name: string; most: number }

/** What was checked, has not left and is in no label that waits, by order line. */
export function roomForParcel(work: Work): Room[] {
  const rooms = new Map<number, Room>()
  for (const { lineNumber, sku, name, packed, shipped } of work.lines) {
    const most = (rooms.get(lineNumber)?.most ?? 0) + packed - shipped
    rooms.set(lineNumber, { lineNumber, sku, name, most })
  }
  const waiting = work.shipments.filter(({ status }) => status === 'label_created')
  for (const { lineNumber, quantity } of waiting.flatMap(({ lines }) => lines)) {
    const room = rooms.get(lineNumber)
    if (room !== undefined) rooms.set(lineNumber, { ...room, most: room.most - quantity })
  }
  return [...rooms.values()].filter(({ most }) => most > 0)
}

/** Why a label cannot be voided any more; undefined while it can. */
export function voidReason({ status }: Work['shipments'][number]): 'left' | 'voided' | undefined {
  if (status === 'label_created') return undefined
  return hasLeft({ status } as Parameters<typeof hasLeft>[0]) ? 'left' : 'voided'
}
