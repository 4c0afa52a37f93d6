import type { RotationContext, RotationStep } from '../access/continue-key-rotation.ts'
import { addTokens } from '../platform/search-index.ts'
import { findContacts } from './contact-queries.ts'
import { contactTokens } from './contact-tokens.ts'
import { countCustomers, holdPeopleOf, lockCustomersAfter, saveKnownBy } from './rotation-store.ts'
import { identityKeys } from './sealed-contact.ts'

const portion = 500

/** Makes what customers are known and found by anew, under the new search key. Who is erased is known by nothing. */
export const renewCustomerKeys: RotationStep = {
  count: ({ tx }) => countCustomers(tx),
  portion: async (context, after) => {
    const customers = await lockCustomersAfter(context.tx, { after, limit: portion })
    if (customers.length > 0) await renew(context, customers)
    return { done: customers.length, next: customers.length < portion ? null : (customers.at(-1)?.id ?? null) }
  },
  needsOldKey: async () => false,
}

async function renew(
  { tx, keys }: RotationContext,
  customers: Awaited<ReturnType<typeof lockCustomersAfter>>,
): Promise<void> {
  const contactIds = customers.map(({ contactId }) => contactId)
  await holdPeopleOf(tx, contactIds)
  const contacts = await findContacts(tx, keys, contactIds)
  const known = customers.map(({ id, contactId }) => {
    const contact = contacts.get(contactId)
    const identity =
      contact === undefined ? { phoneKey: null, emailKey: null, platformKey: null } : identityKeys(keys, contact)
    return { id, contactId, ...identity }
  })
  await saveKnownBy(tx, known)
  const found = customers.flatMap(({ id, contactId }) => {
    const contact = contacts.get(contactId)
    return contact === undefined ? [] : [{ objectId: id, tokens: contactTokens(keys, contact) }]
  })
  await addTokens({ tx, keys }, 'customer', found)
}
