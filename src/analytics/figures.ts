/*
 * A figure is a sum over orders: how many came and for how much, how many were sent, how many were cancelled. It is not a list
 * of them: each says which list it counts. Pure; the web imports it.
 */
import { hourOfSlot } from './slots.ts'

/** Money of one currency, in minor units. */
export type Amount = { currency: string; amount: number }

/** Orders and what they come to. */
export type OrderSum = { orders: number; amounts: Amount[] }

/** What happened in a time: orders that came, of which the first goods left, that were cancelled and stayed so. */
export type TimeFigures = OrderSum & { shipped: number; cancelled: number }

/** A row of the sums by ten minutes. */
export type SlotRow = {
  day: string
  slot: number
  currency: string
  orders: number
  amount: number
  shipped: number
  cancelled: number
}

/** Adds rows up; money by currency, the largest first. */
export function sumOf(rows: readonly SlotRow[]): TimeFigures {
  const total = (of: (row: SlotRow) => number) => rows.reduce((sum, row) => sum + of(row), 0)
  return {
    orders: total(({ orders }) => orders),
    amounts: amountsOf(rows),
    shipped: total(({ shipped }) => shipped),
    cancelled: total(({ cancelled }) => cancelled),
  }
}

/** Money of rows by currency, the largest first. */
export function amountsOf(rows: readonly Amount[]): Amount[] {
  const sums = new Map<string, number>()
  for (const { currency, amount } of rows) {
    if (amount !== 0) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount)
}

/** Orders that came in each hour of two days: 24 rows. */
export function ordersByHour(
  today: readonly SlotRow[],
  lastWeek: readonly SlotRow[],
): { hour: number; today: number; lastWeek: number }[] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, today: 0, lastWeek: 0 }))
  const add = (rows: readonly SlotRow[], of: 'today' | 'lastWeek') => {
    for (const { slot, orders } of rows) {
      const row = hours[hourOfSlot(slot)]
      if (row !== undefined) row[of] += orders
    }
  }
  add(today, 'today')
  add(lastWeek, 'lastWeek')
  return hours
}

/** Gathers rows of several currencies by what `nameOf` says they are of, the most orders first. */
export function groupSums<Row extends Amount & { orders: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): (OrderSum & { name: string })[] {
  const sums = [...Map.groupBy(rows, nameOf)].map(([name, some]) => ({
    name,
    orders: some.reduce((sum, { orders }) => sum + orders, 0),
    amounts: amountsOf(some),
  }))
  return sums.filter(({ orders }) => orders > 0).sort((a, b) => b.orders - a.orders)
}
