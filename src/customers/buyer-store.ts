import { insertRows, type NewRow } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { publications } from '../platform/events.ts'
import { customerEvent } from './events.ts'

/** People, contacts and customers met for the first time by one batch. */
export type NewBuyers = {
  people: NewRow<'people'>[]
  contacts: NewRow<'contacts'>[]
  customers: NewRow<'customers'>[]
}

const personColumns = ['id', 'keyId', 'wrappedKey', 'createdAt'] as const
const contactColumns = ['id', 'personId', 'sealed', 'createdAt'] as const
const customerColumns = [
  'id',
  'code',
  'personId',
  'contactId',
  'tier',
  'status',
  'phoneKey',
  'emailKey',
  'version',
  'createdAt',
] as const

/** The statements that save them, with the customers' events. */
export function insertBuyers(
  tx: Transaction,
  { people, contacts, customers }: NewBuyers,
  actor: string,
): Query<unknown>[] {
  const statements: Query<unknown>[] = []
  if (people.length > 0) statements.push(insertRows(tx.merchantId, 'people', personColumns, people))
  if (contacts.length > 0) statements.push(insertRows(tx.merchantId, 'contacts', contactColumns, contacts))
  if (customers.length > 0) statements.push(insertRows(tx.merchantId, 'customers', customerColumns, customers))
  const events = customers.map((customer) =>
    customerEvent({ before: null, after: customer }, { actor, at: customer.createdAt }),
  )
  return [...statements, ...publications(tx, events)]
}
