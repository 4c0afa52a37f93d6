import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Effects } from '../platform/preview.ts'

/**
 * What an act would come to, in numbers: how many objects it would do, how many it would refuse and why. `coded` selects, of each
 * object, the `code` with which the single act would refuse it now, or null.
 */
export async function effectsByCode(tx: Transaction, coded: RawBuilder<unknown>): Promise<Effects> {
  const rows = await tx.rows<{ code: string | null; objects: number }>(sql`
    select c.code, count(*) as objects from (${coded}) c group by c.code order by c.code`)
  const sumOf = (some: typeof rows) => some.reduce((sum, { objects }) => sum + objects, 0)
  const refused = rows.filter(({ code }) => code !== null)
  return {
    selected: sumOf(rows),
    ready: sumOf(rows.filter(({ code }) => code === null)),
    refused: Object.fromEntries(refused.map(({ code, objects }) => [code ?? '', objects])),
  }
}
