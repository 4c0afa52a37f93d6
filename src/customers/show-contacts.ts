import type { Command } from '../platform/command.ts'
import { type Contact, isMasked, type PlainContact } from './contact.ts'
import { findContacts } from './contact-queries.ts'
import { type DisclosureSubject, discloseContacts } from './disclose-contacts.ts'
import type { DisclosurePurpose } from './disclosure.ts'
import { type MaskedView, maskContact } from './masking.ts'

/**
 * Contacts by the objects whose they are, how many of them stayed masked that were asked for whole, and of which objects they were
 * disclosed.
 */
export type ShownContacts = { contacts: Map<string, MaskedView | PlainContact>; masked: number; disclosed: string[] }

/** What contacts are shown whole for (null: masked), and of which objects that was counted already. */
export type ShowFor = { fullFor: string | null; disclosed: ReadonlySet<string> }

/**
 * Contacts of many objects at once: masked, or whole as far as the limits of who asks allow it, each of them a disclosure, unless it
 * was counted as one before. Of erased people nothing is left.
 */
export async function showContacts(
  command: Command,
  subjects: readonly DisclosureSubject[],
  { fullFor, disclosed }: ShowFor,
): Promise<ShownContacts> {
  const contactIds = subjects.map(({ contactId }) => contactId)
  const found = await findContacts(command.tx, command.keys, contactIds, () => {})
  const uncounted = subjects.filter(({ id }) => !disclosed.has(id))
  const whole = fullFor === null ? new Map<string, Contact>() : await wholeOf(command, uncounted, fullFor)
  for (const { id, contactId } of fullFor === null ? [] : subjects) {
    const contact = disclosed.has(id) ? found.get(contactId) : undefined
    if (contact !== undefined) whole.set(id, contact)
  }
  const contacts = subjects.flatMap(({ id, contactId }) => {
    const contact = whole.get(id) ?? found.get(contactId)
    if (contact === undefined) return []
    return [[id, whole.has(id) && !isMasked(contact) ? contact : maskContact(contact)] as const]
  })
  const masked = fullFor === null ? 0 : subjects.length - whole.size
  return { contacts: new Map(contacts), masked, disclosed: [...whole.keys()] }
}

async function wholeOf(
  command: Command,
  subjects: readonly DisclosureSubject[],
  fullFor: string,
): Promise<Map<string, Contact>> {
  const { outcomes } = await discloseContacts(command, { purpose: fullFor as DisclosurePurpose, subjects })
  const shown = outcomes.flatMap((outcome, index) => {
    const id = subjects[index]?.id
    return 'value' in outcome && id !== undefined ? [[id, outcome.value] as const] : []
  })
  return new Map(shown)
}

/** Province and city, as lists show where somebody is: once, where they are the same. */
export function placeOf({ province, city }: Pick<PlainContact, 'province' | 'city'>): string {
  return [province, city === province ? undefined : city].filter((part) => part !== undefined).join(' ')
}
