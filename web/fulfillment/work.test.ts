import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WaitingRequest } from '../platform/outbox/outbox-store.ts'
import { judgeScan, leftIn, stageOf, type Work, type WorkLine, withWaiting } from './work.ts'

const line = (lineNumber: number, sku: string, quantity: number): WorkLine => ({
  ...{ lineNumber, allocationNumber: 1, itemId: `item-${sku}`, sku, barcode: `69${lineNumber}`, name: sku, quantity },
  ...{ picked: 0, short: 0, packed: 0, shipped: 0, cancelled: 0 },
})
const work: Work = {
  ...{
    id: 'w1',
    orderId: 'o1',
    orderNumber: 100_001,
    channel: 'web',
    locationId: 'l1',
    status: 'released',
    version: 1,
  },
  ...{ lineCount: 2, units: 5, picked: 0, packed: 0, cancellationRequested: false, requestedDeliveryOn: null },
  ...{
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    orderHolds: [],
    cancellationRequest: null,
  },
  ...{ holds: [], shipments: [], lines: [line(1, 'A', 3), line(2, 'B', 2)] },
}
const waiting = (end: string, body: unknown, refusal: WaitingRequest['refusal'] = null): WaitingRequest => ({
  ...{ key: end, order: 1, owner: 's', subject: 'w1', label: '', path: `/fulfillment-orders/w1/${end}`, body },
  ...{ sendAfter: 0, refusal },
})

test('a scan is right by barcode or SKU, and wrong when it is not of the work or one too many', () => {
  const right = judgeScan(work, 'pick', '691')
  assert.deepEqual([right.kind, right.line?.sku, right.kind === 'right' && right.left], ['right', 'A', 2])
  assert.equal(judgeScan(work, 'pick', 'B', 2).kind, 'right')
  const many = judgeScan(work, 'pick', 'B', 3)
  assert.deepEqual([many.kind, many.kind === 'wrong' && many.why], ['wrong', 'too_many'])
  const wrong = judgeScan(work, 'pick', 'C')
  assert.deepEqual([wrong.kind, wrong.kind === 'wrong' && wrong.why], ['wrong', 'wrong_item'])
  // Nothing was picked: there is nothing to pack.
  assert.equal(judgeScan(work, 'pack', 'A').kind, 'wrong')
})

test('what waits counts as done, by the rules of the server, and what was refused does not', () => {
  const scanned = withWaiting(work, [
    waiting('picks', { lines: [{ code: '691', quantity: 1 }] }),
    waiting('picks', { lines: [{ lineNumber: 1, quantity: 1, short: 1 }] }),
    waiting('picks', { lines: [{ code: 'B', quantity: 9 }] }),
    waiting('picks', { lines: [{ code: 'B', quantity: 1 }] }, { status: 422, code: 'wrong_item', facts: {} }),
  ])
  assert.deepEqual([scanned.status, leftIn(scanned, 'pick'), stageOf(scanned)], ['picking', 2, 'pick'])
  assert.deepEqual(
    scanned.lines.map(({ picked, short }) => [picked, short]),
    [
      [2, 1],
      [0, 0],
    ],
  )
  const packed = withWaiting(scanned, [waiting('picks', {}), waiting('packages', {})])
  assert.deepEqual([packed.status, stageOf(packed), leftIn(packed, 'ship')], ['packed', 'ship', 4])
  const gone = withWaiting(packed, [waiting('shipments', { carrier: 'SF', trackingNumber: '1' })])
  assert.deepEqual([gone.status, leftIn(gone, 'ship')], ['closed', 0])
})
