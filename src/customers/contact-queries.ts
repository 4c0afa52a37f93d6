import { sql } from 'kysely'
import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Contact } from './contact.ts'
import { openContact, type SealedContact } from './sealed-contact.ts'

/**
 * Contacts by id, opened. Those of erased people are left out: nothing opens them any more.
 * @throws SealedValueBroken
 */
export async function findContacts(
  tx: Transaction,
  keys: MerchantKeys,
  contactIds: readonly string[],
): Promise<Map<string, Contact>> {
  if (contactIds.length === 0) return new Map()
  const rows = await tx.rows<SealedContact>(sql`
    select c.id, c.person_id, p.wrapped_key, c.sealed
    from contacts c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = any(${uuidList(contactIds)}) and p.wrapped_key is not null`)
  return new Map(rows.map((row) => [row.id, openContact(keys, row)]))
}
