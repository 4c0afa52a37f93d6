import { sql } from 'kysely'
import { insertRows, type NewRow } from '../platform/db/bulk.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Customer, Identity } from './customer.ts'

/** A customer's row, locked, with what it is told apart by; `wrappedKey` is null once the person was erased. */
export type LockedCustomer = Customer & Identity & { wrappedKey: Buffer | null }

/** Locks a customer, and the person's key with it, to change it. */
export function lockCustomer(tx: Transaction, customerId: string): Promise<LockedCustomer | undefined> {
  return tx.row<LockedCustomer>(sql`
    select c.id, c.code, c.person_id, c.contact_id, c.tier, c.status, c.phone_key, c.email_key, c.platform_key,
      c.version, c.created_at,
      p.wrapped_key
    from customers c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = ${customerId} for update of c, p`)
}

/** Saves a customer's row. @throws DecidedOnStale when another took its phone or e-mail meanwhile */
export async function saveCustomer(tx: Transaction, customer: Customer & Identity): Promise<void> {
  const { id, contactId, tier, status, phoneKey, emailKey, platformKey, version } = customer
  await unlessTaken(
    tx.run(sql`
      update customers set contact_id = ${contactId}, tier = ${tier}, status = ${status}, phone_key = ${phoneKey},
        email_key = ${emailKey}, platform_key = ${platformKey}, version = ${version}
      where merchant_id = ${tx.merchantId} and id = ${id}`),
  )
}

/** Adds a contact. */
export async function insertContact(tx: Transaction, contact: NewRow<'contacts'>): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'contacts', ['id', 'personId', 'sealed', 'createdAt'], [contact]))
}
