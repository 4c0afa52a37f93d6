/*
 * Which goods a cancelled quantity gives back. Pure. An order knows how many of a line were picked, but not of which
 * allocation: that is the knowledge of the places, who tell it with their answer.
 */
import type { Allocation, KeptReservation } from '../inventory/allocation-store.ts'
import type { Order, OrderLine } from './order.ts'
import type { LineQuantity } from './order-progress.ts'

/** Goods of one allocation that a place has picked and not shipped. */
export type GoodsInHand = LineQuantity & { allocationNumber: number }

/** So many of an allocation, or of a reservation, that may be given back. */
export type Spare<Row> = { row: Row; quantity: number }

/** An order before and after so many of its lines were cut: the same lines in the same order. */
export type Cut = { before: Order; after: Order }

/** What can be given back without a place's answer, the youngest first: any place may have all in hand that was picked. */
export function spareUnasked({ lines }: Order, allocations: readonly Allocation[]): Spare<Allocation>[] {
  const inHand = new Map(lines.map((line) => [line.lineNumber, line.picked - line.shipped]))
  return allocations.toReversed().map((row) => {
    return { row, quantity: Math.max(0, row.quantity - (inHand.get(row.lineNumber) ?? 0)) }
  })
}

/** What can be given back with a place's answer: first what is on the shelf, the youngest first, then what is in hand. */
export function spareWithAnswer(
  allocations: readonly Allocation[],
  inHand: readonly GoodsInHand[],
): Spare<Allocation>[] {
  const isOf = (row: Allocation) => (goods: GoodsInHand) =>
    goods.lineNumber === row.lineNumber && goods.allocationNumber === row.allocationNumber
  const onShelf = allocations.toReversed().map((row) => {
    return { row, quantity: row.quantity - (inHand.find(isOf(row))?.quantity ?? 0) }
  })
  const back = inHand.flatMap((goods) => {
    const row = allocations.find((candidate) => isOf(candidate)(goods))
    return row === undefined ? [] : [{ row, quantity: goods.quantity }]
  })
  return [...onShelf, ...back]
}

/** All that is reserved, the youngest first: nobody has it in hand. */
export function spareReserved(reservations: readonly KeptReservation[]): Spare<KeptReservation>[] {
  return reservations.toReversed().map((row) => ({ row, quantity: row.quantity }))
}

/** Whether what lines lost of their allocated goods can be taken from what is spare. */
export function isEnough(spare: readonly Spare<Allocation>[], { before, after }: Cut): boolean {
  return after.lines.every((line, index) => {
    const ofLine = spare.filter(({ row }) => row.lineNumber === line.lineNumber)
    return lostOf(before, index, 'allocated', line) <= ofLine.reduce((sum, { quantity }) => sum + quantity, 0)
  })
}

/** Takes what lines lost of their goods from what is spare, in its order: how many of each row. */
export function takeLost<Row extends { lineNumber: number }>(
  spare: readonly Spare<Row>[],
  counter: 'allocated' | 'reserved',
  { before, after }: Cut,
): Map<Row, number> {
  const taken = new Map<Row, number>()
  for (const [index, line] of after.lines.entries()) {
    let left = lostOf(before, index, counter, line)
    for (const { row, quantity } of spare) {
      const share = row.lineNumber === line.lineNumber ? Math.min(left, quantity) : 0
      if (share > 0) taken.set(row, (taken.get(row) ?? 0) + share)
      left -= share
    }
    if (left > 0) throw new Error(`line ${line.lineNumber} has ${left} ${counter} that no record keeps`)
  }
  return taken
}

function lostOf(before: Order, index: number, counter: 'allocated' | 'reserved', line: OrderLine): number {
  return (before.lines[index] as OrderLine)[counter] - line[counter]
}
