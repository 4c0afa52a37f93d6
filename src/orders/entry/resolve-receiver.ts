import type { Contact, Receiver } from '../../customers/contact.ts'
import { findContacts } from '../../customers/contact-queries.ts'
import { findCustomersByIds } from '../../customers/customer-queries.ts'
import type { QueryContext } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { findReceivers } from '../order-queries.ts'
import { isOrderWithin } from '../order-scope-queries.ts'

/**
 * The contact of a receiver who is known: whoever places an order to them need not see it.
 * @throws DomainError `unknown_receiver`
 */
export async function resolveReceiver(query: QueryContext, receiver: Receiver): Promise<Contact> {
  if (receiver.kind === 'of_customer') {
    const [customer] = await findCustomersByIds(query.tx, [receiver.customerId])
    return contactOf(query, customer?.contactId, 'shipTo.customerId')
  }
  if (receiver.kind === 'of_order') {
    const isWithin = await isOrderWithin(query, receiver.orderId)
    const [order] = isWithin ? await findReceivers(query.tx, [receiver.orderId]) : []
    return contactOf(query, order?.contactId, 'shipTo.orderId')
  }
  return receiver
}

async function contactOf({ tx, keys }: QueryContext, contactId: string | undefined, field: string): Promise<Contact> {
  const contact = contactId === undefined ? undefined : (await findContacts(tx, keys, [contactId])).get(contactId)
  if (contact === undefined) throw new DomainError('refused', 'unknown_receiver', { field })
  return contact
}
