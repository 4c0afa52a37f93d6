import { type RawBuilder, sql } from 'kysely'
import { rowSource, uuidList } from '../platform/db/bulk.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Identity } from './customer.ts'

/** A person's wrapped key; null once they were erased. */
export type WrappedPerson = { id: string; wrappedKey: Buffer | null }

/** Which rows to take next: the first so many behind an id. */
export type Portion = { after: string | null; limit: number }

/** How many people stand under a wrapping key, the erased among them. */
export async function countPeopleUnder(tx: Transaction, keyId: number): Promise<number> {
  const row = await tx.row<{ people: number }>(sql`
    select count(*) as people from people where merchant_id = ${tx.merchantId} and key_id = ${keyId}`)
  return row?.people ?? 0
}

/** Locks the next people under a wrapping key; orders and contacts of theirs can be added meanwhile. */
export function lockPeopleUnder(tx: Transaction, keyId: number, { after, limit }: Portion): Promise<WrappedPerson[]> {
  return tx.rows<WrappedPerson>(sql`
    select id, wrapped_key from people
    where merchant_id = ${tx.merchantId} ${behind(after)} and key_id = ${keyId}
    order by id limit ${limit} for no key update`)
}

/** Puts people under another wrapping key. */
export async function savePeopleUnder(tx: Transaction, keyId: number, people: readonly WrappedPerson[]): Promise<void> {
  const source = rowSource('r', { id: 'uuid', wrappedKey: 'bytea' }, people)
  await tx.run(sql`
    update people p set key_id = ${keyId}, wrapped_key = r.wrapped_key from ${source}
    where p.merchant_id = ${tx.merchantId} and p.id = r.id`)
}

/** What a customer is known by, beside where their contact is. */
export type KnownBy = Omit<Identity, 'code'> & { id: string; contactId: string }

/** How many customers there are. */
export async function countCustomers(tx: Transaction): Promise<number> {
  const row = await tx.row<{ customers: number }>(sql`
    select count(*) as customers from customers where merchant_id = ${tx.merchantId}`)
  return row?.customers ?? 0
}

/** Locks the next customers. */
export function lockCustomersAfter(tx: Transaction, { after, limit }: Portion): Promise<KnownBy[]> {
  return tx.rows<KnownBy>(sql`
    select id, contact_id, phone_key, email_key, platform_key from customers
    where merchant_id = ${tx.merchantId} ${behind(after)} order by id limit ${limit} for no key update`)
}

/** Saves what customers are known by. Their version stays: nothing of them has changed. */
export async function saveKnownBy(tx: Transaction, customers: readonly KnownBy[]): Promise<void> {
  if (customers.length === 0) return
  const types = { id: 'uuid', phoneKey: 'bytea', emailKey: 'bytea', platformKey: 'bytea' } as const
  await unlessTaken(
    tx.run(sql`
      update customers c set phone_key = r.phone_key, email_key = r.email_key, platform_key = r.platform_key
      from ${rowSource('r', types, customers)}
      where c.merchant_id = ${tx.merchantId} and c.id = r.id`),
  )
}

/** Keeps those whose contacts these are from being erased until the transaction ends: else it would index them again. */
export async function holdPeopleOf(tx: Transaction, contactIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    select p.id from contacts c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = any(${uuidList(contactIds)}) order by p.id for share of p`)
}

function behind(after: string | null): RawBuilder<unknown> {
  return after === null ? sql`` : sql`and id > ${after}`
}
