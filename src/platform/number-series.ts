import { sql } from 'kysely'
import type { Database } from './db/database.ts'
import { transact } from './db/transaction.ts'

/** Hands out numbers of a series to people: unique per merchant, rising, with gaps. */
export type NumberSeries = {
  /** Answers the first of `count` numbers in a row. */
  take: (merchantId: string, count: number) => Promise<number>
  /** Gives back those of the numbers before `end` that were not used, from `from` on, unless others were taken since. */
  giveBack: (merchantId: string, unused: { from: number; end: number }) => void
}

const blockSize = 500

/**
 * Takes numbers in blocks, each in a short transaction of its own, so that no order waits for another's number.
 */
export function createNumberSeries(database: Database, series: string, firstNumber: number): NumberSeries {
  const blocks = new Map<string, { next: number; end: number }>()
  return {
    take: async (merchantId, count) => {
      let block = blocks.get(merchantId)
      if (block === undefined || block.end - block.next < count) {
        block = await reserveBlock(database, merchantId, { series, firstNumber, size: Math.max(blockSize, count) })
        blocks.set(merchantId, block)
      }
      const first = block.next
      block.next += count
      return first
    },
    giveBack: (merchantId, { from, end }) => {
      const block = blocks.get(merchantId)
      if (block?.next === end) block.next = from
    },
  }
}

async function reserveBlock(
  database: Database,
  merchantId: string,
  { series, firstNumber, size }: { series: string; firstNumber: number; size: number },
): Promise<{ next: number; end: number }> {
  const row = await transact(database, merchantId, (tx) =>
    tx.row<{ nextNumber: number }>(sql`
      insert into number_series as s (merchant_id, series, next_number)
      values (${merchantId}, ${series}, ${firstNumber + size})
      on conflict (merchant_id, series) do update set next_number = s.next_number + ${size}
      returning next_number`),
  )
  if (row === undefined) throw new Error(`no number of series ${series}`)
  return { next: row.nextNumber - size, end: row.nextNumber }
}
