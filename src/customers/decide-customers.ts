import type { Outcome } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import type { Contact } from './contact.ts'
import { type Identity, identityNames, type Tier } from './customer.ts'

/** A customer to be made. */
export type NewCustomer = { code?: string | undefined; tier?: Tier | undefined; contact: Contact }

/** A customer to be made, with its id and what it is told apart by; also as it was before a key was renewed. */
export type IdentifiedCustomer = NewCustomer & {
  id: string
  identity: Identity
  formerIdentities?: readonly Omit<Identity, 'code'>[]
}

/**
 * Decides which customers are new: each stands or falls alone, in order. One whose phone, e-mail or code is another's is
 * refused as `customer_exists`, with the id of the other.
 */
export function decideCustomers(
  inputs: readonly IdentifiedCustomer[],
  known: readonly (Identity & { id: string })[],
): Outcome<IdentifiedCustomer>[] {
  const owners = new Map<string, string>()
  for (const customer of known) for (const { name } of identityNames(customer)) owners.set(name, customer.id)
  return inputs.map((input) => {
    const names = identityNames(input.identity)
    const former = (input.formerIdentities ?? []).flatMap((each) => identityNames({ code: null, ...each }))
    const taken = [...names, ...former].find(({ name }) => owners.has(name))
    if (taken !== undefined) return { refusal: customerExists(taken.field, owners.get(taken.name) as string) }
    for (const { name } of names) owners.set(name, input.id)
    return { value: input }
  })
}

/** The refusal of a phone, e-mail or code that is another customer's. */
export function customerExists(field: string, customerId: string): DomainError {
  return new DomainError('conflict', 'customer_exists', { field, facts: { customerId } })
}
