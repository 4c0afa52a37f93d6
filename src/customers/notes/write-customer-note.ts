import { giveNotices } from '../../access/notices/give-notices.ts'
import type { Command } from '../../platform/command.ts'
import { keysThatOpen } from '../../platform/crypto/key-ring.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { lockCustomer } from '../customer-store.ts'
import { type CustomerNote, sealNote } from './customer-note.ts'
import { insertCustomerNote } from './note-store.ts'

/** What somebody notes, and whom they mention. */
export type WriteCustomerNote = { customerId: string; text: string; mentions?: readonly string[] | undefined }

/**
 * Adds a note to a customer, and tells those it mentions. Of an erased person nothing more is written.
 * @throws DomainError `customer_not_found`, `person_erased`, `unknown_colleague`
 */
export async function writeCustomerNote(
  command: Command,
  { customerId, text, mentions = [] }: WriteCustomerNote,
): Promise<CustomerNote> {
  const { tx, now, actor, keys } = command
  const customer = await lockCustomer(tx, customerId)
  if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
  const { personId, wrappedKey } = customer
  if (wrappedKey === null) throw new DomainError('refused', 'person_erased')
  const present = await keysThatOpen(keys, tx, [wrappedKey])
  const note = { id: newId(now), text, writtenBy: actor, writtenAt: now }
  await insertCustomerNote(tx, { ...sealNote(present, { id: personId, wrappedKey }, note), customerId })
  await publish(tx, [
    {
      ...{ objectType: 'customer_note', objectId: note.id, version: 1, type: 'customer_note.written', actor, at: now },
      ...{ subjectId: customerId, data: { customerId } },
    },
  ])
  await giveNotices(command, { staffIds: mentions, kind: 'mention', objectType: 'customer', objectId: customerId })
  return note
}
