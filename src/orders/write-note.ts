import type { Command } from '../platform/command.ts'
import { insertRows } from '../platform/db/bulk.ts'
import { newId } from '../platform/ids.ts'
import { lockOrder } from './order-store.ts'

/** A note on an order, as its readers see it. */
export type OrderNote = { id: string; text: string; writtenBy: string; writtenAt: Date }

/** Adds a note; notes are not changed. @throws DomainError `not_found` */
export async function writeNote(
  { tx, now, actor }: Command,
  { orderId, text }: { orderId: string; text: string },
): Promise<OrderNote> {
  await lockOrder(tx, orderId)
  const note = { id: newId(now), text, writtenBy: actor, writtenAt: now }
  const columns = ['orderId', 'id', 'text', 'writtenBy', 'writtenAt'] as const
  await tx.run(insertRows(tx.merchantId, 'order_notes', columns, [{ ...note, orderId }]))
  return note
}
