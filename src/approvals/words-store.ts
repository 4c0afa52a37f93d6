import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Approval } from './approval.ts'
import { approvalColumns } from './approval-store.ts'

/** What was asked for about orders, the first first. */
export function findApprovalsOf(tx: Transaction, orderIds: readonly string[]): Promise<Approval[]> {
  return tx.rows<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) order by id`)
}

/** Empties what people wrote in approvals about orders; what was asked for and how it ended stays. Answers how many. */
export async function clearApprovalWords(tx: Transaction, orderIds: readonly string[]): Promise<number> {
  return tx.run(sql`
    update approvals set reason = '', note = '',
      input = case when input ? 'reason' then jsonb_set(input, '{reason}', '""') else input end
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)})
      and (reason <> '' or note <> '' or coalesce(input ->> 'reason', '') <> '')`)
}
