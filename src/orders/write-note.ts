import type { Command } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { lockOrder } from './order-store.ts'
import { insertNote } from './record-store.ts'

/** A note on an order, as its readers see it. */
export type OrderNote = { id: string; text: string; writtenBy: string; writtenAt: Date }

/** Adds a note; notes are not changed. @throws DomainError `not_found` */
export async function writeNote(
  { tx, now, actor }: Command,
  { orderId, text }: { orderId: string; text: string },
): Promise<OrderNote> {
  await lockOrder(tx, orderId)
  const note = { id: newId(now), text, writtenBy: actor, writtenAt: now }
  await insertNote(tx, { ...note, orderId })
  return note
}
