import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { indexObjects } from '../platform/search-index.ts'
import { findPresentConsents, insertConsents } from './consent-store.ts'
import { clearIdentity, destroyKeys } from './erasure-store.ts'
import { findContactsOfPeople } from './person-queries.ts'
import type { DataSubject } from './personal-holder.ts'
import { consentRecorded } from './record-consent.ts'

/**
 * Destroys the keys of a subject's people, and of a customer what they are told apart and found by; consent that was given is
 * taken back. What was sealed stays as it lies, and nobody can open it.
 */
export async function erasePeople(command: Command, subject: DataSubject): Promise<Record<string, number>> {
  const { tx, now, actor } = command
  const contacts = await findContactsOfPeople(tx, subject.personIds)
  const withdrawn = subject.customerId === null ? 0 : await eraseCustomer(command, subject.customerId)
  const people = await destroyKeys(tx, subject.personIds, now)
  await publish(
    tx,
    people.map((objectId) => ({
      ...{ objectType: 'person', objectId, version: 1, type: 'person.erased', actor, at: now },
      data: { subjectType: subject.type, subjectId: subject.id },
    })),
  )
  return { people: people.length, contacts: contacts.length, consents: withdrawn }
}

async function eraseCustomer(command: Command, customerId: string): Promise<number> {
  const { tx, now, actor, keys } = command
  await indexObjects({ tx, keys }, 'customer', [{ objectId: customerId, tokens: [] }])
  const version = await clearIdentity(tx, customerId)
  await publish(tx, [
    {
      objectType: 'customer',
      objectId: customerId,
      version,
      type: 'customer.erased',
      actor,
      at: now,
      data: {},
      subjectId: customerId,
    },
  ])
  return withdrawConsents(command, customerId)
}

async function withdrawConsents({ tx, now, actor }: Command, customerId: string): Promise<number> {
  const given = (await findPresentConsents(tx, [customerId])).filter(({ state }) => state === 'given')
  const withdrawn = given.map(({ purpose, number }) => ({
    ...{ id: newId(now), customerId, purpose, number: number + 1, state: 'withdrawn' as const, channel: 'erasure' },
    ...{ noticeVersion: null, decidedAt: now, recordedAt: now, recordedBy: actor },
  }))
  await insertConsents(
    tx,
    withdrawn.map((consent) => ({ ...consent, evidence: null })),
  )
  await publish(tx, withdrawn.map(consentRecorded))
  return withdrawn.length
}
