import type { Command } from '../platform/command.ts'
import { type Contact, isMasked, type PlainContact } from './contact.ts'
import { findContacts } from './contact-queries.ts'
import { type DisclosureSubject, discloseContacts } from './disclose-contacts.ts'
import type { DisclosurePurpose } from './disclosure.ts'
import { type MaskedView, maskContact } from './masking.ts'

/** Contacts by the objects whose they are, and how many of them stayed masked that were asked for whole. */
export type ShownContacts = { contacts: Map<string, MaskedView | PlainContact>; masked: number }

/**
 * Contacts of many objects at once: masked, or whole as far as the limits of who asks allow it, each of them a disclosure. Of erased
 * people nothing is left.
 */
export async function showContacts(
  command: Command,
  subjects: readonly DisclosureSubject[],
  fullFor: string | null,
): Promise<ShownContacts> {
  const contactIds = subjects.map(({ contactId }) => contactId)
  const found = await findContacts(command.tx, command.keys, contactIds, () => {})
  const whole = fullFor === null ? new Map<string, Contact>() : await wholeOf(command, subjects, fullFor)
  const contacts = subjects.flatMap(({ id, contactId }) => {
    const contact = whole.get(id) ?? found.get(contactId)
    if (contact === undefined) return []
    return [[id, whole.has(id) && !isMasked(contact) ? contact : maskContact(contact)] as const]
  })
  return { contacts: new Map(contacts), masked: fullFor === null ? 0 : subjects.length - whole.size }
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
