import { type Changes, changesBetween } from '../platform/changes.ts'
import type { Subscriber } from '../platform/drain.ts'
import type { DomainEvent } from '../platform/events.ts'
import { indexObjects } from '../platform/search-index.ts'
import { findContacts } from './contact-queries.ts'
import { contactTokens } from './contact-tokens.ts'
import type { Customer } from './customer.ts'
import { findCustomersByIds } from './customer-queries.ts'

/** What this module tells of customers: never anything personal. */
export type CustomerEvent = DomainEvent<
  'customer.created' | 'customer.changed',
  { tier: string; status: string; changes: Changes }
>

type Told = Pick<Customer, 'id' | 'version' | 'contactId'> & { tier: string; status: string }

/** Tells that a customer was met, or changed; its version is the one after the change. */
export function customerEvent(
  { before, after }: { before: Told | null; after: Told },
  by: { at: Date; actor: string },
): CustomerEvent {
  const { id, version, tier, status } = after
  const type = before === null ? 'customer.created' : 'customer.changed'
  // A contact by its row's id alone: what it says is sealed, and earlier ones are kept.
  const changes = changesBetween(before, after, ['tier', 'status', 'contactId'])
  return { objectType: 'customer', objectId: id, version, type, data: { tier, status, changes }, subjectId: id, ...by }
}

/** Keeps the keyed hashes by which customers are found, from their present contacts. */
export const customerIndex: Subscriber = {
  name: 'customer_index',
  types: ['customer.created', 'customer.changed'],
  handle: async ({ tx, keys }, events) => {
    const ids = [...new Set(events.map(({ objectId }) => objectId))]
    const customers = await findCustomersByIds(tx, ids)
    const contacts = await findContacts(
      tx,
      keys,
      customers.map(({ contactId }) => contactId),
    )
    const contactIds = new Map(customers.map(({ id, contactId }) => [id, contactId]))
    const objects = ids.map((objectId) => {
      const contact = contacts.get(contactIds.get(objectId) ?? '')
      return { objectId, tokens: contact === undefined ? [] : contactTokens(keys, contact) }
    })
    await indexObjects({ tx, keys }, 'customer', objects)
  },
}
