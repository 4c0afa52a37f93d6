/*
 * What a run came to. Money is counted twice: exactly, in price units (ten-thousandths of a pound), as the file has it, and
 * in pence as orders have it, where each line is rounded once; the report tells the difference. Both add up to the file.
 */
import { formatMoney, formatPrice } from '../../platform/money.ts'
import type { StagedLine, StagingReason } from './classify-line.ts'
import { currency, type Invoice } from './invoice.ts'
import type { SourceLine } from './source-line.ts'

/** A line as it stood in the file, with the reason's detail. */
type Example = { line: number; detail: string; text: string }

/** Lines, and what they come to in price units: the sum of quantity times price. */
type Sum = { lines: number; exact: number }

/** What the file holds. */
export type FileTally = Sum & { invoices: Set<string> }

/** What became of it so far. `pence` is what the orders say. */
export type OutcomeTally = {
  imported: Sum & { orders: number; pence: number }
  /** Of the imported: orders that an earlier run placed, and their lines. */
  earlierOrders: number
  earlierLines: number
  staged: Map<StagingReason, Sum & { example: Example }>
}

/** The report of a run, for people and programs. Amounts are decimal texts in pounds. */
export type ImportReport = {
  file: { lines: number; invoices: number; amount: string }
  imported: { orders: number; lines: number; amount: string; ordersTotal: string; rounding: string }
  ordersPlacedEarlier: number
  /** Imported orders, of this file or another, that are not completed: something was held or changed by somebody. */
  ordersWaiting: number
  staged: {
    lines: number
    amount: string
    /** With the first line of each. */
    reasons: { reason: StagingReason; lines: number; amount: string; example: Example }[]
  }
  productsMade: number
  unitsReceived: number
  /** Whether imported and staged add up to the file, in lines and money. */
  addsUp: boolean
}

/** Nothing read yet. */
export function createTally(): FileTally {
  return { lines: 0, exact: 0, invoices: new Set() }
}

/** Nothing done yet. */
export function createOutcomeTally(): OutcomeTally {
  const imported = { lines: 0, exact: 0, orders: 0, pence: 0 }
  return { imported, earlierOrders: 0, earlierLines: 0, staged: new Map() }
}

/** Counts a line of the file. One whose amount cannot be read counts as nothing. */
export function countLine(tally: FileTally, line: SourceLine): void {
  tally.lines++
  tally.exact += exactOf(line)
  tally.invoices.add(line.invoice)
}

/** Counts lines that were kept aside. */
export function countStaged({ staged }: OutcomeTally, lines: readonly StagedLine[]): void {
  for (const { line, reason, detail } of lines) {
    let sum = staged.get(reason)
    if (sum === undefined) {
      sum = { lines: 0, exact: 0, example: { line: line.line, detail, text: line.text } }
      staged.set(reason, sum)
    }
    sum.lines++
    sum.exact += exactOf(line)
  }
}

/** Counts an invoice that is an order of `pence` now; `isEarlier` when a run before this one placed it. */
export function countImported(
  tally: OutcomeTally,
  { lines }: Invoice,
  { pence, isEarlier }: { pence: number; isEarlier: boolean },
): void {
  const { imported } = tally
  if (isEarlier) {
    tally.earlierOrders++
    tally.earlierLines += lines.length
  }
  imported.orders++
  imported.pence += pence
  imported.lines += lines.length
  for (const line of lines) imported.exact += exactOf(line)
}

/** The report of what was counted. */
export function reportOf(
  file: FileTally,
  outcome: OutcomeTally,
  around: Pick<ImportReport, 'productsMade' | 'unitsReceived' | 'ordersWaiting'>,
): ImportReport {
  const { imported } = outcome
  const staged = [...outcome.staged.values()].reduce(
    (sum, { lines, exact }) => ({ lines: sum.lines + lines, exact: sum.exact + exact }),
    { lines: 0, exact: 0 },
  )
  return {
    file: { lines: file.lines, invoices: file.invoices.size, amount: pounds(file.exact) },
    imported: {
      orders: imported.orders,
      lines: imported.lines,
      amount: pounds(imported.exact),
      ordersTotal: formatMoney(imported.pence, currency),
      rounding: pounds(imported.pence * unitsInPenny - imported.exact),
    },
    ordersPlacedEarlier: outcome.earlierOrders,
    staged: {
      lines: staged.lines,
      amount: pounds(staged.exact),
      reasons: [...outcome.staged].map(([reason, { lines, exact, example }]) => {
        return { reason, lines, amount: pounds(exact), example }
      }),
    },
    ...around,
    addsUp: file.lines === imported.lines + staged.lines && file.exact === imported.exact + staged.exact,
  }
}

const unitsInPenny = 100

function exactOf({ quantity, price }: Pick<SourceLine, 'quantity' | 'price'>): number {
  return quantity === undefined || price === undefined ? 0 : quantity * price
}

function pounds(exact: number): string {
  return formatPrice(exact, currency)
}
