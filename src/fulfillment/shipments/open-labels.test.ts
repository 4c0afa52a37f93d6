import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FulfillmentLine, type FulfillmentOrder, leftToShip } from '../fulfillment-order.ts'
import { addLabel, begin, pickShort, reduce, ship } from '../fulfillment-progress.ts'
import { labelsWithoutGoods, roomBesideLabels } from './open-labels.ts'
import type { Parcel } from './shipment.ts'

const at = new Date('2026-01-05T08:00:00Z')

test('what is in open labels has no room in another parcel', () => {
  const labelled = work([5, 2], [label('a', [1, 2]), label('b', [1, 1], [2, 2])])
  assert.deepEqual(labelled.lines.map(roomBesideLabels(labelled)), [2, 0])
  const free = work([5, 2], [])
  assert.deepEqual(free.lines.map(roomBesideLabels(free)), [5, 2])
})

test('where goods fall away the oldest labels keep theirs, and those that cannot be whole are given up', () => {
  const labels = [label('a', [1, 2]), label('b', [1, 2], [2, 1]), label('c', [1, 1]), label('d', [2, 1])]
  const without = (...units: number[]) => labelsWithoutGoods(work(units, labels)).map(({ id }) => id)
  assert.deepEqual(without(5, 2), [])
  assert.deepEqual(without(4, 2), ['c'])
  assert.deepEqual(without(3, 2), ['b'])
  assert.deepEqual(without(5, 1), ['d'])
  assert.deepEqual(without(1, 0), ['a', 'b', 'd'])
  assert.deepEqual(without(0, 0), ['a', 'b', 'c', 'd'])
})

test('whatever is cancelled, the labels that stay have their goods, and none is stopped that could have stayed', () => {
  const wanted = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 3 })), {
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 5 }), fc.nat(12), fc.nat(12), (contents, first, second) => {
      const labels = contents.map((content, index) => label(`l${index}`, ...content))
      const order = work([first, second], labels)
      const stopped = labelsWithoutGoods(order)
      const stay = { ...order, labels: labels.filter((each) => !stopped.includes(each)) }
      assert.ok(stay.lines.every((line) => roomBesideLabels(stay)(line) >= 0))
      for (const each of stopped) {
        const older = stay.labels.filter(({ id }) => id < each.id)
        const among = { ...order, labels: [...older, each] }
        assert.ok(among.lines.some((line) => roomBesideLabels(among)(line) < 0))
      }
    }),
  )
})

test('a label is stopped with the goods it counts on, and used up when they leave', () => {
  const [first, second] = [label('a', [1, 2]), label('b', [1, 2])]
  const labelled = addLabel(addLabel(begin(work([5], [])), first), second)
  assert.deepEqual(labelled.steps, [])
  const reduced = reduce(labelled, () => 3)
  assert.deepEqual([reduced.fulfillmentOrder.labels, reduced.stopped], [[first], [second]])
  const share = { lineNumber: 1, allocationNumber: 1 }
  const short = pickShort(labelled, [{ ...share, quantity: 4 }], 'not_found')
  assert.deepEqual([short.fulfillmentOrder.labels, short.stopped], [[], [first, second]])
  const shipped = ship(labelled, first.lines, first.id)
  assert.deepEqual([shipped.fulfillmentOrder.labels, shipped.stopped], [[second], []])
  assert.deepEqual(shipped.fulfillmentOrder.lines.map(leftToShip), [3])
})

function work(units: number[], labels: Parcel[]): FulfillmentOrder {
  const header = { id: 'f1', orderId: 'o1', locationId: 'l1', status: 'released', version: 1 } as const
  const lines = units.map((quantity, index) => lineOf(index + 1, quantity))
  return { ...header, createdAt: at, updatedAt: at, lines, holds: [], labels }
}

function lineOf(lineNumber: number, quantity: number): FulfillmentLine {
  const key = { fulfillmentOrderId: 'f1', orderId: 'o1', lineNumber, allocationNumber: 1 }
  return { ...key, itemId: `i${lineNumber}`, quantity, picked: 0, short: 0, packed: 0, shipped: 0, cancelled: 0 }
}

function label(id: string, ...content: [lineNumber: number, quantity: number][]): Parcel {
  const ids = { id, fulfillmentOrderId: 'f1', orderId: 'o1', locationId: 'l1' }
  const parcel = { carrier: 'SF', trackingNumber: id, weightGrams: null, status: 'label_created', version: 1 } as const
  const sums = new Map<number, number>()
  for (const [lineNumber, quantity] of content) sums.set(lineNumber, (sums.get(lineNumber) ?? 0) + quantity)
  const lines = [...sums].map(([lineNumber, quantity]) => ({
    ...{ shipmentId: id, orderId: 'o1', lineNumber, allocationNumber: 1, quantity },
  }))
  return { ...ids, ...parcel, shippedAt: null, deliveredAt: null, createdAt: at, lines }
}
