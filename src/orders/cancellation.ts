/*
 * A cancellation: what of an order is not wanted any more, all of it or so many of its lines. While the goods are on the
 * shelf it is done at once. Once a place has them in hand it is a request, for which the order stands still until that
 * place answers. It is not a return: goods that have left are not cancelled.
 *
 * Of an order at most one request waits. A later wish takes its place and asks for both, so that the place answers once,
 * and for all that is wanted: who wants nothing of the order any more does not want the lines of before either.
 */
import { DomainError } from '../platform/errors.ts'
import type { Order, OrderLine } from './order.ts'
import type { LineQuantity } from './order-progress.ts'
import { withRollUps } from './order-rollup.ts'

/** Waits for a place, was done (or accepted by the place), declined by it, replaced by a later request, or undone in time. */
export type CancellationStatus = 'requested' | 'accepted' | 'declined' | 'replaced' | 'undone'

/** A cancellation that waits for a place's answer; without `lines` it is of the whole order. */
export type CancellationRequest = {
  id: string
  reason: string
  requestedBy: string
  requestedAt: Date
  lines: LineQuantity[] | null
}

/** What a request that waits for lines and a later wish ask for together: each line once. */
export function joinWishes(waiting: readonly LineQuantity[], { lineNumber, quantity }: LineQuantity): LineQuantity[] {
  const asked = waiting.find((line) => line.lineNumber === lineNumber)?.quantity ?? 0
  return [...waiting.filter((line) => line.lineNumber !== lineNumber), { lineNumber, quantity: asked + quantity }]
}

/**
 * The order without so many of its lines. Of each line first falls what has no stock, then what is kept for it, and of
 * that at last what was picked.
 * @throws DomainError `unknown_line`, `quantity_exceeds_open`
 */
export function cutLines(order: Order, wanted: readonly LineQuantity[]): Order {
  const cuts = cutsOf(order, wanted)
  return withRollUps({ ...order, lines: order.lines.map((line) => cutLine(line, cuts.get(line.lineNumber) ?? 0)) })
}

/**
 * What is cut from each line by its number: the lines themselves, and of a bundle its components in proportion.
 * @throws DomainError `unknown_line`
 */
export function cutsOf({ lines }: Order, wanted: readonly LineQuantity[]): Map<number, number> {
  const cuts = new Map<number, number>()
  for (const { lineNumber, quantity } of wanted) {
    const line = lines.find((candidate) => candidate.lineNumber === lineNumber)
    if (line === undefined || line.parentLineNumber !== null) {
      throw new DomainError('refused', 'unknown_line', { field: 'lineNumber', facts: { lineNumber } })
    }
    cuts.set(lineNumber, quantity)
    for (const component of lines) {
      if (component.parentLineNumber !== lineNumber) continue
      cuts.set(component.lineNumber, (component.quantity / line.quantity) * quantity)
    }
  }
  return cuts
}

/** @throws DomainError `quantity_exceeds_open` */
function cutLine(line: OrderLine, quantity: number): OrderLine {
  if (quantity === 0) return line
  const open = line.quantity - line.cancelled - line.shipped
  if (quantity > open) {
    const facts = { lineNumber: line.lineNumber, wanted: quantity, open }
    throw new DomainError('refused', 'quantity_exceeds_open', { field: 'quantity', facts })
  }
  const after = { ...line, cancelled: line.cancelled + quantity }
  if (line.kind !== 'stocked') return after
  let left = quantity
  for (const counter of ['backordered', 'unallocated', 'reserved', 'allocated'] as const) {
    const taken = Math.min(line[counter], left)
    after[counter] -= taken
    left -= taken
  }
  after.picked = Math.min(line.picked, after.allocated + line.shipped)
  return after
}
