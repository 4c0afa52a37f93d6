import { type FulfillmentLine, type FulfillmentOrder, leftToShip } from '../fulfillment-order.ts'
import type { Parcel } from './shipment.ts'

type LineOfAllocation = Pick<FulfillmentLine, 'lineNumber' | 'allocationNumber'>

/** How many of a line may go into another parcel: left to ship, and in no open label. */
export function roomBesideLabels({ labels }: FulfillmentOrder): (line: FulfillmentLine) => number {
  if (labels.length === 0) return leftToShip
  const kept = new Map<string, number>()
  for (const line of labels.flatMap(({ lines }) => lines)) {
    kept.set(keyOf(line), (kept.get(keyOf(line)) ?? 0) + line.quantity)
  }
  return (line) => leftToShip(line) - (kept.get(keyOf(line)) ?? 0)
}

/** The labels whose goods are no longer all there to ship; where there are too few for all, the oldest have them. */
export function labelsWithoutGoods({ labels, lines }: FulfillmentOrder): Parcel[] {
  const left = new Map(lines.map((line) => [keyOf(line), leftToShip(line)]))
  return labels.filter((label) => {
    if (label.lines.some((line) => (left.get(keyOf(line)) ?? 0) < line.quantity)) return true
    for (const line of label.lines) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) - line.quantity)
    return false
  })
}

function keyOf({ lineNumber, allocationNumber }: LineOfAllocation): string {
  return `${lineNumber}/${allocationNumber}`
}
