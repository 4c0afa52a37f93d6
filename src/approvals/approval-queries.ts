import { type RawBuilder, sql } from 'kysely'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { namesWithin, type Scoped } from '../platform/scope.ts'
import type { Approval, ApprovalKind, ApprovalStatus } from './approval.ts'
import { type ApprovalSettings, approvalSettingsForm } from './approval-settings.ts'
import { approvalColumns } from './approval-store.ts'

/** What a list of approvals may be narrowed to. */
export type ApprovalFilter = {
  status?: ApprovalStatus | undefined
  kind?: ApprovalKind | undefined
  /** Only those that wait for this person, or key. */
  decidableBy?: Decider | undefined
}

/** Who may decide requests of some kinds. */
export type Decider = { kinds: readonly ApprovalKind[]; actor: string }

/** `and …` for approvals that wait for somebody: asked by another, and of a kind that they may decide. */
export function waitsFor({ kinds, actor }: Decider): RawBuilder<unknown> {
  return sql`and status = 'requested' and kind = any(${textList(kinds)}) and requested_by <> ${actor}`
}

/** `and …` for rows that name an order, or none: the order lies within the scope. Orders are above this module. */
export type WithinOrders = (asking: Scoped, orderId: RawBuilder<unknown>) => RawBuilder<unknown>

/** Approvals newest first, before the id `after`; only those of places and orders within the scope. */
export function findApprovals(
  asking: Scoped & { withinOrders: WithinOrders },
  { status, kind, decidableBy }: ApprovalFilter,
  page: { limit: number; after?: string | undefined },
): Promise<Approval[]> {
  const { tx } = asking
  return tx.rows<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${tx.merchantId}
      ${status === undefined ? sql`` : sql`and status = ${status}`} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${decidableBy === undefined ? sql`` : waitsFor(decidableBy)} ${isVisible(asking)}
      ${page.after === undefined ? sql`` : sql`and id < ${page.after}`}
    order by id desc limit ${page.limit}`)
}

/** One approval, unless it lies out of the scope. */
export function findApproval(
  asking: Scoped & { withinOrders: WithinOrders },
  approvalId: string,
): Promise<Approval | undefined> {
  return asking.tx.row<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${asking.tx.merchantId} and id = ${approvalId} ${isVisible(asking)}`)
}

/** `and …` for approvals that the caller may see: a write-off is of a place, a refund of an order. */
export function isVisible(asking: Scoped & { withinOrders: WithinOrders }): RawBuilder<unknown> {
  const places = namesWithin(asking.scope, 'location')
  const ofPlaces =
    places === undefined ? sql`` : sql`and (location_id is null or location_id = any(${uuidList(places)}))`
  return sql`${ofPlaces} ${asking.withinOrders(asking, sql`order_id`)}`
}

/** Up to what one person may act alone, defaults filled in. */
export async function findApprovalSettings(tx: Transaction): Promise<ApprovalSettings> {
  const row = await tx.row<{ settings: object }>(sql`
    select settings from approval_settings where merchant_id = ${tx.merchantId}`)
  return approvalSettingsForm.parse(row?.settings ?? {})
}
