/*
 * What a customer ordered and paid over all the time that is kept, in each currency by itself. An order counts once it was placed
 * and as long as it stands: drafts, and what was cancelled or expired, do not; what was paid on those and not given back does.
 */
import { proportion } from '../../platform/money.ts'
import type { OrderStage } from '../order.ts'

/** The sums of a customer's orders in one currency, as the caller may see them. Amounts are minor units. */
export type OrderSums = {
  currency: string
  orders: number
  /** Of those that count: their totals less what was cancelled of them. */
  ordered: number
  /** Of all: what was captured less what was refunded. */
  paid: number
  /** How many are on their way: neither completed nor cancelled. */
  open: number
  firstPlacedAt: Date | null
  lastPlacedAt: Date | null
}

/** What a customer ordered and paid; not whole where there are more orders than are summed: then it is of the newest. */
export type Spending = { sums: OrderSums[]; isWhole: boolean }

/** Of so many orders at the most: nobody's page waits for the sums of a counter to which everything is booked. */
export const mostSummed = 10_000

/** Stages of orders on their way. */
export const openStages = ['pending', 'processed', 'shipped'] as const satisfies OrderStage[]

/** Stages of orders that count. */
export const standingStages = [...openStages, 'completed'] as const satisfies OrderStage[]

/** What an order comes to on average; nothing where none counts. */
export function averageOf({ ordered, orders }: Pick<OrderSums, 'ordered' | 'orders'>): number | null {
  return orders === 0 ? null : proportion(ordered, 1, orders)
}
