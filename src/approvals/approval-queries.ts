import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { type Scope, withinScope } from '../platform/scope.ts'
import type { Approval, ApprovalKind, ApprovalStatus } from './approval.ts'
import { type ApprovalSettings, approvalSettingsForm } from './approval-settings.ts'
import { approvalColumns } from './approval-store.ts'

/** What a list of approvals may be narrowed to. */
export type ApprovalFilter = { status?: ApprovalStatus | undefined; kind?: ApprovalKind | undefined }

/** Approvals newest first, before the id `after`; of places only those within the scope. */
export function findApprovals(
  { tx, scope }: { tx: Transaction; scope: Scope },
  { status, kind }: ApprovalFilter,
  page: { limit: number; after?: string | undefined },
): Promise<Approval[]> {
  return tx.rows<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${tx.merchantId}
      ${status === undefined ? sql`` : sql`and status = ${status}`} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${withinScope(scope, { kind: 'location', column: sql`location_id`, type: 'uuid' })}
      ${page.after === undefined ? sql`` : sql`and id < ${page.after}`}
    order by id desc limit ${page.limit}`)
}

/** One approval. */
export function findApproval(tx: Transaction, approvalId: string): Promise<Approval | undefined> {
  return tx.row<Approval>(sql`
    select ${approvalColumns} from approvals where merchant_id = ${tx.merchantId} and id = ${approvalId}`)
}

/** Up to what one person may act alone, defaults filled in. */
export async function findApprovalSettings(tx: Transaction): Promise<ApprovalSettings> {
  const row = await tx.row<{ settings: object }>(sql`
    select settings from approval_settings where merchant_id = ${tx.merchantId}`)
  return approvalSettingsForm.parse(row?.settings ?? {})
}
