import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  againstCancelling,
  againstHolding,
  againstReleasing,
  againstRendering,
  dueOf,
  nextStep,
  type OrderDetail,
} from './order-rules.ts'

const line = {
  ...{ lineNumber: 1, parentLineNumber: null, variantId: '', sku: 'A', name: 'A', kind: 'stocked' as const },
  ...{ quantity: 2, unitPrice: '10', lineTotal: 2000, discount: 0, shipping: 0, tax: 0, taxRateBasisPoints: 0 },
  ...{ cancelled: 0, unallocated: 0, backordered: 0, reserved: 0, allocated: 2, picked: 0, shipped: 0, delivered: 0 },
}
const hold = { id: 'h', kind: 'manual' as const, reason: '', detail: '', placedAt: '', placedBy: '' }
const order = {
  ...{ status: 'confirmed', stage: 'processed', paymentTerms: 'on_account', cancellationRequested: false },
  ...{ total: 2000, cancelledTotal: 0, captured: 0, refunded: 0, authorized: 0, cancellationRequest: null },
  ...{ holds: [] as object[], lines: [line] },
} as unknown as OrderDetail
const everything = () => true
const nothing = () => false

test('what may not be done says why: first who, then the state', () => {
  assert.equal(againstCancelling(order, nothing), 'permitted')
  assert.equal(againstCancelling(order, everything), undefined)
  assert.equal(againstCancelling({ ...order, status: 'completed' }, everything), 'in_this_state')
  assert.equal(againstCancelling({ ...order, lines: [{ ...line, shipped: 1 }] }, everything), 'after_shipping')
  assert.equal(againstHolding({ ...order, status: 'cancelled' }, everything), 'in_this_state')
  assert.equal(againstReleasing({ ...hold, kind: 'payment' }, everything), 'before_payment')
  assert.equal(againstRendering(order, everything), 'with_goods')
  assert.equal(againstRendering({ ...order, holds: [hold] }, everything), 'while_held')
})

test('the next step is one, and only what whoever looks may do', () => {
  assert.deepEqual(nextStep(order, everything), { step: 'work' })
  assert.equal(nextStep(order, nothing), undefined)
  assert.deepEqual(nextStep({ ...order, holds: [hold] }, everything), { step: 'release', hold })
  const awaited = { ...order, status: 'submitted' as const, holds: [{ ...hold, kind: 'payment' as const }] }
  assert.deepEqual(nextStep(awaited, everything), { step: 'pay' })
  assert.equal(
    nextStep(awaited, (permission) => permission === 'orders.hold'),
    undefined,
  )
  const service = { ...line, kind: 'service' as const, allocated: 0 }
  assert.deepEqual(nextStep({ ...order, lines: [service] }, everything), { step: 'services' })
  assert.deepEqual(nextStep({ ...order, status: 'cancelled', captured: 2000 }, everything), { step: 'refund' })
  assert.equal(nextStep({ ...order, status: 'cancelled' }, everything), undefined)
})

test('what is due is the total without what was cancelled, paid or promised', () => {
  assert.equal(dueOf({ ...order, cancelledTotal: 500, captured: 1000, refunded: 200, authorized: 300 }), 400)
})
