import { DomainError } from '../platform/errors.ts'
import type { FulfillmentLine, FulfillmentOrder } from './fulfillment-order.ts'

/** So many of one line's allocation. */
export type LineShare = { lineNumber: number; allocationNumber: number; quantity: number }

/**
 * Shares quantities per order line out over the fulfillment order's lines of that number, each taking up to its room.
 * @throws DomainError `unknown_line`, `quantity_exceeds_open`, with the path of the field
 */
export function shareOut(
  { lines }: FulfillmentOrder,
  wanted: readonly { lineNumber: number; quantity: number }[],
  roomOf: (line: FulfillmentLine) => number,
  field = 'quantity',
): LineShare[] {
  const taken = new Map<FulfillmentLine, number>()
  for (const [index, { lineNumber, quantity }] of wanted.entries()) {
    const candidates = lines.filter((line) => line.lineNumber === lineNumber)
    if (candidates.length === 0) {
      throw new DomainError('refused', 'unknown_line', { field: `lines[${index}].lineNumber`, facts: { lineNumber } })
    }
    let left = quantity
    for (const line of candidates) {
      const before = taken.get(line) ?? 0
      const share = Math.min(left, roomOf(line) - before)
      if (share > 0) taken.set(line, before + share)
      left -= Math.max(0, share)
    }
    if (left > 0) {
      const facts = { lineNumber, quantity, open: quantity - left }
      throw new DomainError('refused', 'quantity_exceeds_open', { field: `lines[${index}].${field}`, facts })
    }
  }
  return [...taken].map(([{ lineNumber, allocationNumber }, quantity]) => ({ lineNumber, allocationNumber, quantity }))
}

/** All that there is room for. */
export function shareAll({ lines }: FulfillmentOrder, roomOf: (line: FulfillmentLine) => number): LineShare[] {
  return lines.flatMap((line) => {
    const quantity = roomOf(line)
    return quantity > 0 ? [{ lineNumber: line.lineNumber, allocationNumber: line.allocationNumber, quantity }] : []
  })
}

/** The same quantities, summed per order line. */
export function perLine(
  shares: readonly { lineNumber: number; quantity: number }[],
): { lineNumber: number; quantity: number }[] {
  const sums = new Map<number, number>()
  for (const { lineNumber, quantity } of shares) sums.set(lineNumber, (sums.get(lineNumber) ?? 0) + quantity)
  return [...sums].map(([lineNumber, quantity]) => ({ lineNumber, quantity }))
}
