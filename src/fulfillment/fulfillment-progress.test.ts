import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../platform/errors.ts'
import {
  type FulfillmentLine,
  type FulfillmentOrder,
  type FulfillmentOrderStatus,
  leftToPack,
  leftToPick,
  leftToShip,
} from './fulfillment-order.ts'
import {
  begin,
  followHolds,
  type Progress,
  pack,
  pick,
  pickShort,
  placeHold,
  reduce,
  release,
  releaseHold,
  ship,
} from './fulfillment-progress.ts'
import { shareAll, shareOut } from './line-shares.ts'

const at = new Date('2026-01-05T08:00:00Z')
const hold = { id: 'h1', reason: 'counting', placedAt: at, placedBy: 'staff:1' }

test('shipping a released fulfillment order reads as picked, packed and closed', () => {
  const done = shipAll(begin(work(2, 3)))
  assert.deepEqual(
    done.steps.map(({ type, from, to }) => [type, from, to]),
    [
      ['fulfillment_order.picked', 'released', 'picking'],
      ['fulfillment_order.packed', 'picking', 'packed'],
      ['fulfillment_order.closed', 'packed', 'closed'],
    ],
  )
  assert.deepEqual(quantities(done), [
    { picked: 2, packed: 2, shipped: 2 },
    { picked: 3, packed: 3, shipped: 3 },
  ])
})

test('the place goes step by step, and each step says where it led', () => {
  const picked = pick(begin(work(2, 3)), shareOut(work(2, 3), [{ lineNumber: 1, quantity: 2 }], leftToPick))
  const packedInPart = pack(picked, shareAll(picked.fulfillmentOrder, leftToPack))
  const pickedAll = pick(packedInPart, shareAll(packedInPart.fulfillmentOrder, leftToPick))
  const packed = pack(pickedAll, shareAll(pickedAll.fulfillmentOrder, leftToPack))
  const closed = shipAll(packed)
  assert.deepEqual(
    closed.steps.map(({ from, to }) => `${from} ${to}`),
    ['released picking', 'picking picking', 'picking picking', 'picking packed', 'packed closed'],
  )
})

test('a part that ships leaves the rest in its state', () => {
  const all = work(2, 3)
  const first = ship(begin(all), shareOut(all, [{ lineNumber: 2, quantity: 1 }], leftToShip), 's1')
  assert.equal(first.fulfillmentOrder.status, 'picking')
  assert.deepEqual(quantities(first)[1], { picked: 1, packed: 1, shipped: 1 })
  assert.equal(first.steps.at(-1)?.type, 'fulfillment_order.shipped')
  assert.equal(shipAll(first).fulfillmentOrder.status, 'closed')
})

test('what is short ends the work with what was found: closed when something shipped, else cancelled', () => {
  const some = pickShort(begin(work(2)), [{ lineNumber: 1, allocationNumber: 1, quantity: 1 }], 'not_found')
  assert.equal(shipAll(some).fulfillmentOrder.status, 'closed')
  const none = pickShort(begin(work(2)), [{ lineNumber: 1, allocationNumber: 1, quantity: 2 }], 'damaged')
  assert.deepEqual(
    none.steps.map(({ from, to }) => `${from} ${to}`),
    ['released picking', 'picking cancelled'],
  )
})

test('a short pick of the last unpacked line leaves the rest packed', () => {
  const all = work(2, 3)
  const picked = pick(begin(all), shareOut(all, [{ lineNumber: 1, quantity: 2 }], leftToPick))
  const packed = pack(picked, shareAll(picked.fulfillmentOrder, leftToPack))
  const short = pickShort(packed, shareAll(packed.fulfillmentOrder, leftToPick), 'not_found')
  assert.equal(short.fulfillmentOrder.status, 'packed')
})

test('what is no longer allocated is no longer wanted, and goes back to the shelf', () => {
  const picked = pick(begin(work(5)), [{ lineNumber: 1, allocationNumber: 1, quantity: 4 }])
  const reduced = reduce(picked, () => 3)
  assert.deepEqual(reduced.fulfillmentOrder.lines[0], { ...line(1, 5), picked: 3, cancelled: 2 })
  assert.equal(reduced.steps.at(-1)?.type, 'fulfillment_order.reduced')
  assert.equal(
    reduce(reduced, () => 3),
    reduced,
  )
  assert.equal(reduce(reduced, () => 0).fulfillmentOrder.status, 'cancelled')
})

test('what is cancelled of the rest closes work of which something shipped', () => {
  const shipped = ship(begin(work(5)), [{ lineNumber: 1, allocationNumber: 1, quantity: 2 }], 's1')
  const reduced = reduce(shipped, () => 0)
  assert.deepEqual(
    reduced.steps.slice(-2).map(({ from, to }) => `${from} ${to}`),
    ['picking packed', 'packed closed'],
  )
})

test('work waits for the order and for the place, whichever holds longer', () => {
  const held = followHolds(begin(work(1)), true)
  assert.equal(held.fulfillmentOrder.status, 'on_hold')
  assert.equal(followHolds(held, true), held)
  const twice = placeHold(held, hold)
  assert.equal(followHolds(twice, false), twice)
  assert.equal(releaseHold(twice, 'h1', true).fulfillmentOrder.status, 'on_hold')
  assert.equal(releaseHold(twice, 'h1', false).fulfillmentOrder.status, 'released')
  assert.equal(followHolds(held, false).fulfillmentOrder.status, 'released')
  assert.throws(() => releaseHold(held, 'h1', false), refusal('hold_not_found'))
  assert.throws(() => release(twice, false), refusal('action_not_allowed'))
})

test('every action is refused from states it may not start from', () => {
  const ended: FulfillmentOrderStatus[] = ['closed', 'cancelled', 'on_hold', 'open', 'scheduled']
  for (const status of ended) {
    const progress = begin({ ...work(1), status })
    const one = [{ lineNumber: 1, allocationNumber: 1, quantity: 1 }]
    assert.throws(() => pick(progress, one), refusal('action_not_allowed'), status)
    assert.throws(() => pack(progress, one), refusal('action_not_allowed'), status)
    assert.throws(() => ship(progress, one, 's1'), refusal('action_not_allowed'), status)
  }
  assert.throws(() => placeHold(begin({ ...work(1), status: 'picking' }), hold), refusal('action_not_allowed'))
})

test('quantities are shared out over a line that stands twice, and refused with their field', () => {
  const twice = { ...work(), lines: [line(1, 2), { ...line(1, 3), allocationNumber: 2 }] }
  const wanted = [
    { lineNumber: 1, quantity: 3 },
    { lineNumber: 1, quantity: 2 },
  ]
  assert.deepEqual(shareOut(twice, wanted, leftToPick), [
    { lineNumber: 1, allocationNumber: 1, quantity: 2 },
    { lineNumber: 1, allocationNumber: 2, quantity: 3 },
  ])
  const more = [...wanted, { lineNumber: 1, quantity: 1 }]
  assert.throws(() => shareOut(twice, more, leftToPick), refusal('quantity_exceeds_open', 'lines[2].quantity'))
  const other = [{ lineNumber: 7, quantity: 1 }]
  assert.throws(() => shareOut(twice, other, leftToPick), refusal('unknown_line', 'lines[0].lineNumber'))
})

function work(...units: number[]): FulfillmentOrder {
  const lines = units.map((quantity, index) => line(index + 1, quantity))
  const header = { id: 'f1', orderId: 'o1', locationId: 'l1', status: 'released', version: 1 } as const
  return { ...header, createdAt: at, updatedAt: at, lines, holds: [], labels: [] }
}

function line(lineNumber: number, quantity: number): FulfillmentLine {
  const none = { picked: 0, short: 0, packed: 0, shipped: 0, cancelled: 0 }
  const key = { fulfillmentOrderId: 'f1', orderId: 'o1', lineNumber, allocationNumber: 1 }
  return { ...key, itemId: `i${lineNumber}`, quantity, ...none }
}

function shipAll(progress: Progress): Progress {
  return ship(progress, shareAll(progress.fulfillmentOrder, leftToShip), 's1')
}

function quantities({ fulfillmentOrder }: Progress) {
  return fulfillmentOrder.lines.map(({ picked, packed, shipped }) => ({ picked, packed, shipped }))
}

function refusal(code: string, field?: string) {
  return (error: unknown) => error instanceof DomainError && error.code === code && error.field === field
}
