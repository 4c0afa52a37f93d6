/*
 * A payment: money that one payer gave, or promised, for one order by one method. It is a record of what happened
 * elsewhere (at a bank, a till, a provider), not the doing of it. The order keeps the sums of its payments.
 */
import { DomainError } from '../platform/errors.ts'
import { type ActionTable, applyAction, checkMachine } from '../platform/states.ts'

/** Where a payment stands. What was refunded of it is an amount, not a state. */
export type PaymentState = 'pending' | 'authorized' | 'captured' | 'failed' | 'voided' | 'expired'

/** Every state of a payment. */
export const paymentStates = [
  'pending',
  'authorized',
  'captured',
  'failed',
  'voided',
  'expired',
] as const satisfies readonly PaymentState[]

/** The whole life of a payment: each action, the states it may start from, and where it leads. */
export const paymentActions = {
  authorize: { from: ['pending'], to: 'authorized' },
  capture: { from: ['pending', 'authorized'], to: 'captured' },
  fail: { from: ['pending', 'authorized'], to: 'failed' },
  void: { from: ['pending', 'authorized'], to: 'voided' },
  expire: { from: ['pending', 'authorized'], to: 'expired' },
} as const satisfies ActionTable<PaymentState>

checkMachine<PaymentState>(paymentActions, {
  initial: ['pending', 'authorized', 'captured'],
  states: paymentStates,
  terminal: ['captured', 'failed', 'voided', 'expired'],
})

/**
 * How money was given. Card numbers never enter: `card_elsewhere` was taken by another system, `channel` by the one that
 * the order came from.
 */
export const paymentMethods = [
  'channel',
  'bank_transfer',
  'cash',
  'cash_on_delivery',
  'cheque',
  'wallet',
  'card_elsewhere',
  'other',
] as const

/** How money was given. */
export type PaymentMethod = (typeof paymentMethods)[number]

/** A payment; amounts in minor units of the currency, refunded ≤ captured ≤ amount. */
export type Payment = {
  id: string
  orderId: string
  method: PaymentMethod
  /** The payer's or the bank's own number of it. */
  reference: string
  currency: string
  amount: number
  captured: number
  refunded: number
  status: PaymentState
  version: number
  createdAt: Date
}

/**
 * Money of an authorized payment that came: all of it, or less, and then the rest is let go.
 * @throws DomainError `action_not_allowed`, `amount_exceeds_authorized`
 */
export function capture(payment: Payment, amount = payment.amount): Payment {
  const status = applyAction(paymentActions, 'capture', payment.status)
  if (amount > payment.amount) {
    throw new DomainError('refused', 'amount_exceeds_authorized', {
      field: 'amount',
      facts: { authorized: payment.amount },
    })
  }
  return { ...payment, status, captured: amount }
}

/** Money that was given back. @throws DomainError `action_not_allowed`, `amount_exceeds_captured` */
export function refund(payment: Payment, amount: number): Payment {
  if (payment.status !== 'captured') {
    const facts = { action: 'refund', state: payment.status, allowedFrom: ['captured'] }
    throw new DomainError('conflict', 'action_not_allowed', { facts })
  }
  const refundable = payment.captured - payment.refunded
  if (amount > refundable) {
    throw new DomainError('refused', 'amount_exceeds_captured', { field: 'amount', facts: { refundable } })
  }
  return { ...payment, refunded: payment.refunded + amount }
}

/** A promise that is given up. @throws DomainError `action_not_allowed` */
export function voidPromise(payment: Payment): Payment {
  return { ...payment, status: applyAction(paymentActions, 'void', payment.status) }
}
