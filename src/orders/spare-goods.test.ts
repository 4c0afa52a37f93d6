import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Allocation } from '../inventory/allocation-store.ts'
import type { Order } from './order.ts'
import { isEnough, spareUnasked, spareWithAnswer, takeLost } from './spare-goods.ts'

const north = allocation(1, 1, 3)
const south = allocation(1, 2, 2)
const other = allocation(2, 1, 4)
const allocations = [north, south, other]

test('untouched goods are given back without an answer, the youngest first', () => {
  const cut = cutOf({ allocated: [5, 4], picked: [0, 0] }, [1, 4])
  const spare = spareUnasked(cut.before, allocations)
  assert.ok(isEnough(spare, cut))
  assert.deepEqual(
    takeLost(spare, 'allocated', cut),
    new Map([
      [south, 2],
      [north, 2],
    ]),
  )
})

test('goods that any place may have in hand are not', () => {
  const before = { allocated: [5, 4], picked: [2, 3] }
  const isOpen = (...after: number[]) => {
    const cut = cutOf(before, after)
    return isEnough(spareUnasked(cut.before, allocations), cut)
  }
  // Either place may have the two of the first line; the second line has one place only.
  assert.deepEqual([isOpen(4, 4), isOpen(3, 4), isOpen(5, 3), isOpen(5, 2)], [true, false, true, false])
  const cut = cutOf(before, [4, 3])
  assert.deepEqual(
    takeLost(spareUnasked(cut.before, allocations), 'allocated', cut),
    new Map([
      [north, 1],
      [other, 1],
    ]),
  )
})

test('with the answer go the goods on the shelf, then those in hand in the order told', () => {
  const cut = cutOf({ allocated: [5, 4], picked: [3, 4] }, [1, 3])
  const inHand = [goods(south, 1), goods(north, 2), goods(other, 4)]
  const spare = spareWithAnswer(allocations, inHand)
  assert.deepEqual(
    takeLost(spare, 'allocated', cut),
    new Map([
      [south, 2],
      [north, 2],
      [other, 1],
    ]),
  )
})

test('an order that lost more than its records keep is a fault of the program', () => {
  const cut = cutOf({ allocated: [6, 0], picked: [0, 0] }, [0, 0])
  assert.throws(() => takeLost(spareUnasked(cut.before, allocations), 'allocated', cut), /line 1 has 1 allocated/)
})

function allocation(lineNumber: number, allocationNumber: number, quantity: number): Allocation {
  return { orderId: 'o', lineNumber, allocationNumber, itemId: 'i', locationId: `l${allocationNumber}`, quantity }
}

function goods({ lineNumber, allocationNumber }: Allocation, quantity: number) {
  return { lineNumber, allocationNumber, quantity }
}

function cutOf({ allocated, picked }: { allocated: number[]; picked: number[] }, after: number[]) {
  const orderOf = (counts: number[]) => {
    const lines = counts.map((count, index) => {
      return { lineNumber: index + 1, allocated: count, picked: picked[index], shipped: 0 }
    })
    return { lines } as unknown as Order
  }
  return { before: orderOf(allocated), after: orderOf(after) }
}
