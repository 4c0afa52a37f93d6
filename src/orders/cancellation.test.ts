import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../platform/errors.ts'
import { cutLines, cutsOf, joinWishes } from './cancellation.ts'
import type { Order, OrderLine } from './order.ts'

test('of a line first falls what has no stock, then what is kept for it, and what was picked at last', () => {
  const line = { quantity: 12, backordered: 1, unallocated: 2, reserved: 3, allocated: 4, picked: 4, shipped: 2 }
  const left = (quantity: number) => {
    const [cut] = cutLines(orderOf(line), [{ lineNumber: 1, quantity }]).lines as [OrderLine]
    return [cut.cancelled, cut.backordered, cut.unallocated, cut.reserved, cut.allocated, cut.picked, cut.shipped]
  }
  assert.deepEqual(left(1), [1, 0, 2, 3, 4, 4, 2])
  assert.deepEqual(left(2), [2, 0, 1, 3, 4, 4, 2])
  assert.deepEqual(left(5), [5, 0, 0, 1, 4, 4, 2])
  assert.deepEqual(left(8), [8, 0, 0, 0, 2, 4, 2])
  assert.deepEqual(left(9), [9, 0, 0, 0, 1, 3, 2])
  assert.deepEqual(left(10), [10, 0, 0, 0, 0, 2, 2])
})

test('more than is left is refused, with what is left', () => {
  const order = orderOf({ quantity: 12, cancelled: 3, allocated: 4, shipped: 5 })
  assert.throws(
    () => cutLines(order, [{ lineNumber: 1, quantity: 5 }]),
    refusal('quantity_exceeds_open', { lineNumber: 1, wanted: 5, open: 4 }),
  )
})

test('a bundle takes its components with it, in proportion, and only with all of them', () => {
  const order = orderOf(
    { quantity: 3, kind: 'bundle' },
    { quantity: 6, parentLineNumber: 1, allocated: 6 },
    { quantity: 3, parentLineNumber: 1, allocated: 1, shipped: 2 },
  )
  const wanted = [{ lineNumber: 1, quantity: 1 }]
  assert.deepEqual(
    cutLines(order, wanted).lines.map(({ cancelled, allocated }) => [cancelled, allocated]),
    [
      [1, 0],
      [2, 4],
      [1, 0],
    ],
  )
  assert.deepEqual([...cutsOf(order, wanted).keys()], [1, 2, 3])
  const two = [{ lineNumber: 1, quantity: 2 }]
  assert.throws(() => cutLines(order, two), refusal('quantity_exceeds_open', { lineNumber: 3, wanted: 2, open: 1 }))
})

test('a component, and a line that is not there, are not cancelled by themselves', () => {
  const order = orderOf({ quantity: 1, kind: 'bundle' }, { quantity: 2, parentLineNumber: 1, allocated: 2 })
  for (const lineNumber of [2, 3]) {
    assert.throws(() => cutsOf(order, [{ lineNumber, quantity: 1 }]), refusal('unknown_line', { lineNumber }))
  }
})

test('a later wish joins what waits, each line once', () => {
  const waiting = [
    { lineNumber: 1, quantity: 2 },
    { lineNumber: 3, quantity: 1 },
  ]
  assert.deepEqual(joinWishes(waiting, { lineNumber: 1, quantity: 3 }), [
    { lineNumber: 3, quantity: 1 },
    { lineNumber: 1, quantity: 5 },
  ])
  assert.deepEqual(joinWishes([], { lineNumber: 1, quantity: 3 }), [{ lineNumber: 1, quantity: 3 }])
})

function orderOf(...lines: Partial<OrderLine>[]): Order {
  const none = { cancelled: 0, unallocated: 0, backordered: 0, reserved: 0, allocated: 0, picked: 0, shipped: 0 }
  const amounts = { lineTotal: 0, discount: 0, shipping: 0, tax: 0, delivered: 0 }
  const whole = lines.map((line, index) => {
    return { ...none, ...amounts, lineNumber: index + 1, parentLineNumber: null, kind: 'stocked', ...line }
  })
  return { status: 'confirmed', total: 0, captured: 0, refunded: 0, lines: whole } as unknown as Order
}

function refusal(code: string, facts: object) {
  return (error: unknown) => {
    assert.ok(error instanceof DomainError)
    assert.deepEqual([error.code, error.facts], [code, facts])
    return true
  }
}
