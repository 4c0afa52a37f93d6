import { giveNotices } from '../access/notices/give-notices.ts'
import { isReadable } from '../customers/contact-queries.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { noteWritten } from './events.ts'
import { lockOrder } from './order-store.ts'
import { insertNote } from './record-store.ts'

/** A note on an order, as its readers see it. */
export type OrderNote = { id: string; text: string; writtenBy: string; writtenAt: Date }

/**
 * Adds a note, and tells those it mentions; notes are not changed. On an order of an erased person nothing more is written.
 * @throws DomainError `not_found`, `person_erased`, `unknown_colleague`
 */
export async function writeNote(
  command: Command,
  { orderId, text, mentions = [] }: { orderId: string; text: string; mentions?: readonly string[] | undefined },
): Promise<OrderNote> {
  const { tx, now, actor, scope } = command
  // A note is not a change of what its writer saw: it is of no version.
  const order = await lockOrder(tx, orderId, { ...(scope !== undefined && { scope }) })
  if (!(await isReadable(tx, order.contactId))) throw new DomainError('refused', 'person_erased')
  const note = { id: newId(now), text, writtenBy: actor, writtenAt: now }
  const { customerId } = order
  await Promise.all([
    insertNote(tx, { ...note, orderId }),
    publish(tx, [noteWritten({ ...note, orderId, customerId })]),
  ])
  await giveNotices(command, { staffIds: mentions, kind: 'mention', objectType: 'order', objectId: orderId })
  return note
}
