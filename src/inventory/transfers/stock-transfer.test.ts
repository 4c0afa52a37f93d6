import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callOff, makeReady, receiveGoods, type StockTransfer, sendGoods, underWay } from './stock-transfer.ts'

const draft: StockTransfer = {
  ...{ id: 't', fromLocationId: 'n', toLocationId: 's', status: 'draft', reference: '', version: 1 },
  createdAt: new Date(0),
  lines: [
    { lineNumber: 1, itemId: 'a', quantity: 5, sent: 0, received: 0 },
    { lineNumber: 2, itemId: 'b', quantity: 3, sent: 0, received: 0 },
  ],
}
const ready = makeReady(draft)

test('goods go all at once and may come in several goes', () => {
  const sent = sendGoods(ready)
  assert.equal(sent.transfer.status, 'in_transit')
  assert.deepEqual(sent.transfer.lines.map(underWay), [5, 3])
  const first = receiveGoods(sent.transfer, [{ lineNumber: 1, quantity: 2 }])
  assert.equal(first.transfer.status, 'partially_received')
  assert.deepEqual(first.transfer.lines.map(underWay), [3, 3])
  const rest = receiveGoods(first.transfer)
  assert.equal(rest.transfer.status, 'received')
  assert.deepEqual(
    rest.moved.map(({ itemId, quantity }) => [itemId, quantity]),
    [
      ['a', 3],
      ['b', 3],
    ],
  )
})

test('what was left behind is not awaited', () => {
  const sent = sendGoods(ready, [{ lineNumber: 2, quantity: 1 }])
  assert.deepEqual(sent.moved, [{ lineNumber: 2, quantity: 1, itemId: 'b', field: 'lines[0].quantity' }])
  assert.equal(receiveGoods(sent.transfer).transfer.status, 'received')
})

test('no more goes than was planned, and no more comes than went', () => {
  assert.throws(() => sendGoods(ready, [{ lineNumber: 1, quantity: 6 }]), { code: 'more_than_planned' })
  const { transfer } = sendGoods(ready, [{ lineNumber: 1, quantity: 4 }])
  const tooMany = [
    { lineNumber: 1, quantity: 1 },
    { lineNumber: 2, quantity: 1 },
  ]
  assert.throws(() => receiveGoods(transfer, tooMany), { code: 'more_than_sent', field: 'lines[1].quantity' })
})

test('lines that do not exist, are named twice or move nothing are refused', () => {
  assert.throws(() => sendGoods(ready, [{ lineNumber: 3, quantity: 1 }]), {
    code: 'unknown_line',
    field: 'lines[0].lineNumber',
  })
  const one = { lineNumber: 1, quantity: 1 }
  assert.throws(() => sendGoods(ready, [one, one]), { code: 'line_named_twice', field: 'lines[1].lineNumber' })
  assert.throws(() => sendGoods(ready, []), { code: 'nothing_moves' })
})

test('only what has not left can be called off', () => {
  assert.equal(callOff(draft).status, 'cancelled')
  assert.equal(callOff(ready).status, 'cancelled')
  assert.throws(() => callOff(sendGoods(ready).transfer), { code: 'action_not_allowed' })
  assert.throws(() => sendGoods(draft), { code: 'action_not_allowed' })
  assert.throws(() => receiveGoods(ready), { code: 'action_not_allowed' })
})
