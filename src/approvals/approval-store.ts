import { sql } from 'kysely'
import { insertRows } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Approval } from './approval.ts'

const columns = [
  ...(['id', 'kind', 'status', 'input', 'reason', 'locationId', 'orderId', 'amount', 'currency', 'quantity'] as const),
  ...(['requestedBy', 'requestedAt', 'expiresAt', 'decidedBy', 'decidedAt', 'note'] as const),
  ...(['effectId', 'effectVersion', 'version'] as const),
] as const

/** Columns of an approval. */
export const approvalColumns = sql`id, kind, status, input, reason, location_id, order_id, amount, currency, quantity,
  requested_by, requested_at, expires_at, decided_by, decided_at, note, effect_id, effect_version, version`

/** Writes a request. */
export async function insertApproval(tx: Transaction, approval: Approval): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'approvals', columns, [approval]))
}

/** Locks an approval to end it. Its lock comes before that of any order or payment. */
export function lockApproval(tx: Transaction, approvalId: string): Promise<Approval | undefined> {
  return tx.row<Approval>(sql`
    select ${approvalColumns} from approvals where merchant_id = ${tx.merchantId} and id = ${approvalId} for update`)
}

/** Locks requests that nobody decided in time, oldest first. */
export function lockOverdue(tx: Transaction, now: Date, limit: number): Promise<Approval[]> {
  return tx.rows<Approval>(sql`
    select ${approvalColumns} from approvals
    where merchant_id = ${tx.merchantId} and status = 'requested' and expires_at <= ${now}
    order by expires_at, id limit ${limit} for update`)
}

/** Saves how an approval ended. */
export async function saveEnd(tx: Transaction, approval: Approval): Promise<void> {
  const { id, status, decidedBy, decidedAt, note, effectId, effectVersion, version } = approval
  await tx.run(sql`
    update approvals set status = ${status}, decided_by = ${decidedBy}, decided_at = ${decidedAt}, note = ${note},
      effect_id = ${effectId}, effect_version = ${effectVersion}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}
