import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from './transaction.ts'

/** How many there are; `more` than were counted. */
export type Counted = { count: number; more: boolean }

/** How many rows a select has, exact up to a number; it is to select at the most one more. */
export async function countUpTo(tx: Transaction, source: RawBuilder<unknown>, most: number): Promise<Counted> {
  const row = await tx.row<{ rows: number }>(sql`select count(*) as rows from (${source}) found`)
  const rows = row?.rows ?? 0
  return { count: Math.min(rows, most), more: rows > most }
}
