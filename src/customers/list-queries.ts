import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import type { Customer, Tier } from './customer.ts'

/** What a list of customers may be narrowed to; `text` is (a part of) a name, a phone, its last four digits or an e-mail. */
export type CustomerFilter = { code?: string | undefined; tier?: Tier | undefined; text?: string | undefined }

/** A customer, and whether the person was erased: then there is only a number left. */
export type ListedCustomer = Customer & { isErased: boolean }

const customerColumns = sql`id, code, person_id, contact_id, tier, status, version, created_at,
  (select p.wrapped_key is null from people p where p.merchant_id = customers.merchant_id and p.id = person_id)
    as is_erased`

/** Customers newest first, before the id `after`. */
export async function findCustomers(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  { code, tier, text }: CustomerFilter,
  page: { limit: number; after?: string | undefined },
): Promise<ListedCustomer[]> {
  const { tx } = context
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  const ofCode = code === undefined ? sql`` : sql`and code = ${code}`
  const ofTier = tier === undefined ? sql`` : sql`and tier = ${tier}`
  const found = text === undefined ? sql`` : sql`and id in ${await withText(context, text)}`
  return tx.rows<ListedCustomer>(sql`
    select ${customerColumns} from customers
    where merchant_id = ${tx.merchantId} ${before} ${ofCode} ${ofTier} ${found}
    order by id desc limit ${page.limit}`)
}

async function withText(context: Pick<QueryContext, 'tx' | 'keys'>, text: string): Promise<RawBuilder<string>> {
  return objectsWithTokens(context.tx, 'customer', searchAlternatives(await presentKeys(context), text))
}

/** One customer. */
export function findCustomer(tx: Transaction, customerId: string): Promise<ListedCustomer | undefined> {
  return tx.row<ListedCustomer>(sql`
    select ${customerColumns} from customers where merchant_id = ${tx.merchantId} and id = ${customerId}`)
}
