import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import { newId } from '../platform/ids.ts'
import { insertBuyers, type NewBuyers } from './buyer-store.ts'
import type { Customer } from './customer.ts'
import { findCustomersByIdentity } from './customer-queries.ts'
import { decideCustomers, type IdentifiedCustomer, type NewCustomer } from './decide-customers.ts'
import { everyIdentity, identitiesOf, identityKeys, sealNewPerson } from './sealed-contact.ts'

/**
 * Makes customers, thousands at a time: one round trip to look, one to write. Each stands or falls alone; the refusal is
 * `customer_exists`.
 */
export async function createCustomers(
  { tx, now, actor, keys }: Command,
  inputs: readonly NewCustomer[],
): Promise<Outcome<Customer>[]> {
  const identified = inputs.map((input) => ({
    ...input,
    id: newId(now),
    identity: { code: input.code ?? null, ...identityKeys(keys, input.contact) },
    // The first is the same as above.
    formerIdentities: everyIdentity(keys, input.contact).slice(1),
  }))
  const known = await findCustomersByIdentity(tx, {
    ...identitiesOf(
      keys,
      inputs.map(({ contact }) => contact),
    ),
    codes: inputs.flatMap(({ code }) => code ?? []),
  })
  const buyers: NewBuyers = { people: [], contacts: [], customers: [] }
  const outcomes = decideCustomers(identified, known).map((outcome): Outcome<Customer> => {
    if ('refusal' in outcome) return outcome
    const { person, contact } = sealNewPerson(keys, outcome.value.contact, now)
    const customer = newCustomer(outcome.value, { personId: person.id, contactId: contact.id, now })
    buyers.people.push(person)
    buyers.contacts.push(contact)
    buyers.customers.push({ ...customer, ...outcome.value.identity })
    return { value: customer }
  })
  await unlessTaken(Promise.all(insertBuyers({ tx, keys, actor }, buyers).map((query) => tx.run(query))))
  return outcomes
}

/**
 * Makes one customer.
 * @throws DomainError `customer_exists`
 */
export async function createCustomer(command: Command, input: NewCustomer): Promise<Customer> {
  const [outcome] = await createCustomers(command, [input])
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  return outcome.value
}

function newCustomer(
  { id, tier = 'standard', identity }: IdentifiedCustomer,
  { personId, contactId, now }: { personId: string; contactId: string; now: Date },
): Customer {
  return { id, code: identity.code, personId, contactId, tier, status: 'active', version: 1, createdAt: now }
}
