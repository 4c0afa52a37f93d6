import { type RawBuilder, sql } from 'kysely'
import { arrayLiteral } from '../platform/db/array-literal.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { CustomerStatus, Tier } from './customer.ts'

/** A customer as orders need it. */
export type KnownCustomer = {
  id: string
  personId: string
  contactId: string
  tier: Tier
  status: CustomerStatus
  code: string | null
  phoneKey: Buffer | null
  emailKey: Buffer | null
  platformKey: Buffer | null
  /** The person was erased: no customer any more. */
  isErased: boolean
}

/** What customers are looked for by: any one of them is enough. */
export type Identities = { phoneKeys: Buffer[]; emailKeys: Buffer[]; platformKeys: Buffer[]; codes: string[] }

/** The customers of the ids; erased people are no customers any more. */
export function findCustomersByIds(tx: Transaction, ids: readonly string[]): Promise<KnownCustomer[]> {
  return tx.rows<KnownCustomer>(knownCustomers(tx, sql`c.id = any(${uuidList(ids)}) and p.wrapped_key is not null`))
}

/**
 * The customers that have any of the keys or codes. An erased one has none; where it was left some, nobody else can have
 * them, so that it is found and its keys are known to be taken.
 */
export function findCustomersByIdentity(
  tx: Transaction,
  { phoneKeys, emailKeys, platformKeys, codes }: Identities,
): Promise<KnownCustomer[]> {
  // Each has its own unique index: four look-ups, never a scan.
  const found = sql`c.id in (
    select id from customers where merchant_id = ${tx.merchantId} and phone_key = any(${bytesList(phoneKeys)})
    union all select id from customers where merchant_id = ${tx.merchantId} and email_key = any(${bytesList(emailKeys)})
    union all select id from customers
      where merchant_id = ${tx.merchantId} and platform_key = any(${bytesList(platformKeys)})
    union all select id from customers where merchant_id = ${tx.merchantId} and code = any(${textList(codes)}))`
  return tx.rows<KnownCustomer>(knownCustomers(tx, found))
}

function knownCustomers(tx: Transaction, condition: RawBuilder<unknown>): RawBuilder<KnownCustomer> {
  return sql<KnownCustomer>`
    select c.id, c.person_id, c.contact_id, c.tier, c.status, c.code, c.phone_key, c.email_key, c.platform_key,
      p.wrapped_key is null as is_erased
    from customers c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and ${condition}`
}

function bytesList(bytes: readonly Buffer[]): RawBuilder<Buffer[]> {
  return sql`${arrayLiteral('bytea', bytes, (each) => each)}::bytea[]`
}
