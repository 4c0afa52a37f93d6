import { type Contact, isMasked } from '../../customers/contact.ts'
import { type Region, unknownPart } from '../../locations/regions.ts'
import { newId } from '../../platform/ids.ts'
import { type HoldKind, type OrderHold, shortOfStock } from '../order.ts'
import type { OrderSettings, ReviewRule } from '../order-settings.ts'
import type { BuiltLines } from './build-lines.ts'
import type { Buyer } from './buyer.ts'
import type { PlaceOrder } from './place-order-form.ts'

/** What the checks look at. */
export type HoldFacts = {
  input: PlaceOrder
  built: BuiltLines
  buyer: Buyer
  region: Region | undefined
  stockHeld: boolean
  isAwaited: boolean
  settings: OrderSettings
  at: Date
  actor: string
}

/** What stands between a new order and its confirmation; nothing for a clean one. */
export function decideHolds(facts: HoldFacts): OrderHold[] {
  const { input, built, buyer, region, settings } = facts
  const holds: OrderHold[] = []
  const hold = (kind: HoldKind, reason: string, detail = '') => {
    holds.push({ id: newId(facts.at), kind, reason, detail, placedAt: facts.at, placedBy: facts.actor })
  }
  if (facts.isAwaited) hold('payment', 'payment_awaited')
  if (facts.stockHeld) hold('stock', shortOfStock)
  if (buyer.blocked) hold('review', 'customer_blocked')
  if (settings.priceCheck === 'hold' && built.mispriced.length > 0) {
    hold('review', 'price_mismatch', built.mispriced.map((index) => `lines[${index}]`).join(', '))
  }
  if (settings.addressCheck === 'hold' && input.shipTo.country === 'CN') {
    for (const reason of addressFaults(input.shipTo, region)) hold('address', reason)
  }
  for (const rule of settings.reviewRules) if (applies(rule, facts)) hold('review', rule.code)
  return holds
}

/** A platform has checked what it masks, and nobody here could put it right; only where to send from must be known. */
function addressFaults(shipTo: Contact, region: Region | undefined): string[] {
  const unknown = region === undefined ? 'region' : isMasked(shipTo) ? undefined : unknownPart(shipTo, region)
  return [
    ...(unknown === undefined ? [] : [`${unknown}_unknown`]),
    ...(isMasked(shipTo) || shipTo.phone !== undefined ? [] : ['phone_missing']),
  ]
}

function applies(rule: ReviewRule, { input, built, buyer }: HoldFacts): boolean {
  if (rule.totalAtLeast !== undefined && built.totals.total < rule.totalAtLeast) return false
  if (rule.quantityAtLeast !== undefined && !input.lines.some((line) => line.quantity >= (rule.quantityAtLeast ?? 0)))
    return false
  if (rule.channels !== undefined && !rule.channels.includes(input.channel)) return false
  if (rule.tiers !== undefined && !rule.tiers.some((tier) => tier === buyer.tier)) return false
  if (rule.paymentTerms !== undefined && !rule.paymentTerms.includes(input.payment.terms)) return false
  return !rule.guestsOnly || buyer.customerId === null
}
