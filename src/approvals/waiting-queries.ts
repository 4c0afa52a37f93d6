import { sql } from 'kysely'
import type { Scoped } from '../platform/scope.ts'
import { type Decider, isVisible, type WithinOrders, waitsFor } from './approval-queries.ts'

/** How many requests wait for somebody who may decide them, counted up to `most`, and since when the oldest does. */
export async function countWaitingApprovals(
  asking: Scoped & { withinOrders: WithinOrders },
  decider: Decider,
  most: number,
): Promise<{ count: number; since: Date | null }> {
  if (decider.kinds.length === 0) return { count: 0, since: null }
  const row = await asking.tx.row<{ count: number; since: Date | null }>(sql`
    select count(*) as count, min(requested_at) as since from (
      select requested_at from approvals
      where merchant_id = ${asking.tx.merchantId} ${waitsFor(decider)} ${isVisible(asking)}
      order by id limit ${most}) waiting`)
  return row ?? { count: 0, since: null }
}
