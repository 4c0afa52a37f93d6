/*
 * Deciding an order at intake: resolve, validate, price, tax, source, hold. Pure: it reads what was loaded, answers what
 * is to be saved, and does neither I/O nor any change of what it was given.
 */
import type { Allocation, Reservation } from '../../inventory/allocation-store.ts'
import type { ShortagePolicy } from '../../inventory/level-queries.ts'
import { findRegion, type Region } from '../../locations/regions.ts'
import { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { dayMs, minuteMs } from '../../platform/time.ts'
import type { Order, OrderLine } from '../order.ts'
import { withRollUps } from '../order-rollup.ts'
import { candidatesOf } from '../sourcing/candidates.ts'
import {
  type Available,
  type Need,
  type Sourcing,
  type SourcingDecision,
  sourceOrder,
} from '../sourcing/source-order.ts'
import { buildLines } from './build-lines.ts'
import type { Buyer } from './buyer.ts'
import { decideHolds } from './decide-holds.ts'
import type { PlaceOrder } from './place-order-form.ts'
import type { References } from './references.ts'

/** What deciding one order needs besides the order itself. */
export type DecisionContext = {
  references: References
  available: Available
  buyer: Buyer
  number: number
  actor: string
  /** When the order was received; its id carries this moment. */
  at: Date
  contentHash: Buffer | null
}

/** What is to be saved for one accepted order. */
export type DecidedOrder = {
  order: Order
  allocations: Allocation[]
  reservations: Reservation[]
  sourcing: SourcingDecision
  note: string | undefined
}

/**
 * Decides one order.
 * @throws DomainError `unknown_channel`, `unknown_product`, `product_archived`, `no_price`, `discount_too_large`,
 * `amount_too_large`, `too_many_lines`, `quantity_too_large`, `delivery_day_past`, `out_of_stock`
 */
export function decideOrder(input: PlaceOrder, context: DecisionContext): DecidedOrder {
  const { references, at, actor, buyer } = context
  const source = references.channels.get(input.channel)
  if (source === undefined) throw new DomainError('refused', 'unknown_channel', { field: 'channel' })
  checkDeliveryDay(input.requestedDeliveryOn, at)
  const id = newId(at)
  const currency = input.currency ?? references.currency
  const built = buildLines(id, input, currency, references)
  const region = input.shipTo.country === 'CN' ? findRegion(input.shipTo) : undefined
  const sourcing = sourceLines(built.lines, region, context)
  const isAwaited = input.payment.terms === 'awaiting_payment' && built.totals.total > 0
  const stock = giveStock(built.lines, sourcing, { input, isAwaited, references })
  const holds = decideHolds({
    input,
    built,
    buyer,
    region,
    stockHeld: stock.held,
    isAwaited,
    settings: references.settings,
    at,
    actor,
  })
  const order = withRollUps({
    id,
    number: context.number,
    channel: input.channel,
    source,
    externalId: input.externalId ?? null,
    contentHash: input.externalId === undefined ? null : context.contentHash,
    status: holds.length === 0 ? 'confirmed' : 'submitted',
    paymentStatus: 'unpaid',
    fulfillmentStatus: 'unallocated',
    stage: 'pending',
    version: 1,
    currency,
    ...built.totals,
    cancelledTotal: 0,
    authorized: 0,
    captured: input.payment.terms === 'prepaid' ? built.totals.total : 0,
    refunded: 0,
    customerId: buyer.customerId,
    contactId: buyer.contactId,
    tier: buyer.tier,
    destinationCountry: input.shipTo.country,
    destinationRegion: region?.code ?? null,
    paymentTerms: input.payment.terms,
    expiresAt: isAwaited ? expiryOf(input, context) : null,
    requestedDeliveryOn: input.requestedDeliveryOn ?? null,
    placedAt: at,
    updatedAt: at,
    lines: stock.lines,
    holds,
    cancellationRequested: false,
  })
  const { allocations, reservations } = stock
  return { order, allocations, reservations, sourcing: sourcing.decision, note: input.note }
}

/** Where the receiver is, it may still be the day before: a day's slack covers every time zone. */
function checkDeliveryDay(day: string | undefined, at: Date): void {
  if (day === undefined) return
  const earliest = new Date(at.getTime() - dayMs).toISOString().slice(0, 10)
  if (day >= earliest) return
  throw new DomainError('refused', 'delivery_day_past', { field: 'requestedDeliveryOn', facts: { day, earliest } })
}

/** How a shortage of a variant is met: its own policy, or the merchant's. */
export function shortagePolicyOf(references: References, variantId: string): ShortagePolicy {
  return references.policies.get(variantId)?.shortagePolicy ?? references.settings.shortagePolicy
}

function sourceLines(lines: readonly OrderLine[], region: Region | undefined, context: DecisionContext): Sourcing {
  const needs: Need[] = []
  for (const { kind, lineNumber, variantId, quantity } of lines) {
    if (kind === 'stocked') needs.push({ lineNumber, itemId: variantId, quantity })
  }
  const { sourcingOrder, maxSplits } = context.references.settings
  return sourceOrder(needs, candidatesOf(context.references.locations, region), context.available, {
    order: sourcingOrder,
    maxSplits,
  })
}

type GivenStock = { lines: OrderLine[]; allocations: Allocation[]; reservations: Reservation[]; held: boolean }

/** Puts what sourcing found on the lines, hard or (while payment is awaited) softly, and meets what is short. */
function giveStock(
  lines: OrderLine[],
  { takes, shortages }: Sourcing,
  { input, isAwaited, references }: { input: PlaceOrder; isAwaited: boolean; references: References },
): GivenStock {
  const allocations: Allocation[] = []
  const reservations: Reservation[] = []
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]))
  for (const take of takes) {
    const line = byNumber.get(take.lineNumber) as OrderLine
    line.unallocated -= take.quantity
    if (isAwaited) {
      line.reserved += take.quantity
      reservations.push({
        orderId: line.orderId,
        reservationNumber: countOf(reservations, take.lineNumber) + 1,
        ...take,
      })
    } else {
      line.allocated += take.quantity
      allocations.push({ orderId: line.orderId, allocationNumber: countOf(allocations, take.lineNumber) + 1, ...take })
    }
  }
  let held = false
  for (const { lineNumber, itemId, quantity, available } of shortages) {
    const line = byNumber.get(lineNumber) as OrderLine
    const policy = shortagePolicyOf(references, itemId)
    if (policy === 'refuse') throw outOfStock(input, line, available)
    if (policy === 'hold') held = true
    else {
      line.unallocated -= quantity
      line.backordered += quantity
    }
  }
  return { lines, allocations, reservations, held }
}

/** Takes of one line come together, so counting from the end is short. */
function countOf(rows: readonly { lineNumber: number }[], lineNumber: number): number {
  let count = 0
  for (let index = rows.length - 1; index >= 0 && rows[index]?.lineNumber === lineNumber; index--) count++
  return count
}

function outOfStock(input: PlaceOrder, line: OrderLine, available: number): DomainError {
  const index = input.lines.findIndex((wanted) => wanted.sku === line.sku || wanted.variantId === line.variantId)
  return new DomainError('refused', 'out_of_stock', {
    field: index < 0 ? 'lines' : `lines[${index}].quantity`,
    facts: { sku: line.sku, requested: line.quantity, available },
  })
}

function expiryOf(input: PlaceOrder, { references, at }: DecisionContext): Date {
  const minutes = input.payment.expiresInMinutes ?? references.settings.paymentExpiryMinutes
  return new Date(at.getTime() + minutes * minuteMs)
}
