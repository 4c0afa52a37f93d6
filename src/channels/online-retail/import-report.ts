/*
 * What a run came to. Money is counted twice: exactly, in price units (ten-thousandths of a pound) as the file's prices are,
 * and in pence as orders have it, each line rounded once; the difference is told.
 */
import { DomainError } from '../../platform/errors.ts'
import { formatMoney, formatPrice, lineAmount } from '../../platform/money.ts'
import type { SaleLine, StagedLine, StagingReason } from './classify-line.ts'
import { currency, type Invoice } from './invoice.ts'

/** Lines and what they come to in price units: quantity times price, exactly. */
export type Sum = { lines: number; exact: number }

/** The counts of a run, as they grow. */
export type Tally = {
  file: Sum & { invoices: number }
  /** What became orders in this run, and what a run before it had placed; `pence` is what the orders say. */
  placed: Sum & { invoices: number; pence: number }
  earlier: Sum & { invoices: number; pence: number }
  staged: Map<StagingReason, Sum>
  /** Lines without any amount that could be read; they count as 0. */
  unreadable: number
  /** Orders that somebody's rule holds: they are placed, and wait. */
  held: number
}
