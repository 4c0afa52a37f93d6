import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../platform/errors.ts'
import { capture, type Payment, paymentStates, refund, voidPromise } from './payment.ts'

test('an authorized payment is captured in whole or in part, or voided', () => {
  assert.equal(capture(payment()).captured, 1000)
  assert.deepEqual([capture(payment(), 400).captured, capture(payment(), 400).status], [400, 'captured'])
  assert.equal(voidPromise(payment()).status, 'voided')
  assert.throws(() => capture(payment(), 1001), refusal('amount_exceeds_authorized', 'amount'))
})

test('no more is refunded than was captured', () => {
  const captured = capture(payment(), 400)
  const refunded = refund(refund(captured, 100), 300)
  assert.deepEqual([refunded.refunded, refunded.status], [400, 'captured'])
  assert.throws(() => refund(refunded, 1), refusal('amount_exceeds_captured', 'amount'))
})

test('every action is refused from states it may not start from', () => {
  for (const status of paymentStates) {
    const there = { ...payment(), status }
    const isOpen = status === 'pending' || status === 'authorized'
    const outcome = (action: () => Payment) => {
      try {
        return action().status
      } catch (error) {
        return (error as DomainError).code
      }
    }
    assert.equal(
      outcome(() => capture(there)),
      isOpen ? 'captured' : 'action_not_allowed',
      status,
    )
    assert.equal(
      outcome(() => voidPromise(there)),
      isOpen ? 'voided' : 'action_not_allowed',
      status,
    )
    const refunded = outcome(() => refund({ ...there, captured: 1000 }, 1))
    assert.equal(refunded, status === 'captured' ? 'captured' : 'action_not_allowed', status)
  }
})

function payment(): Payment {
  const ids = { id: 'p1', orderId: 'o1', reference: '', currency: 'CNY' }
  const sums = { amount: 1000, captured: 0, refunded: 0 }
  return { ...ids, ...sums, method: 'cash', status: 'authorized', version: 1, createdAt: new Date('2026-01-05') }
}

function refusal(code: string, field: string) {
  return (error: unknown) => error instanceof DomainError && error.code === code && error.field === field
}
