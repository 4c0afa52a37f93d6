import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { isWithin, namesWithin, type Scope, type Scoped } from '../platform/scope.ts'
import type { Approval, ApprovalKind, ApprovalStatus } from './approval.ts'
import { type ApprovalSettings, approvalSettingsForm } from './approval-settings.ts'
import { approvalColumns } from './approval-store.ts'

/** What a list of approvals may be narrowed to. */
export type ApprovalFilter = { status?: ApprovalStatus | undefined; kind?: ApprovalKind | undefined }

/** Which orders somebody sees, as the module above that has them says: of one by its id, and of a list by the column of its ids. */
export type OrdersWithin = {
  isWithin: (asking: Scoped, orderId: string) => Promise<boolean>
  condition: (asking: Scoped, orderId: RawBuilder<unknown>) => RawBuilder<unknown>
}

/** Approvals newest first, before the id `after`; of places and orders only those within the scope. */
export function findApprovals(
  { tx, scope }: { tx: Transaction; scope: Scope },
  { status, kind }: ApprovalFilter,
  { limit, after, orders }: { limit: number; after?: string | undefined; orders: OrdersWithin },
): Promise<Approval[]> {
  const places = namesWithin(scope, 'location')
  return tx.rows<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${tx.merchantId}
      ${status === undefined ? sql`` : sql`and status = ${status}`} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${places === undefined ? sql`` : sql`and (location_id is null or location_id = any(${uuidList(places)}))`}
      ${orders.condition({ tx, scope }, sql`approvals.order_id`)}
      ${after === undefined ? sql`` : sql`and id < ${after}`}
    order by id desc limit ${limit}`)
}

/** Whether somebody sees an approval: of a place or an order of theirs. */
export async function isVisible(
  { tx, scope }: Scoped,
  { locationId, orderId }: Pick<Approval, 'locationId' | 'orderId'>,
  orders: OrdersWithin,
): Promise<boolean> {
  if (locationId !== null && !isWithin(scope, 'location', locationId)) return false
  return orderId === null || orders.isWithin({ tx, scope }, orderId)
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
