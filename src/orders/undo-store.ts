import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { OrderHold } from './order.ts'
import type { LineQuantity } from './order-progress.ts'
import type { SaveContext } from './order-store.ts'

/** A cancellation that was done; without lines it was of the whole order. */
export type DoneCancellation = { id: string; lines: LineQuantity[] | null; decidedAt: Date }

/** The cancellations of an order that were done and stand, oldest first. */
export function findDoneCancellations(tx: Transaction, orderId: string): Promise<DoneCancellation[]> {
  return tx.rows<DoneCancellation>(sql`
    select id, lines, decided_at from order_cancellations
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and status = 'accepted' order by decided_at, id`)
}

/** The cancellation of a whole order that was asked for at this moment by who acts; undefined where another's waits already. */
export async function findCancellationAskedNow(
  { tx, now, actor }: SaveContext,
  orderId: string,
): Promise<string | undefined> {
  const row = await tx.row<{ id: string }>(sql`
    select id from order_cancellations
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and lines is null
      and requested_by = ${actor} and requested_at = ${now}`)
  return row?.id
}

/** What the order's history tells of its last cancellation: the holds that ended with it, and the types of what came since. */
export async function findSinceCancelled(
  tx: Transaction,
  orderId: string,
): Promise<{ holdIds: string[]; since: string[] }> {
  const events = await tx.rows<{ type: string; holdIds: string[] | null }>(sql`
    select type, data -> 'holdIds' as hold_ids from events
    where merchant_id = ${tx.merchantId} and object_id = ${orderId} order by version`)
  const last = events.findLastIndex(({ type }) => type === 'order.cancelled')
  return { holdIds: events[last]?.holdIds ?? [], since: events.slice(last + 1).map(({ type }) => type) }
}

/** The types of what happened to an order since a cancellation of it. */
export async function findTypesSince(tx: Transaction, orderId: string, cancellationId: string): Promise<string[]> {
  const events = await tx.rows<{ type: string }>(sql`
    select type from events
    where merchant_id = ${tx.merchantId} and object_id = ${orderId} and version > (
      select max(version) from events
      where merchant_id = ${tx.merchantId} and object_id = ${orderId} and data ->> 'cancellationId' = ${cancellationId})
    order by version`)
  return events.map(({ type }) => type)
}

/** Holds of an order as they were when they ended. */
export function findEndedHolds(
  tx: Transaction,
  orderId: string,
  holdIds: readonly string[],
): Promise<Pick<OrderHold, 'kind' | 'reason' | 'detail'>[]> {
  return tx.rows(sql`
    select kind, reason, detail from order_holds
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and id = any(${uuidList(holdIds)}) order by id`)
}

/** Marks a cancellation as undone. */
export async function saveUndone(
  { tx, now, actor }: SaveContext,
  orderId: string,
  cancellationId: string,
): Promise<void> {
  await tx.run(sql`
    update order_cancellations set status = 'undone', undone_by = ${actor}, undone_at = ${now}
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and id = ${cancellationId}`)
}
