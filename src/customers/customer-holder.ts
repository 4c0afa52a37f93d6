import { keysThatOpen, type MerchantKeys } from '../platform/crypto/key-ring.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { findConsents, findEvidence } from './consent-store.ts'
import { type Contact, contactFields, isMasked } from './contact.ts'
import { findDisclosuresOf } from './disclosure-store.ts'
import { erasePeople } from './erase-people.ts'
import { openNote } from './notes/customer-note.ts'
import { findCustomerNotes } from './notes/note-store.ts'
import { findConsentIds, findContactsOfPeople, findCustomerRecord } from './person-queries.ts'
import type { DataSubject, ExportSection, PersonalDataHolder } from './personal-holder.ts'
import { openContact } from './sealed-contact.ts'
import { openSealedText, type SealingPerson } from './sealed-text.ts'

/** What this module holds: the customer's record, contacts, consent, notes, and who looked. It goes last: the others need the keys. */
export const customerHolder: PersonalDataHolder = {
  name: 'customers',
  collect: async ({ tx, keys }, subject) => {
    const contacts = await findContactsOfPeople(tx, subject.personIds)
    const present = await keysThatOpen(
      keys,
      tx,
      contacts.map(({ wrappedKey }) => wrappedKey),
    )
    const people = new Map(contacts.map(({ personId, wrappedKey }) => [personId, { id: personId, wrappedKey }]))
    return [
      ...(await customerSections(tx, present, { subject, people })),
      {
        name: 'contacts',
        rows: contacts.map((row) => {
          const contact = openContact(present, row)
          const fields = fieldsOf(contact)
          return { id: row.id, personId: row.personId, ...fields, createdAt: row.createdAt.toISOString() }
        }),
      },
      await disclosureSection(tx, present, people),
    ]
  },
  findObjectIds: async (tx, { customerId, personIds }) => [
    ...personIds,
    ...(customerId === null ? [] : [customerId, ...(await findConsentIds(tx, customerId))]),
    ...(customerId === null ? [] : (await findCustomerNotes(tx, customerId)).map(({ id }) => id)),
  ],
  erase: erasePeople,
  indexes: ['customer_index'],
}

/** What stands in a contact, flat: of a receiver whom a platform keeps to itself also what it gave. */
function fieldsOf(contact: Contact): Record<string, string | null> {
  if (!isMasked(contact)) return Object.fromEntries(contactFields.map((field) => [field, contact[field] ?? null]))
  const { masked, ...region } = contact
  const { ciphertexts, ...shown } = masked
  return { ...region, ...shown, ciphertexts: ciphertexts === undefined ? null : JSON.stringify(ciphertexts) }
}

type People = ReadonlyMap<string, SealingPerson>

async function customerSections(
  tx: Transaction,
  keys: MerchantKeys,
  { subject: { customerId }, people }: { subject: DataSubject; people: People },
): Promise<ExportSection[]> {
  if (customerId === null) return []
  const [record, consents, evidence, notes] = await Promise.all([
    findCustomerRecord(tx, customerId),
    findConsents(tx, customerId),
    findEvidence(tx, customerId),
    findCustomerNotes(tx, customerId),
  ])
  if (record === undefined) return []
  const { personId, createdAt, ...customer } = record
  const person = people.get(personId)
  const openEvidence = (id: string) => {
    const sealed = evidence.get(id)
    if (person === undefined || sealed === undefined) return null
    return openSealedText(keys, person, sealed, { table: 'consents', column: 'evidence', rowId: id })
  }
  return [
    { name: 'customer', rows: [{ ...customer, createdAt: createdAt.toISOString() }] },
    {
      name: 'consents',
      rows: consents.map(({ id, purpose, state, channel, noticeVersion, decidedAt, recordedAt, recordedBy }) => ({
        ...{ purpose, state, channel, noticeVersion, evidence: openEvidence(id) },
        ...{ decidedAt: decidedAt.toISOString(), recordedAt: recordedAt.toISOString(), recordedBy },
      })),
    },
    {
      name: 'customer_notes',
      rows: (person === undefined ? [] : notes.map((note) => openNote(keys, person, note))).map(
        ({ writtenAt, ...note }) => ({ ...note, writtenAt: writtenAt.toISOString() }),
      ),
    },
  ]
}

async function disclosureSection(tx: Transaction, keys: MerchantKeys, people: People): Promise<ExportSection> {
  const disclosures = await findDisclosuresOf(tx, [...people.keys()])
  const openReason = (person: SealingPerson | undefined, id: string, sealed: Buffer | null) => {
    if (person === undefined || sealed === null) return null
    return openSealedText(keys, person, sealed, { table: 'disclosures', column: 'reason', rowId: id })
  }
  const rows = disclosures.map(
    ({ personId, id, subjectType, subjectId, purpose, reason, disclosedBy, disclosedAt }) => ({
      ...{ personId, disclosureId: id, subjectType, subjectId, purpose },
      reason: openReason(people.get(personId), id, reason),
      ...{ disclosedBy, disclosedAt: disclosedAt.toISOString() },
    }),
  )
  return { name: 'disclosures', rows }
}
