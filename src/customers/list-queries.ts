import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import { uuidList } from '../platform/db/bulk.ts'
import { behindId, inTime, type TimeSort } from '../platform/db/id-order.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import type { Customer } from './customer.ts'
import type { CustomerFilter } from './filter-contract.ts'

/** A customer, and whether the person was erased: then there is only a number left. */
export type ListedCustomer = Customer & { isErased: boolean }

const customerColumns = sql`id, code, person_id, contact_id, tier, status, version, created_at,
  (select p.wrapped_key is null from people p where p.merchant_id = customers.merchant_id and p.id = person_id)
    as is_erased`

type Searching = Pick<QueryContext, 'tx' | 'keys'>

/** From where a list of customers goes on, in which order, and how many at the most. */
export type CustomerPage = { limit: number; after?: string | undefined; sort?: TimeSort | undefined }

/** Customers in the order of a list, behind the id `after`. */
export async function findCustomers(
  context: Searching,
  filter: CustomerFilter,
  page: CustomerPage,
): Promise<ListedCustomer[]> {
  return context.tx.rows<ListedCustomer>(sql`select ${customerColumns} ${await customersOf(context, filter, page)}`)
}

/** Customers by their ids. */
export function findCustomersByIds(tx: Transaction, ids: readonly string[]): Promise<ListedCustomer[]> {
  return tx.rows<ListedCustomer>(sql`
    select ${customerColumns} from customers where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)})`)
}

/** What a customer is called where nothing personal may stand: its code, else the end of its id. */
export function customerLabel(table: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(${table}.code, '…' || right(${table}.id::text, 6))`
}

/** The `id`, `label` and `position` of the customers that a filter finds, in the order of the list. */
export async function matchingCustomers(
  context: Searching,
  filter: CustomerFilter,
  page: CustomerPage,
): Promise<RawBuilder<unknown>> {
  return sql`
    select m.id, ${customerLabel(sql`m`)} as label, row_number() over (${inTime(sql`m.id`, page.sort ?? 'newest')}) as position
    from (select id, code ${await customersOf(context, filter, page)}) m`
}

/** `from … where … order by … limit …` of a list of customers. */
async function customersOf(
  context: Searching,
  { code, tier, status, text }: CustomerFilter,
  { after, sort = 'newest', limit }: CustomerPage,
): Promise<RawBuilder<unknown>> {
  const { tx } = context
  const ofCode = code === undefined ? sql`` : sql`and code = ${code}`
  const ofTier = tier === undefined ? sql`` : sql`and tier = ${tier}`
  // As it stands in the index of the few that are.
  const ofStatus = status === undefined ? sql`` : sql`and status = 'blocked'`
  const found = text === undefined ? sql`` : sql`and id in ${await withText(context, text)}`
  return sql`
    from customers
    where merchant_id = ${tx.merchantId} ${behindId(sql`id`, sort, after)} ${ofCode} ${ofTier} ${ofStatus} ${found}
    ${inTime(sql`id`, sort)} limit ${limit}`
}

async function withText(context: Searching, text: string): Promise<RawBuilder<string>> {
  return objectsWithTokens(context.tx, 'customer', searchAlternatives(await presentKeys(context), text))
}

/** One customer. */
export function findCustomer(tx: Transaction, customerId: string): Promise<ListedCustomer | undefined> {
  return tx.row<ListedCustomer>(sql`
    select ${customerColumns} from customers where merchant_id = ${tx.merchantId} and id = ${customerId}`)
}
