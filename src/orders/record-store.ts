import { sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { CancellationRequest, CancellationStatus } from './cancellation.ts'
import type { OrderHold } from './order.ts'
import type { SaveContext } from './order-store.ts'

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
  if (holdIds.length === 0) return
  await tx.run(sql`
    update order_holds set released_at = ${released.at}, released_by = ${released.by}
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and id = any(${uuidList(holdIds)})
      and released_at is null`)
}

/** Writes a cancellation: done by whoever asks for it, or waiting for an answer. */
export async function insertCancellation(
  { tx, now, actor }: SaveContext,
  cancellation: Pick<CancellationRequest, 'id' | 'reason' | 'lines'> & {
    orderId: string
    status: 'requested' | 'accepted'
  },
): Promise<void> {
  const decided = cancellation.status === 'requested' ? { by: null, at: null } : { by: actor, at: now }
  const row = { ...cancellation, requestedBy: actor, requestedAt: now, decidedBy: decided.by, decidedAt: decided.at }
  await tx.run(insertRows(tx.merchantId, 'order_cancellations', cancellationColumns, [row]))
}

const cancellationColumns = [
  'orderId',
  'id',
  'status',
  'reason',
  'lines',
  'requestedBy',
  'requestedAt',
  'decidedBy',
  'decidedAt',
] as const

/** Ends the waiting of a requested cancellation. */
export async function saveCancellationAnswer(
  { tx, now, actor }: SaveContext,
  orderId: string,
  status: Exclude<CancellationStatus, 'requested' | 'undone'>,
): Promise<void> {
  await tx.run(sql`
    update order_cancellations set status = ${status}, decided_by = ${actor}, decided_at = ${now}
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and status = 'requested'`)
}

/** The cancellation of an order that waits for a place's answer, if one does. */
export async function findCancellationRequest(
  tx: Transaction,
  orderId: string,
): Promise<CancellationRequest | undefined> {
  return (await findCancellationRequests(tx, [orderId])).get(orderId)
}

/** The cancellations that wait for a place's answer, by their orders. */
export async function findCancellationRequests(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<Map<string, CancellationRequest>> {
  if (orderIds.length === 0) return new Map()
  const rows = await tx.rows<CancellationRequest & { orderId: string }>(sql`
    select order_id, id, reason, requested_by, requested_at, lines from order_cancellations
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'requested'`)
  return new Map(rows.map(({ orderId, ...request }) => [orderId, request]))
}

/** Writes a note. */
export async function insertNote(tx: Transaction, note: NewRow<'order_notes'>): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'order_notes', ['orderId', 'id', 'text', 'writtenBy', 'writtenAt'], [note]))
}
