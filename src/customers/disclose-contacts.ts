import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { keysThatOpen, type MerchantKeys } from '../platform/crypto/key-ring.ts'
import { SealedValueBroken } from '../platform/crypto/sealing.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { Contact } from './contact.ts'
import { findSealedContacts } from './contact-queries.ts'
import { countDisclosed } from './count-disclosed.ts'
import type { DisclosurePurpose } from './disclosure.ts'
import { insertDisclosures } from './disclosure-store.ts'
import { openContact, type SealedContact } from './sealed-contact.ts'
import { sealText } from './sealed-text.ts'

/** Whose contact is asked for: of which object, and which it is; `customerId` in whose timeline it stands, if it is alone. */
export type DisclosureSubject = {
  type: 'customer' | 'order' | 'fulfillment_order'
  id: string
  contactId: string
  customerId: string | null
}

/** What somebody wants to see, and what for. */
export type DisclosureRequest = {
  purpose: DisclosurePurpose
  reason?: string | undefined
  subjects: readonly DisclosureSubject[]
}

/** What was disclosed: an outcome for each subject, in their order. */
export type Disclosed = { id: string; at: Date; outcomes: Outcome<Contact>[] }

type Seen = { subject: DisclosureSubject; person: SealedContact; contact: Contact }

/**
 * Opens contacts for somebody to see, as far as the limits of who asks leave any, and keeps who saw whom and what for. A
 * refusal by the limit is told too: so the transaction is to be committed whatever the outcomes are.
 * Refusals: `person_erased`, `contact_broken`, `disclosure_limit_reached`.
 */
export async function discloseContacts(command: Command, request: DisclosureRequest): Promise<Disclosed> {
  const { tx, now } = command
  const { purpose, reason, subjects } = request
  const sealed = await findSealedContacts(
    tx,
    subjects.map(({ contactId }) => contactId),
  )
  const keys = await keysThatOpen(
    command.keys,
    tx,
    sealed.map(({ wrappedKey }) => wrappedKey),
  )
  const found = new Map(sealed.map((row) => [row.id, row]))
  const opened = subjects.map((subject) => openFor(keys, subject, found.get(subject.contactId)))
  const id = newId(now)
  const wanted = opened.filter((outcome) => 'value' in outcome).length
  const isPacking = subjects.every(({ type }) => type === 'fulfillment_order')
  const { granted, refusal } = wanted === 0 ? nothing : await countDisclosed(command, wanted, isPacking)
  const outcomes = upTo(granted, opened, refusal)
  const seen = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []))
  await keepDisclosed(command, { id, purpose, reason, keys }, seen)
  const contactOf = (outcome: Outcome<Seen>) => ('value' in outcome ? { value: outcome.value.contact } : outcome)
  return { id, at: now, outcomes: outcomes.map(contactOf) }
}

const nothing = { granted: 0, refusal: undefined }

function openFor(keys: MerchantKeys, subject: DisclosureSubject, person: SealedContact | undefined): Outcome<Seen> {
  if (person === undefined) return { refusal: new DomainError('refused', 'person_erased') }
  try {
    return { value: { subject, person, contact: openContact(keys, person) } }
  } catch (error) {
    if (!(error instanceof SealedValueBroken)) throw error
    return { refusal: new DomainError('conflict', 'contact_broken', { facts: { contactId: person.id } }) }
  }
}

/** The first so many that could be opened stay; the others are refused. */
function upTo(granted: number, opened: readonly Outcome<Seen>[], refusal: DomainError | undefined): Outcome<Seen>[] {
  let left = granted
  return opened.map((outcome) => {
    if ('refusal' in outcome || refusal === undefined) return outcome
    left -= 1
    return left >= 0 ? outcome : { refusal }
  })
}

async function keepDisclosed(
  { tx, now, actor }: Command,
  { id, purpose, reason, keys }: Pick<DisclosureRequest, 'purpose' | 'reason'> & { id: string; keys: MerchantKeys },
  seen: readonly Seen[],
): Promise<void> {
  if (seen.length === 0) return
  const place = { table: 'disclosures', column: 'reason', rowId: id }
  const rows = seen.map(({ subject, person: { personId, wrappedKey } }) => ({
    ...{ personId, id, subjectType: subject.type, subjectId: subject.id, purpose },
    reason: reason === undefined ? null : sealText(keys, { id: personId, wrappedKey }, reason, place),
    ...{ disclosedBy: actor, disclosedAt: now },
  }))
  await insertDisclosures(tx, onceEach(rows))
  const fields = [...new Set(seen.flatMap(({ contact }) => Object.keys(contact)))].sort()
  const subjects = seen.map(({ subject }) => subject.id)
  await publish(tx, [
    {
      ...{ objectType: 'disclosure', objectId: id, version: 1, type: 'personal_data.disclosed', actor, at: now },
      subjectId: seen.length === 1 ? seen[0]?.subject.customerId : null,
      data: { subjectType: seen[0]?.subject.type, subjects, purpose, fields, count: seen.length },
    },
  ])
}

/** The same object asked for twice is one row. */
function onceEach<Row extends { personId: string; subjectId: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.personId} ${row.subjectId}`, row])).values()]
}
