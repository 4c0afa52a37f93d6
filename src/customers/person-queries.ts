import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { CustomerStatus, Tier } from './customer.ts'
import type { SealedContact } from './sealed-contact.ts'

/** Every contact of people who are not erased, with their keys, the first first. */
export function findContactsOfPeople(
  tx: Transaction,
  personIds: readonly string[],
): Promise<(SealedContact & { createdAt: Date })[]> {
  return tx.rows(sql`
    select c.id, c.person_id, p.wrapped_key, c.sealed, c.created_at
    from contacts c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.person_id = any(${uuidList(personIds)}) and p.wrapped_key is not null
    order by c.id`)
}

/** What a customer's own record says. */
export type CustomerRecord = {
  id: string
  code: string | null
  tier: Tier
  status: CustomerStatus
  personId: string
  createdAt: Date
}

/** A customer's own record. */
export function findCustomerRecord(tx: Transaction, customerId: string): Promise<CustomerRecord | undefined> {
  return tx.row(sql`
    select id, code, tier, status, person_id, created_at from customers
    where merchant_id = ${tx.merchantId} and id = ${customerId}`)
}

/** The ids of what was recorded of a customer's consent. */
export async function findConsentIds(tx: Transaction, customerId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from consents where merchant_id = ${tx.merchantId} and customer_id = ${customerId}`)
  return rows.map(({ id }) => id)
}
