import { type Command, requireVersion } from '../platform/command.ts'
import { keysThatOpen } from '../platform/crypto/key-ring.ts'
import { holdKeys } from '../platform/crypto/present-keys.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import type { Contact } from './contact.ts'
import type { Customer, CustomerStatus, Tier } from './customer.ts'
import { identityNames } from './customer.ts'
import { findCustomersByIdentity } from './customer-queries.ts'
import { insertContact, type LockedCustomer, lockCustomer, saveCustomer } from './customer-store.ts'
import { customerExists } from './decide-customers.ts'
import { customerEvent } from './events.ts'
import { type ContactIdentity, everyIdentity, identitiesOf, identityKeys, sealForPerson } from './sealed-contact.ts'

/** What a customer is to be; the contact stays when it is left out. */
export type ChangeCustomer = {
  customerId: string
  tier: Tier
  status: CustomerStatus
  contact?: Contact | undefined
}

/**
 * Changes a customer. A new contact is kept beside the earlier ones, which orders may name.
 * @throws DomainError `customer_not_found`, `version_mismatch`, `customer_exists`, `person_erased`
 */
export async function changeCustomer(
  command: Command,
  { customerId, tier, status, contact }: ChangeCustomer,
): Promise<Customer> {
  const { tx, now, actor } = command
  const before = await lockCustomer(tx, customerId)
  if (before === undefined) throw new DomainError('not_found', 'customer_not_found')
  requireVersion(command, before.version)
  const reached = contact === undefined ? {} : await replaceContact(command, before, contact)
  const { wrappedKey: _, ...after } = { ...before, ...reached, tier, status, version: before.version + 1 }
  await saveCustomer(tx, after)
  await publish(tx, [customerEvent({ before, after }, { at: now, actor })])
  return after
}

async function replaceContact(
  { tx, now, keys }: Command,
  customer: LockedCustomer,
  contact: Contact,
): Promise<Pick<Customer, 'contactId'> & ContactIdentity> {
  const { id, personId, wrappedKey } = customer
  if (wrappedKey === null) throw new DomainError('refused', 'person_erased', { field: 'contact' })
  const [others] = await Promise.all([
    findCustomersByIdentity(tx, { ...identitiesOf(keys, [contact]), codes: [] }),
    tx.run(holdKeys(tx, keys)),
  ])
  const names = everyIdentity(keys, contact).flatMap((identity) => identityNames({ code: null, ...identity }))
  for (const other of others.filter((found) => found.id !== id)) {
    const taken = identityNames(other).find(({ name }) => names.some((own) => own.name === name))
    throw customerExists(taken?.field ?? 'contact', other.id)
  }
  const present = await keysThatOpen(keys, tx, [wrappedKey])
  const sealed = sealForPerson(present, { id: personId, wrappedKey }, contact, now)
  await insertContact(tx, sealed)
  return { contactId: sealed.id, ...identityKeys(keys, contact) }
}
