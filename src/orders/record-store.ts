import { sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { OrderHold } from './order.ts'

/** Writes holds of an order that exists. */
export async function insertHolds(tx: Transaction, orderId: string, holds: readonly OrderHold[]): Promise<void> {
  if (holds.length === 0) return
  const columns = ['orderId', 'id', 'kind', 'reason', 'detail', 'placedAt', 'placedBy'] as const
  const rows = holds.map((hold) => ({ ...hold, orderId }))
  await tx.run(insertRows(tx.merchantId, 'order_holds', columns, rows))
}

/** Marks active holds of an order as released. */
export async function saveReleases(
  tx: Transaction,
  orderId: string,
  holdIds: readonly string[],
  released: { at: Date; by: string },
): Promise<void> {
  await tx.run(sql`
    update order_holds set released_at = ${released.at}, released_by = ${released.by}
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and id = any(${uuidList(holdIds)})
      and released_at is null`)
}

/** Writes a cancellation: made, or asked for. */
export async function insertCancellation(
  tx: Transaction,
  row: Omit<NewRow<'order_cancellations'>, 'lines'>,
): Promise<void> {
  const columns = ['orderId', 'id', 'status', 'reason', 'requestedBy', 'requestedAt', 'decidedBy', 'decidedAt'] as const
  await tx.run(insertRows(tx.merchantId, 'order_cancellations', columns, [row]))
}

/** Writes the answer to a requested cancellation. */
export async function saveCancellationAnswer(
  tx: Transaction,
  orderId: string,
  answer: { status: 'accepted' | 'declined'; at: Date; by: string },
): Promise<void> {
  await tx.run(sql`
    update order_cancellations set status = ${answer.status}, decided_by = ${answer.by}, decided_at = ${answer.at}
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and status = 'requested'`)
}

/** Writes a note. */
export async function insertNote(tx: Transaction, note: NewRow<'order_notes'>): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'order_notes', ['orderId', 'id', 'text', 'writtenBy', 'writtenAt'], [note]))
}
