import { forgetBulkInputs } from '../bulk/forget-bulk-jobs.ts'
import { findContacts } from '../customers/contact-queries.ts'
import { contactTokens } from '../customers/contact-tokens.ts'
import type { DataSubject, PersonalDataHolder } from '../customers/personal-holder.ts'
import type { Command } from '../platform/command.ts'
import { removeObjects, removeTokens } from '../platform/search-index.ts'
import { clearOrderTexts } from './erasure-store.ts'
import { findNoteIds, findOrderSections } from './export-queries.ts'
import { findReceivers } from './order-queries.ts'

/** What orders hold of people: what was written on them, and the keys by which they are found. */
export const orderHolder: PersonalDataHolder = {
  name: 'orders',
  collect: ({ tx }, { orderIds }) => findOrderSections(tx, orderIds),
  findObjectIds: async (tx, { orderIds }) => [...orderIds, ...(await findNoteIds(tx, orderIds))],
  erase: async (command, subject) => {
    await forgetSearchKeys(command, subject)
    await forgetBulkInputs(command, subject.orderIds)
    return clearOrderTexts(command.tx, subject.orderIds)
  },
  indexes: ['order_index'],
}

/** The index has no way from an order to its tokens: they are made once more from the contacts, while these still open. */
async function forgetSearchKeys({ tx, keys }: Command, { orderIds }: DataSubject): Promise<void> {
  const orders = await findReceivers(tx, orderIds)
  const broken: string[] = []
  const contacts = await findContacts(
    tx,
    keys,
    orders.map(({ contactId }) => contactId),
    (contactId) => broken.push(contactId),
  )
  const rows = orders.flatMap(({ id, contactId }) => {
    const contact = contacts.get(contactId)
    if (contact === undefined) return []
    // While the search key is renewed there are tokens of both.
    const tokens = [...keys.searchKeys.values()].flatMap((searchKey) => contactTokens({ searchKey }, contact))
    return [{ objectId: id, tokens }]
  })
  await removeTokens(tx, 'order', rows)
  // What does not open is looked for in the whole index: slow, and hardly ever.
  const lost = orders.filter(({ contactId }) => broken.includes(contactId)).map(({ id }) => id)
  if (lost.length > 0) await removeObjects(tx, 'order', lost)
}
