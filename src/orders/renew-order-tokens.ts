import type { RotationStep } from '../access/continue-key-rotation.ts'
import { findContacts } from '../customers/contact-queries.ts'
import { contactTokens } from '../customers/contact-tokens.ts'
import { holdPeopleOf } from '../customers/rotation-store.ts'
import { addTokens } from '../platform/search-index.ts'
import { countAllOrders, findContactIdsAfter } from './order-queries.ts'

const portion = 500

/** Adds the tokens under the new search key by which orders are found; an erased receiver's has none. */
export const renewOrderTokens: RotationStep = {
  count: ({ tx }) => countAllOrders(tx),
  portion: async ({ tx, keys }, after) => {
    const orders = await findContactIdsAfter(tx, { after, limit: portion })
    const contactIds = orders.map(({ contactId }) => contactId)
    await holdPeopleOf(tx, contactIds)
    const contacts = await findContacts(tx, keys, contactIds)
    const found = orders.flatMap(({ id, contactId }) => {
      const contact = contacts.get(contactId)
      return contact === undefined ? [] : [{ objectId: id, tokens: contactTokens(keys, contact) }]
    })
    await addTokens({ tx, keys }, 'order', found)
    return { done: orders.length, next: orders.length < portion ? null : (orders.at(-1)?.id ?? null) }
  },
  needsOldKey: async () => false,
}
