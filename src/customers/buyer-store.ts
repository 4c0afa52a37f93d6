import type { Command } from '../platform/command.ts'
import { holdKeys } from '../platform/crypto/present-keys.ts'
import { insertRows, type NewRow } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
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
  'platformKey',
  'version',
  'createdAt',
] as const

/** The statements that save them, with the customers' events; they fail when the keys were renewed meanwhile. */
export function insertBuyers(
  { tx, keys, actor }: Pick<Command, 'tx' | 'keys' | 'actor'>,
  { people, contacts, customers }: NewBuyers,
): Query<unknown>[] {
  const statements: Query<unknown>[] = people.length > 0 ? [holdKeys(tx, keys)] : []
  if (people.length > 0) statements.push(insertRows(tx.merchantId, 'people', personColumns, people))
  if (contacts.length > 0) statements.push(insertRows(tx.merchantId, 'contacts', contactColumns, contacts))
  if (customers.length > 0) statements.push(insertRows(tx.merchantId, 'customers', customerColumns, customers))
  const events = customers.map((customer) =>
    customerEvent({ before: null, after: customer }, { actor, at: customer.createdAt }),
  )
  return [...statements, ...publications(tx, events)]
}
