import { sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** Writes why goods come from where they come. */
export async function insertDecisions(tx: Transaction, rows: readonly NewRow<'sourcing_decisions'>[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(insertRows(tx.merchantId, 'sourcing_decisions', ['orderId', 'decisionNumber', 'at', 'decision'], rows))
}

/** How many decisions each order has. */
export async function findDecisionCounts(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ orderId: string; decisions: number }>(sql`
    select order_id, max(decision_number)::int4 as decisions from sourcing_decisions
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) group by order_id`)
  return new Map(rows.map((row) => [row.orderId, row.decisions]))
}
