import { sql } from 'kysely'
import { keysThatOpen, type MerchantKeys } from '../platform/crypto/key-ring.ts'
import { SealedValueBroken } from '../platform/crypto/sealing.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Logger } from '../platform/logger.ts'
import type { Contact } from './contact.ts'
import { openContact, type SealedContact } from './sealed-contact.ts'

/** Hears of a contact that does not open. */
export type TellBroken = (contactId: string) => void

/** For pages: what does not open is missing there and stands in the log. */
export function tellBrokenTo(logger: Logger): TellBroken {
  return (contactId) => logger.error({ contactId }, 'a sealed contact does not open')
}

/**
 * Contacts by id, opened. Those of erased people are left out: nothing opens them any more. So is, where someone hears of
 * it, one that is broken.
 * @throws SealedValueBroken where nobody does
 */
export async function findContacts(
  tx: Transaction,
  keys: MerchantKeys,
  contactIds: readonly string[],
  tellBroken?: TellBroken,
): Promise<Map<string, Contact>> {
  const rows = await findSealedContacts(tx, contactIds)
  if (rows.length === 0) return new Map()
  const wrapped = rows.map(({ wrappedKey }) => wrappedKey)
  const present = await keysThatOpen(keys, tx, wrapped)
  const contacts = new Map<string, Contact>()
  for (const row of rows) {
    try {
      contacts.set(row.id, openContact(present, row))
    } catch (error) {
      if (tellBroken === undefined || !(error instanceof SealedValueBroken)) throw error
      tellBroken(row.id)
    }
  }
  return contacts
}

/** Contacts by id as they are stored, with their people's keys; those of erased people are left out. */
export async function findSealedContacts(tx: Transaction, contactIds: readonly string[]): Promise<SealedContact[]> {
  if (contactIds.length === 0) return []
  return tx.rows<SealedContact>(sql`
    select c.id, c.person_id, p.wrapped_key, c.sealed
    from contacts c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = any(${uuidList(contactIds)}) and p.wrapped_key is not null`)
}

/** Whether a contact's person has not been erased. */
export async function isReadable(tx: Transaction, contactId: string): Promise<boolean> {
  const row = await tx.row(sql`
    select 1 from contacts c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = ${contactId} and p.wrapped_key is not null`)
  return row !== undefined
}
