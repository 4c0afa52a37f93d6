import {
  type Allocation,
  endReservations,
  findOpenAllocations,
  lockReservations,
  releaseAllocations,
} from '../inventory/allocation-store.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { Order, OrderLine } from './order.ts'
import { completeWhenDone } from './order-progress.ts'
import { withRollUps } from './order-rollup.ts'
import { lockOrder, saveOrders } from './order-store.ts'

/** How many of one line to cancel. Of a bundle, its components fall away with it. */
export type CancelLine = { orderId: string; lineNumber: number; quantity: number; reason: string }

/**
 * Cancels so many of a line as are not yet picked: first what has no stock, then what is kept for it, whose stock is
 * given back. An order of which nothing is left to do completes.
 * @throws DomainError `not_found`, `action_not_allowed`, `unknown_line`, `quantity_exceeds_open`
 */
export async function cancelLine(command: Command, input: CancelLine): Promise<Order> {
  const before = await lockOrder(command.tx, input.orderId, command)
  if (before.status !== 'submitted' && before.status !== 'confirmed') {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'cancel_line', state: before.status } })
  }
  const cuts = cutsOf(before, input)
  const lines = before.lines.map((line) => cutLine(line, cuts.get(line.lineNumber) ?? 0))
  if (lines.every((line) => line.cancelled === line.quantity)) {
    throw new DomainError('conflict', 'last_line', { facts: { instead: 'cancel the order' } })
  }
  const itemIds = await giveBack(command, before, lines)
  const after = completeWhenDone(withRollUps({ ...before, lines }))
  const facts = { lineNumber: input.lineNumber, quantity: input.quantity, reason: input.reason, itemIds }
  await saveOrders(command, [{ before, after, type: 'order.line_cancelled', facts }])
  return after
}

/** What is cut from each line: the line itself, and of a bundle its components in proportion. */
function cutsOf(order: Order, { lineNumber, quantity }: CancelLine): Map<number, number> {
  const line = order.lines.find((candidate) => candidate.lineNumber === lineNumber)
  if (line === undefined || line.parentLineNumber !== null) {
    throw new DomainError('refused', 'unknown_line', { field: 'lineNumber', facts: { lineNumber } })
  }
  const cuts = new Map([[lineNumber, quantity]])
  for (const component of order.lines) {
    if (component.parentLineNumber === lineNumber) {
      cuts.set(component.lineNumber, (component.quantity / line.quantity) * quantity)
    }
  }
  return cuts
}

/** @throws DomainError `quantity_exceeds_open` */
function cutLine(line: OrderLine, quantity: number): OrderLine {
  if (quantity === 0) return line
  let left = quantity
  const take = (open: number) => {
    const taken = Math.min(open, left)
    left -= taken
    return open - taken
  }
  const after = { ...line, cancelled: line.cancelled + quantity }
  if (line.kind === 'stocked') {
    after.backordered = take(line.backordered)
    after.unallocated = take(line.unallocated)
    after.reserved = take(line.reserved)
    // Which place has begun is the place's knowledge: once any has, what is allocated is only cancelled with its answer.
    const hasBegun = line.picked > line.shipped
    after.allocated = hasBegun ? line.allocated : take(line.allocated)
  } else {
    left = Math.max(0, after.cancelled + line.shipped - line.quantity)
  }
  if (left === 0) return after
  throw new DomainError('refused', 'quantity_exceeds_open', {
    field: 'quantity',
    facts: { lineNumber: line.lineNumber, open: quantity - left },
  })
}

/** Gives back the stock by which the lines' promises shrank, the youngest allocations first. */
async function giveBack(command: Command, before: Order, lines: readonly OrderLine[]): Promise<string[]> {
  const allocations = await findOpenAllocations(command.tx, [before.id])
  const reservations = await lockReservations(command.tx, [before.id])
  const releases: (Allocation & { releasedQuantity: number })[] = []
  const itemIds = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const earlier = before.lines[index] as OrderLine
    let left = earlier.allocated - line.allocated
    const ofLine = allocations.filter((allocation) => allocation.lineNumber === line.lineNumber)
    for (const allocation of ofLine.reverse()) {
      const releasedQuantity = Math.min(left, allocation.quantity)
      if (releasedQuantity === 0) continue
      left -= releasedQuantity
      releases.push({ ...allocation, releasedQuantity })
      itemIds.add(allocation.itemId)
    }
    if (earlier.reserved > line.reserved) itemIds.add(line.variantId)
  }
  await releaseAllocations(command, releases)
  const ended = reservations.filter(({ lineNumber }) => {
    const line = lines.find((candidate) => candidate.lineNumber === lineNumber)
    return line !== undefined && line.reserved === 0
  })
  requireWholeReservations(before, lines)
  await endReservations(command.tx, ended, 'released')
  return [...itemIds]
}

/** A reservation is short-lived and kept whole: a line that waits for payment is cancelled whole or not at all. */
function requireWholeReservations(before: Order, lines: readonly OrderLine[]): void {
  for (const [index, line] of lines.entries()) {
    const earlier = before.lines[index] as OrderLine
    if (line.reserved > 0 && line.reserved < earlier.reserved) {
      throw new DomainError('refused', 'quantity_exceeds_open', {
        field: 'quantity',
        facts: { lineNumber: line.lineNumber, reserved: earlier.reserved },
      })
    }
  }
}
