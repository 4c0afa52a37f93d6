import { DomainError } from '../platform/errors.ts'
import type { FulfillmentLine, FulfillmentOrder } from './fulfillment-order.ts'

/** So many of one line's allocation. */
export type LineShare = { lineNumber: number; allocationNumber: number; quantity: number }

/** So many of an order line, or of an item that was scanned, whichever lines want it. */
export type WantedShare = { quantity: number } & ({ lineNumber: number } | ScannedItem)

/** What a scanned code is the code of. */
export type ScannedItem = { code: string; itemId: string }

/**
 * Shares quantities per order line, or per scanned item, out over the fulfillment order's lines of it, each taking up to its
 * room.
 * @throws DomainError `unknown_line`, `wrong_item`, `quantity_exceeds_open`, with the path of the field
 */
export function shareOut(
  { lines }: FulfillmentOrder,
  wanted: readonly WantedShare[],
  roomOf: (line: FulfillmentLine) => number,
  field = 'quantity',
): LineShare[] {
  const taken = new Map<FulfillmentLine, number>()
  for (const [index, share] of wanted.entries()) {
    const { quantity } = share
    const candidates = lines.filter((line) =>
      'itemId' in share ? line.itemId === share.itemId : line.lineNumber === share.lineNumber,
    )
    if (candidates.length === 0) throw notWanted(share, index)
    let left = quantity
    for (const line of candidates) {
      const before = taken.get(line) ?? 0
      const share = Math.min(left, roomOf(line) - before)
      if (share > 0) taken.set(line, before + share)
      left -= Math.max(0, share)
    }
    if (left > 0) {
      const facts = { ...namesOf(share), quantity, open: quantity - left }
      throw new DomainError('refused', 'quantity_exceeds_open', { field: `lines[${index}].${field}`, facts })
    }
  }
  return [...taken].map(([{ lineNumber, allocationNumber }, quantity]) => ({ lineNumber, allocationNumber, quantity }))
}

function notWanted(share: WantedShare, index: number): DomainError {
  return 'itemId' in share
    ? new DomainError('refused', 'wrong_item', { field: `lines[${index}].code`, facts: namesOf(share) })
    : new DomainError('refused', 'unknown_line', { field: `lines[${index}].lineNumber`, facts: namesOf(share) })
}

function namesOf(share: WantedShare): Record<string, string | number> {
  return 'itemId' in share ? { code: share.code, itemId: share.itemId } : { lineNumber: share.lineNumber }
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
