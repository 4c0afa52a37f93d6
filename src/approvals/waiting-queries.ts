import { sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
import type { Scoped } from '../platform/scope.ts'
import type { ApprovalKind } from './approval.ts'
import { isVisible, type WithinOrders } from './approval-queries.ts'

/** How many requests of some kinds wait for another than `actor`, counted up to `most`, and since when the oldest does. */
export async function countWaitingApprovals(
  asking: Scoped & { withinOrders: WithinOrders },
  { kinds, actor, most }: { kinds: readonly ApprovalKind[]; actor: string; most: number },
): Promise<{ count: number; since: Date | null }> {
  if (kinds.length === 0) return { count: 0, since: null }
  const row = await asking.tx.row<{ count: number; since: Date | null }>(sql`
    select count(*) as count, min(requested_at) as since from (
      select requested_at from approvals
      where merchant_id = ${asking.tx.merchantId} and status = 'requested' and kind = any(${textList(kinds)})
        and requested_by <> ${actor} ${isVisible(asking)}
      order by id limit ${most}) waiting`)
  return row ?? { count: 0, since: null }
}
